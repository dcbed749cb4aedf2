/// Vietnamese tax codes (MST: ten digits with a check digit, and three more for a branch) and social insurance numbers.
enum VietnameseTaxRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        let isBranch = digits.count == 13 && digits.isGrouped(10, 3) && digits.separator(0) == 0x2D
        guard isBranch || digits.count == 10 || digits.count == 13 && digits.groupCount == 1, digits.groupCount <= 4,
            digits.isWholeRun, !digits.isRepeated
        else { return nil }
        let closest = scan.closestHint(to: digits.range)
        if closest.contains(.vietnameseInsurance), digits.count == 10 {
            return PIICandidate(
                type: .socialInsurance, range: digits.range, certainty: 0.85, validation: .context, country: "VN")
        }
        guard isChecked(digits) else { return nil }
        let hinted = closest.contains(.tax)
        guard hinted || isBranch && closest.isDisjoint(with: [.order, .phone]) else { return nil }
        return PIICandidate(
            type: .taxID, range: digits.range, certainty: hinted ? 0.95 : 0.6, validation: .checksum, country: "VN",
            isProven: hinted)
    }

    /// Weights 31, 29, 23, 19, 17, 13, 7, 5, 3; the tenth digit is 10 less the sum modulo 11.
    private static func isChecked(_ digits: DigitWindow) -> Bool {
        10 - digits.weighted([31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11 == digits.digit(9)
    }
}
