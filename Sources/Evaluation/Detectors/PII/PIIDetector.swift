/// Finds personal data and secrets by rule, in one pass, before any judge is asked.
///
/// Names, addresses and anything that needs understanding are not its business. To add a kind of data, write a
/// ``PIIRecognizer`` or a ``DigitRecognizer`` and list it here.
package struct PIIDetector: Sendable {
    private static let recognizers: [any PIIRecognizer] = [
        EmailRecognizer(), IBANRecognizer(), IPv4Recognizer(), IPv6Recognizer(), SecretRecognizer(), TokenRecognizer(),
        PrivateKeyRecognizer(), PasswordRecognizer(),
    ]
    private static let digitRecognizers: [any DigitRecognizer] = [
        CardRecognizer(), SSNRecognizer(), VietnameseIDRecognizer(), PhoneRecognizer(),
    ]
    /// For each byte, bit i wakes recogniser i anywhere, and bit i + 16 only at the start of a word.
    private static let wakes: [UInt32] = {
        var wakes = [UInt32](repeating: 0, count: 256)
        for (index, recognizer) in recognizers.enumerated() {
            for byte in recognizer.triggers {
                wakes[Int(byte)] |= 1 << UInt32(recognizer.atWordStart ? index + 16 : index)
            }
        }
        return wakes
    }()

    /// A detector.
    package init() {}

    /// Everything found in `text`, in order, without overlaps. Linear time.
    package func scan(_ text: String) -> [DetectedSpan] { scan(SkeletonText(text)) }

    /// Everything found in stripped text, in order, without overlaps. Linear time.
    package func scan(_ skeleton: SkeletonText) -> [DetectedSpan] {
        let hasDigits = skeleton.bytes.contains(where: PIIScan.isDigit)
        let scan = PIIScan(skeleton, needsHints: hasDigits)
        var candidates: [PIICandidate] = []
        var previousIsWord = false
        let bytes = skeleton.bytes
        for index in bytes.indices {
            let byte = bytes[index]
            var awake = Self.wakes[Int(byte)]
            if awake != 0 {
                awake = previousIsWord ? awake & 0xFFFF : awake & 0xFFFF | awake >> 16
                while awake != 0 {
                    let which = awake.trailingZeroBitCount
                    if let found = Self.recognizers[which].recognize(at: index, in: scan) { candidates.append(found) }
                    awake &= awake - 1
                }
            }
            previousIsWord = PIIScan.isWord(byte)
        }
        if hasDigits {
            var runs = DigitRuns(bytes: bytes)
            while let window = runs.next() {
                for recognizer in Self.digitRecognizers {
                    if let found = recognizer.recognize(window, in: scan) { candidates.append(found) }
                }
            }
        }
        return Self.resolve(candidates).map { Self.span($0, in: skeleton) }
    }

    /// Of candidates that overlap, keeps the best; ties go to the earlier.
    private static func resolve(_ candidates: [PIICandidate]) -> [PIICandidate] {
        var kept: [PIICandidate] = []
        for candidate in candidates.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            // Kept ranges are disjoint and in order, so only the last ones can overlap.
            var isBest = true
            var place = kept.count - 1
            while place >= 0, kept[place].range.upperBound > candidate.range.lowerBound {
                if !candidate.outranks(kept[place]) { isBest = false }
                place -= 1
            }
            guard isBest else { continue }
            kept.removeSubrange((place + 1)...)
            kept.append(candidate)
        }
        return kept
    }

    private static func span(_ candidate: PIICandidate, in skeleton: SkeletonText) -> DetectedSpan {
        let value = skeleton.lower[candidate.range]
        let isText = candidate.type == .email || candidate.type == .ipAddress || candidate.type == .password
        let key = isText ? Array(value) : value.filter(PIIScan.isAlphanumeric)
        return DetectedSpan(
            type: candidate.type, range: skeleton.range(candidate.range), certainty: candidate.certainty,
            validation: candidate.validation, sample: candidate.sample, key: String(decoding: key, as: UTF8.self))
    }
}
