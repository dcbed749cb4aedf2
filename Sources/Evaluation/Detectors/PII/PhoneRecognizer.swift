/// Telephone numbers: E.164 with a country code, North American and Vietnamese national forms, others near a hint.
struct PhoneRecognizer: DigitRecognizer {
    func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard digits.count <= 15 else { return nil }
        let start = digits.range.lowerBound
        let isInternational =
            scan.byte(start - 1) == 0x2B || scan.byte(start - 1) == 0x28 && scan.byte(start - 2) == 0x2B
        if isInternational { return international(digits, scan) }
        guard !digits.hasSeparator(0x2F), digits.groupCount <= 5 else { return nil }
        if let national = vietnamese(digits, scan) ?? northAmerican(digits, scan) { return national }
        return hinted(digits, scan)
    }

    private func international(_ digits: DigitWindow, _ scan: PIIScan) -> PIICandidate? {
        guard let code = CountryCodes.code(of: digits) else { return nil }
        // "+84 (0) 912…" repeats the national prefix.
        let national =
            digits.count - code.length - (digits.number(code.length, 1) == 0 && digits.groupCount > 1 ? 1 : 0)
        guard code.national.contains(national) else { return nil }
        let hinted = scan.hasHint(.phone, near: digits.range)
        let sample = code.value == 1 && isFictional(digits, from: 1)
        return candidate(digits, scan, certainty: hinted ? 0.99 : 0.75, hinted: hinted, sample: sample)
    }

    /// 03, 05, 07, 08, 09 and eight digits; 02 and nine digits for fixed lines.
    private func vietnamese(_ digits: DigitWindow, _ scan: PIIScan) -> PIICandidate? {
        let isMobile = digits.count == 10 && [3, 5, 7, 8, 9].contains(digits.number(1, 1))
        let isFixed = digits.count == 11 && digits.number(1, 1) == 2
        guard digits.number(0, 1) == 0, isMobile || isFixed, !digits.isRepeated else { return nil }
        guard digits.groupCount == 1 || digits.length(0) >= 3 else { return nil }
        let hinted = scan.hasHint(.phone, near: digits.range)
        guard hinted || digits.isWholeRun && !isOther(digits, scan) else { return nil }
        return candidate(digits, scan, certainty: hinted ? 0.9 : 0.6, hinted: hinted, sample: false)
    }

    /// NPA-NXX-XXXX, with or without 1 in front; area and exchange begin with 2 to 9.
    private func northAmerican(_ digits: DigitWindow, _ scan: PIIScan) -> PIICandidate? {
        let offset = digits.count == 11 && digits.number(0, 1) == 1 ? 1 : 0
        guard digits.count == 10 + offset, digits.number(offset, 1) >= 2, digits.number(offset + 3, 1) >= 2 else {
            return nil
        }
        let isGrouped =
            digits.isGrouped(3, 3, 4) || digits.isGrouped(1, 3, 3, 4) || digits.isGrouped(3, 7)
            || digits.isGrouped(1, 3, 7)
        let hinted = scan.hasHint(.phone, near: digits.range)
        guard isGrouped && digits.isWholeRun && !isOther(digits, scan) || hinted else { return nil }
        let certainty = isGrouped ? (hinted ? 0.95 : 0.65) : 0.7
        return candidate(
            digits, scan, certainty: certainty, hinted: hinted, sample: isFictional(digits, from: offset))
    }

    /// Any other shape needs a word that says so.
    private func hinted(_ digits: DigitWindow, _ scan: PIIScan) -> PIICandidate? {
        guard digits.isWholeRun, digits.count <= 13, digits.groupCount <= 5, !digits.isRepeated,
            digits.count >= 8 || digits.groupCount == 2, scan.hasHint(.phone, near: digits.range),
            !isOther(digits, scan), !isDate(digits)
        else { return nil }
        return candidate(digits, scan, certainty: 0.55, hinted: true, sample: isFictional(digits, from: -3))
    }

    private func isDate(_ digits: DigitWindow) -> Bool {
        digits.count == 8 && digits.groupCount == 3 && (digits.isGrouped(4, 2, 2) || digits.isGrouped(2, 2, 4))
    }

    private func isOther(_ digits: DigitWindow, _ scan: PIIScan) -> Bool {
        scan.hasHint(.order, near: digits.range) || scan.hasHint(.nationalID, near: digits.range)
    }

    /// 555-0100 to 555-0199 are kept for fiction.
    private func isFictional(_ digits: DigitWindow, from offset: Int) -> Bool {
        digits.number(offset + 3, 3) == 555 && digits.number(offset + 6, 2) == 1
    }

    /// The number with its plus sign and opening bracket.
    private func candidate(
        _ digits: DigitWindow, _ scan: PIIScan, certainty: Double, hinted: Bool, sample: Bool
    ) -> PIICandidate {
        var start = digits.range.lowerBound
        while start > digits.range.lowerBound - 2, scan.byte(start - 1) == 0x2B || scan.byte(start - 1) == 0x28 {
            start -= 1
        }
        return PIICandidate(
            type: .phone, range: start..<digits.range.upperBound, certainty: certainty,
            validation: hinted ? .context : .format, sample: sample)
    }
}
