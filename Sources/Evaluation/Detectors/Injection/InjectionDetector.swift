/// Finds text that addresses the evaluator, through common disguises: in English, Vietnamese and, by
/// phrases, French, Spanish, German, Chinese and Japanese.
///
/// Accents, look-alike letters and invisible characters are gone in the skeleton; digits for letters, spaced letters, tag
/// characters, hexadecimal, ROT13 and two levels of base64 are undone here. A keyword alone never counts: "the judge gave a score of 9" is news, an
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
        var findings = Self.plain(skeleton.lower, cased: skeleton.bytes).map { finding in
            InjectionReport.Finding(
                kind: finding.kind, range: skeleton.range(finding.range), certainty: finding.certainty)
        }
        if skeleton.hasIdeographs { findings += Self.ideographic(skeleton.text) }
        findings += Self.disguised(skeleton, besides: findings.map(\.range.bytes))
        if let (range, hidden) = Disguise.tags(skeleton.text) {
            // Nobody writes tag characters by accident.
            findings.append(.init(kind: .hidden, range: range, certainty: max(0.7, Self.worst(hidden) ?? 0)))
        }
        if findings.count > 1 { findings.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound } }
        return InjectionReport(findings: findings, invisibleCount: skeleton.invisibleCount)
    }

    /// Attacks in digits for letters, spaced letters, base64, hexadecimal and ROT13.
    private static func disguised(
        _ skeleton: SkeletonText, besides seen: [Range<Int>]
    ) -> [InjectionReport.Finding] {
        var findings: [InjectionReport.Finding] = []
        if let letters = Disguise.lettersForDigits(skeleton.lower) {
            for finding in plain(letters, cased: skeleton.bytes) {
                let range = skeleton.range(finding.range)
                guard !seen.contains(where: { $0.overlaps(range.bytes) }) else { continue }
                findings.append(.init(kind: .hidden, range: range, certainty: finding.certainty))
            }
        }
        for (range, hidden) in Disguise.encoded(skeleton.bytes) + Disguise.spacedLetters(skeleton.lower) {
            guard findings.count < maximumFindings, let worst = worst(hidden) else { continue }
            findings.append(.init(kind: .hidden, range: skeleton.range(range), certainty: worst))
        }
        return findings
    }

    /// The surest finding in hidden text, which may hide more once.
    private static func worst(_ text: String, depth: Int = 1) -> Double? {
        let skeleton = SkeletonText(text)
        var best = plain(skeleton.lower, cased: skeleton.bytes).map(\.certainty).max()
        guard depth > 0 else { return best }
        for (_, hidden) in Disguise.encoded(skeleton.bytes) {
            if let inner = worst(hidden, depth: depth - 1) { best = max(best ?? 0, inner) }
        }
        return best
    }

    private struct Raw {
        let kind: InjectionReport.Kind
        let range: Range<Int>
        let certainty: Double
    }

    private static func plain(_ text: [UInt8], cased: [UInt8]) -> [Raw] {
        let cues = InjectionCue.matcher.matches(in: text)
        var findings = attacks(cues, in: text[...], cased: cased, checksCommands: true)
        if cues.count(where: { $0.tag == .rotated }) >= 3 {
            let turned = text.map(Disguise.rotated)
            let hidden = attacks(
                InjectionCue.matcher.matches(in: turned), in: turned[...], cased: cased,
                checksCommands: true)
            findings += hidden.map { Raw(kind: .hidden, range: $0.range, certainty: $0.certainty) }
        }
        if text.contains(where: { $0 == 0x3C || $0 == 0x5B || $0 == 0x22 || $0 == 0x23 }) {
            findings += signs(in: text, cues)
        }
        return findings
    }

    private static func ideographic(_ text: ScalarText) -> [InjectionReport.Finding] {
        let bytes = Array(text.string.utf8)
        let cues = InjectionCue.ideographic.matches(in: bytes)
        return attacks(cues, in: bytes[...], cased: [], checksCommands: false).map {
            InjectionReport.Finding(kind: $0.kind, range: text.range(bytes: $0.range), certainty: $0.certainty)
        }
    }

    private static func attacks(
        _ cues: [PhraseMatcher<InjectionCue>.Match], in text: ArraySlice<UInt8>, cased: [UInt8], checksCommands: Bool
    ) -> [Raw] {
        guard !cues.isEmpty else { return [] }
        var findings: [Raw] = []
        var window = InjectionWindow(text, cased: cased, checksCommands: checksCommands)
        var mention: InjectionMention?
        for cue in cues {
            guard findings.count < maximumFindings else { break }
            guard let found = window.add(cue) else { continue }
            let mentioned = mention ?? InjectionMention(text, cues)
            mention = mentioned
            let isDemand = found.kind == .evaluator && window.speaksToEvaluator
            let isExplained = mentioned.explains(window.range, isDemand: isDemand)
            findings.append(
                Raw(kind: found.kind, range: window.range, certainty: found.certainty * (isExplained ? 0.4 : 1)))
            window.reset()
        }
        return findings
    }

    private static func signs(in text: [UInt8], _ cues: [PhraseMatcher<InjectionCue>.Match]) -> [Raw] {
        let signs = InjectionCue.signs.matches(in: text)
        guard !signs.isEmpty else { return [] }
        var findings: [Raw] = []
        var keys: [Range<Int>] = []
        let orders = cues.filter { $0.tag == .topScore || $0.tag == .leniency }
        let mention = InjectionMention(text[...], cues)
        for sign in signs where findings.count < maximumFindings {
            switch sign.tag {
            case .template:
                // A page about templates shows their tokens; one that also orders something uses them.
                let isExplained = orders.isEmpty && mention.explanations(near: sign.range) > 0
                findings.append(Raw(kind: .template, range: sign.range, certainty: isExplained ? 0.3 : 0.8))
            case .roleTag:
                let end = sign.range.upperBound + InjectionWindow.reach
                guard
                    let order = orders.first(where: {
                        $0.range.lowerBound >= sign.range.lowerBound && $0.range.lowerBound < end
                    })
                else { continue }
                let range = sign.range.lowerBound..<order.range.upperBound
                findings.append(Raw(kind: .fakeBoundary, range: range, certainty: 0.7))
            default: keys.append(sign.range)
            }
        }
        if let first = keys.first, let last = keys.last, keys.count >= 2,
            Disguise.isVerdict(text[first.lowerBound..<min(text.count, last.upperBound + 60)])
        {
            findings.append(Raw(kind: .fakeVerdict, range: first.lowerBound..<last.upperBound, certainty: 0.6))
        }
        return findings
    }
}
