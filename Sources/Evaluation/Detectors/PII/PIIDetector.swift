/// Finds personal data and secrets by rule, in one pass, before any judge is asked.
///
/// What needs understanding is not its business: names and addresses are found only where their form or a word in front
/// gives them away. To add a kind of data, write a recogniser and wake it in ``Wake``, ``DigitDispatch`` or ``Cue``.
package struct PIIDetector: Sendable {
    /// A detector.
    package init() {}

    /// Everything found in `text`, in order, without overlaps. Linear time.
    package func scan(_ text: String) -> [DetectedSpan] { scan(SkeletonText(text)) }

    /// Everything found in stripped text, in order, without overlaps. Linear time.
    package func scan(_ skeleton: SkeletonText) -> [DetectedSpan] {
        guard !skeleton.bytes.isEmpty else { return [] }
        let scan = PIIScan(skeleton)
        var candidates: [PIICandidate] = []
        let firstDigit = Wake.walk(scan, into: &candidates)
        if let firstDigit {
            var runs = DigitRuns(bytes: scan.bytes, lower: scan.lower, from: firstDigit)
            while let window = runs.next() { DigitDispatch.recognize(window, in: scan, into: &candidates) }
            candidates += LooseNumbers.find(in: scan, from: firstDigit)
        }
        CueDispatch.walk(scan, into: &candidates)
        guard !candidates.isEmpty else { return [] }
        return Self.resolve(candidates).map { Self.span($0, in: skeleton) }
    }

    /// Of candidates that overlap, keeps the best; ties go to the earlier.
    private static func resolve(_ candidates: [PIICandidate]) -> [PIICandidate] {
        guard candidates.count > 1 else { return candidates }
        var kept: [PIICandidate] = []
        for candidate in candidates.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            // Kept ranges are disjoint and in order, so only the last one can overlap.
            if let last = kept.last, last.range.upperBound > candidate.range.lowerBound {
                guard candidate.outranks(last) else { continue }
                kept.removeLast()
            }
            kept.append(candidate)
        }
        return kept
    }

    private static func span(_ candidate: PIICandidate, in skeleton: SkeletonText) -> DetectedSpan {
        DetectedSpan(
            type: candidate.type, range: skeleton.range(candidate.range), certainty: candidate.certainty,
            validation: candidate.validation, sample: candidate.sample, key: key(of: candidate, in: skeleton),
            country: candidate.country.utf8CodeUnitCount == 0 ? nil : candidate.country.description)
    }

    private static func key(of candidate: PIICandidate, in skeleton: SkeletonText) -> String {
        let value = skeleton.lower[candidate.range]
        switch candidate.type {
        case .email, .ipAddress, .password, .url, .person, .address: return String(decoding: value, as: UTF8.self)
        default: return String(decoding: value.filter(PIIScan.isAlphanumeric), as: UTF8.self)
        }
    }
}
