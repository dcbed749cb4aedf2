/// Vietnamese identity numbers: CCCD (12 digits: province, century and gender, year of birth) and CMND (9 digits).
enum VietnameseIDRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard digits.isUniform, !digits.isRepeated else { return nil }
        guard digits.groupCount == 1 || digits.groupCount <= 4 && digits.length(0) >= 3 else { return nil }
        let closest = scan.closestHint(to: digits.range)
        let hinted = closest.contains(.vietnameseID) || scan.hints(near: digits.range).contains(.vietnameseID)
        if digits.count == 9 {
            guard closest.contains(.vietnameseID), digits.isWholeRun else { return nil }
            return PIICandidate(
                type: .vietnameseID, range: digits.range, certainty: 0.85, validation: .context, country: "VN")
        }
        // The fourth digit says century and gender: 0 and 1 are the 1900s, 2 and 3 the 2000s.
        guard provinces.contains(digits.number(0, 3)), digits.number(3, 1) <= 3 else { return nil }
        let year = (digits.number(3, 1) < 2 ? 1_900 : 2_000) + digits.number(4, 2)
        guard year >= 1_910, year <= 2_030 else { return nil }
        guard hinted || digits.groupCount == 1 && digits.isWholeRun && closest.isDisjoint(with: [.order, .bankAccount])
        else { return nil }
        return PIICandidate(
            type: .vietnameseID, range: digits.range, certainty: hinted ? 0.95 : 0.5,
            validation: hinted ? .context : .format, country: "VN")
    }

    /// The codes of the 63 provinces that stand at the front of an identity number.
    static let provinces: Set<Int> = [
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
        45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89,
        91, 92, 93, 94, 95, 96,
    ]
}
