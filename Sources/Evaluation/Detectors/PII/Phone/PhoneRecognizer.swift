/// Telephone numbers: E.164 with a country code, national forms by their grouping, any other near a word that says so.
enum PhoneRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        let start = digits.range.lowerBound
        let before = scan.byte(start - 1)
        let isInternational =
            before == 0x2B || before == 0x28 && scan.byte(start - 2) == 0x2B
            || before == 0x20 && scan.byte(start - 2) == 0x2B
        if isInternational, let found = international(digits, from: 0, isMarked: true, scan) { return found }
        guard !isInternational, before != 0x2E || !PIIScan.isDigit(scan.byte(start - 2)) else { return nil }
        if let prefix = exitPrefix(digits), digits.isWholeRun,
            let found = international(digits, from: prefix, isMarked: false, scan)
        {
            return found
        }
        return national(digits, before: before, scan)
    }

    /// "00" and "011" stand for the plus sign.
    private static func exitPrefix(_ digits: DigitWindow) -> Int? {
        if digits.number(0, 3) == 11, digits.count >= 12, digits.length(0) == 3 { return 3 }
        return digits.number(0, 2) == 0 && digits.count >= 11 && digits.number(2, 1) != 0 ? 2 : nil
    }

    private static func international(
        _ digits: DigitWindow, from start: Int, isMarked: Bool, _ scan: PIIScan
    ) -> PIICandidate? {
        guard let code = CountryCodes.code(of: digits, from: start) else { return nil }
        var national = digits.count - start - code.length
        // "+84 (0) 912…" repeats the national prefix.
        let isPrefixed = digits.number(start + code.length, 1) == 0
        if isPrefixed, !code.national.contains(national) || digits.groupCount > 1 && code.value != 39 { national -= 1 }
        let hints = scan.hints(near: digits.range)
        guard code.national.contains(national) || isPrefixed && code.national.contains(national + 1) else {
            return nil
        }
        let hinted = hints.contains(.phone)
        guard isMarked || digits.groupCount > 1 || hinted || digits.count >= 12 && !isOther(digits, scan) else {
            return nil
        }
        // "5 + 1234567890" is arithmetic.
        if isMarked, scan.byte(digits.range.lowerBound - 1) == 0x20, !hinted { return nil }
        let sample = code.value == 1 && isFictional(digits, from: start + 1)
        return candidate(
            digits, scan, certainty: hinted ? 0.99 : isMarked ? 0.75 : 0.6, hinted: hinted, sample: sample)
    }

    private static func national(_ digits: DigitWindow, before: UInt8, _ scan: PIIScan) -> PIICandidate? {
        guard digits.count <= 13, digits.groupCount <= 6, before != 0x2F, before != 0x3D, before != 0x2D else {
            return nil
        }
        let shape = PhoneShape(digits, before: before)
        let closest = scan.closestHint(to: digits.range)
        let hinted = closest.contains(.phone) || scan.hints(before: digits.range.lowerBound).contains(.phone)
        let isOther = !closest.isDisjoint(with: .notPhone) && !closest.contains(.phone)
        if let certainty = shape.certainty, digits.isWholeRun || hinted && digits.groupCount > 1 {
            guard !isOther else { return nil }
            return candidate(
                digits, scan, certainty: hinted ? min(0.95, certainty + 0.3) : certainty, hinted: hinted,
                sample: isFictional(digits))
        }
        let hasExtension = extensionEnd(after: digits.range.upperBound, in: scan) > digits.range.upperBound
        if hasExtension, digits.count == 10, digits.isWholeRun, !isOther {
            return candidate(digits, scan, certainty: 0.65, hinted: hinted, sample: isFictional(digits))
        }
        guard hinted || closest.contains(.phone), !isOther, isDialable(digits, shape) else { return nil }
        return candidate(digits, scan, certainty: 0.7, hinted: true, sample: isFictional(digits))
    }

    /// Any other shape that a word nearby calls a telephone number.
    private static func isDialable(_ digits: DigitWindow, _ shape: PhoneShape) -> Bool {
        guard digits.isWholeRun, !digits.isRepeated, !shape.isDate else { return false }
        if digits.count == 7 { return digits.isGrouped(3, 4) }
        return digits.count >= 8 || digits.groupCount >= 2
    }

    private static func isOther(_ digits: DigitWindow, _ scan: PIIScan) -> Bool {
        !scan.closestHint(to: digits.range).isDisjoint(with: .notPhone)
    }

    /// 555-0100 to 555-0199 are kept for fiction.
    private static func isFictional(_ digits: DigitWindow) -> Bool {
        switch digits.count {
        case 7: isFictional(digits, from: -3)
        case 10: isFictional(digits, from: 0)
        case 11: digits.number(0, 1) == 1 && isFictional(digits, from: 1)
        default: false
        }
    }

    private static func isFictional(_ digits: DigitWindow, from offset: Int) -> Bool {
        digits.number(offset + 3, 3) == 555 && digits.number(offset + 6, 2) == 1
    }

    /// The number with its plus sign, opening bracket and extension.
    private static func candidate(
        _ digits: DigitWindow, _ scan: PIIScan, certainty: Double, hinted: Bool, sample: Bool
    ) -> PIICandidate {
        var start = digits.range.lowerBound
        while start > digits.range.lowerBound - 2, scan.byte(start - 1) == 0x2B || scan.byte(start - 1) == 0x28 {
            start -= 1
        }
        // A bracket that nothing closes belongs to the sentence.
        if scan.byte(start) == 0x28, !scan.bytes[digits.range].contains(0x29) { start += 1 }
        return PIICandidate(
            type: .phone, range: start..<extensionEnd(after: digits.range.upperBound, in: scan),
            certainty: certainty, validation: hinted ? .context : .format, sample: sample)
    }

    /// Where "x123", "ext. 123" or "extension 123" ends behind a number; the same offset when there is none.
    private static func extensionEnd(after end: Int, in scan: PIIScan) -> Int {
        let word = scan.end(from: end, limit: 2) { $0 == 0x20 || $0 == 0x2C }
        let letters = scan.end(from: word, limit: 10, while: PIIScan.isLetter)
        let isNamed =
            letters - word == 1 && scan.has("x", at: word) || letters - word == 3 && scan.has("ext", at: word)
            || letters - word == 9 && scan.has("extension", at: word)
            || letters - word == 4 && scan.has("extn", at: word)
        guard isNamed else { return end }
        let first = scan.end(from: letters, limit: 3) { $0 == 0x20 || $0 == 0x2E || $0 == 0x3A }
        let last = scan.end(from: first, limit: 7, while: PIIScan.isDigit)
        return last > first && last - first <= 6 && !PIIScan.isGlue(scan.byte(last)) ? last : end
    }
}
