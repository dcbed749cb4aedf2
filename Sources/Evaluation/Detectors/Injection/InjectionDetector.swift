/// Finds text that addresses the evaluator, in English and Vietnamese, through common disguises.
///
/// Accents, look-alike letters and invisible characters are gone in the skeleton; digits for letters, tag characters
/// and one level of base64 are undone here. A keyword alone never counts: "the judge gave a score of 9" is news, an
/// attack names the evaluator or the judged answer, tells it to do something, and says what about the score.
package struct InjectionDetector: Sendable {
    /// Findings reported for one text; more add nothing to a flag.
    package static let maximumFindings = 64

    /// A detector.
    package init() {}

    /// Scans a text. Linear time.
    package func scan(_ text: String) -> InjectionReport { scan(SkeletonText(text)) }

    /// Scans a stripped text. Linear time.
    package func scan(_ skeleton: SkeletonText) -> InjectionReport {
        var findings = Self.plain(skeleton.lower).map { finding in
            InjectionReport.Finding(
                kind: finding.kind, range: skeleton.range(finding.range), certainty: finding.certainty)
        }
        if let letters = Disguise.lettersForDigits(skeleton.lower) {
            let seen = findings.map(\.range)
            for finding in Self.plain(letters) {
                let range = skeleton.range(finding.range)
                guard !seen.contains(where: { $0.bytes.overlaps(range.bytes) }) else { continue }
                findings.append(.init(kind: .hidden, range: range, certainty: finding.certainty))
            }
        }
        for (range, hidden) in Disguise.base64(skeleton.bytes) {
            guard let worst = Self.worst(hidden) else { continue }
            findings.append(.init(kind: .hidden, range: skeleton.range(range), certainty: worst))
        }
        if let (range, hidden) = Disguise.tags(skeleton.text) {
            // Nobody writes tag characters by accident.
            findings.append(.init(kind: .hidden, range: range, certainty: max(0.7, Self.worst(hidden) ?? 0)))
        }
        findings.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
        return InjectionReport(findings: findings, invisibleCount: skeleton.invisibleCount)
    }

    private static func worst(_ text: String) -> Double? {
        plain(SkeletonText(text).lower).map(\.certainty).max()
    }

    private struct Raw {
        let kind: InjectionReport.Kind
        let range: Range<Int>
        let certainty: Double
    }

    private static func plain(_ text: [UInt8]) -> [Raw] {
        let cues = InjectionCue.matcher.matches(in: text)
        var findings: [Raw] = []
        var window = InjectionWindow()
        for cue in cues {
            guard findings.count < maximumFindings else { break }
            switch cue.tag {
            case .override: findings.append(Raw(kind: .override, range: cue.range, certainty: 0.9))
            case .boundary: findings.append(Raw(kind: .fakeBoundary, range: cue.range, certainty: 0.8))
            default: break
            }
            if let certainty = window.add(cue, in: text) {
                findings.append(Raw(kind: .evaluator, range: window.range, certainty: certainty))
                window.reset()
            }
        }
        var keys: [Range<Int>] = []
        for sign in InjectionCue.signs.matches(in: text) where findings.count < maximumFindings {
            if case .template = sign.tag {
                findings.append(Raw(kind: .template, range: sign.range, certainty: 0.8))
            } else {
                keys.append(sign.range)
            }
        }
        if let first = keys.first, let last = keys.last, keys.count >= 2 {
            findings.append(Raw(kind: .fakeVerdict, range: first.lowerBound..<last.upperBound, certainty: 0.6))
        }
        return findings
    }
}
