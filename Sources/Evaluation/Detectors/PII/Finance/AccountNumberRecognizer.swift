/// Bank account numbers that a word names, and United States routing numbers (ABA) with their check digit.
enum AccountNumberRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard digits.count <= 17, digits.isWholeRun, digits.groupCount <= 4, !digits.isRepeated, digits.isUniform else {
            return nil
        }
        let closest = scan.closestHint(to: digits.range)
        if closest.contains(.routing), digits.count == 9, isRouting(digits) {
            return PIICandidate(
                type: .bankAccount, range: digits.range, certainty: 0.9, validation: .checksum, country: "US",
                isProven: true)
        }
        guard closest.contains(.bankAccount), closest.isDisjoint(with: [.order, .phone]) else { return nil }
        guard digits.count >= 8, !PhoneShape(digits, before: 0).isDate else { return nil }
        return PIICandidate(type: .bankAccount, range: digits.range, certainty: 0.8, validation: .context)
    }

    /// Weights 3, 7, 1; the first two digits are a Federal Reserve district.
    private static func isRouting(_ digits: DigitWindow) -> Bool {
        switch digits.number(0, 2) {
        case 0...12, 21...32, 61...72, 80: digits.weighted([3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
        default: false
        }
    }
}
