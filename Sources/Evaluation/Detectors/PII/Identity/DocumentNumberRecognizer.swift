/// Passport and driving licence numbers in digits alone, which only a word gives away.
enum DocumentNumberRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard 7...12 ~= digits.count, digits.groupCount <= 4, digits.isWholeRun, !digits.isRepeated else { return nil }
        let closest = scan.closestHint(to: digits.range)
        if closest.contains(.passport), digits.count <= 9, digits.groupCount == 1 {
            return PIICandidate(type: .passport, range: digits.range, certainty: 0.85, validation: .context)
        }
        if closest.contains(.driver), !PhoneShape(digits, before: 0).isDate {
            return PIICandidate(type: .driverLicense, range: digits.range, certainty: 0.8, validation: .context)
        }
        return nil
    }
}
