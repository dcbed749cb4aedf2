/// United States social security numbers: 3-2-4, without the areas, groups and serials that are never issued.
struct SSNRecognizer: DigitRecognizer {
    func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard digits.count == 9, digits.isUniform, digits.isWholeRun || digits.groupCount == 3 else { return nil }
        let isGrouped = digits.isGrouped(3, 2, 4) && (digits.separator(0) == 0x2D || digits.separator(0) == 0x20)
        guard isGrouped || digits.groupCount == 1 else { return nil }
        let area = digits.number(0, 3)
        guard area != 0, area != 666, area < 900, digits.number(3, 2) != 0, digits.number(5, 4) != 0 else { return nil }
        let hinted = scan.hasHint(.socialSecurity, near: digits.range)
        guard hinted || isGrouped && digits.separator(0) == 0x2D else { return nil }
        // Printed on specimen cards and in advertisements, and withdrawn for that.
        let sample = [78_051_120, 219_099_999, 123_456_789].contains(digits.value)
        return PIICandidate(
            type: .usSSN, range: digits.range, certainty: hinted ? 0.97 : 0.85,
            validation: hinted ? .context : .format, sample: sample)
    }
}
