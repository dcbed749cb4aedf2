/// United States social security numbers and individual taxpayer numbers: 3-2-4, without what is never issued.
enum SSNRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard digits.count == 9, digits.isUniform, digits.isWholeRun || digits.groupCount == 3 else { return nil }
        let isGrouped = digits.isGrouped(3, 2, 4) && digits.separator(0) != 0x2F
        guard isGrouped || digits.groupCount == 1 else { return nil }
        let area = digits.number(0, 3)
        let group = digits.number(3, 2)
        guard area != 0, area != 666, group != 0, digits.number(5, 4) != 0 else { return nil }
        let closest = scan.closestHint(to: digits.range)
        let hinted = scan.hints(near: digits.range).contains(.usSSN) && (isGrouped || closest.contains(.usSSN))
        guard hinted || isGrouped && digits.separator(0) == 0x2D && !closest.contains(.order) else { return nil }
        if area >= 900 {
            guard 50...65 ~= group || 70...88 ~= group || 90...92 ~= group || 94...99 ~= group else { return nil }
            return PIICandidate(
                type: .taxID, range: digits.range, certainty: hinted ? 0.95 : 0.75,
                validation: hinted ? .context : .format, country: "US")
        }
        // Printed on specimen cards and in advertisements, and withdrawn for that.
        let sample = [78_051_120, 219_099_999, 123_456_789].contains(digits.value)
        return PIICandidate(
            type: .usSSN, range: digits.range, certainty: hinted ? 0.97 : 0.85,
            validation: hinted ? .context : .format, sample: sample, country: "US")
    }
}
