/// Payment cards: 12 to 19 digits of a known issuer with a right Luhn check digit (ISO/IEC 7812-1).
enum CardRecognizer {
    static func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard digits.isUniform, isGrouped(digits), isPossible(digits) else { return nil }
        let hinted = scan.hints(near: digits.range).contains(.card)
        // Without separators, rare lengths are mostly numbers of something else.
        let isCommon = digits.groupCount > 1 || digits.count == 16 || digits.count == 15 || digits.count == 14
        guard hinted || digits.count >= 13 && isCommon || isVisa(digits),
            digits.isWholeRun || digits.count >= 15 || hinted
        else { return nil }
        if !hinted,
            isFraction(digits, in: scan) || isInside(digits, in: scan)
                || scan.closestHint(to: digits.range).contains(.order)
        {
            return nil
        }
        return candidate(digits, certainty: hinted ? 0.99 : 0.95)
    }

    /// A card in a shape of its own whose groups are held together by any signs, or that is glued to a word.
    ///
    /// - Parameter isTabular: the signs are such as stand between the numbers of a table.
    /// - Parameter isApart: no other numbers of such a table stand around.
    static func recognizeLoose(
        _ digits: DigitWindow, isTabular: Bool, isApart: Bool, in scan: PIIScan
    ) -> PIICandidate? {
        let hinted = scan.hints(near: digits.range).contains(.card)
        if !hinted {
            guard isApart, !isFraction(digits, in: scan),
                !scan.closestHint(to: digits.range).contains(.order)
            else { return nil }
            guard digits.groupCount > 1 || 14...16 ~= digits.count else { return nil }
        }
        return candidate(digits, certainty: hinted ? 0.99 : isTabular ? 0.7 : 0.95, isProven: hinted || !isTabular)
    }

    /// Whether an issuer gives out such numbers and the check digit is right.
    static func isPossible(_ digits: DigitWindow) -> Bool {
        isIssued(digits) && !digits.isRepeated && Checksum.luhn(digits.value)
    }

    /// "0.4556737586899855": the decimals of a fraction.
    private static func isFraction(_ digits: DigitWindow, in scan: PIIScan) -> Bool {
        let mark = digits.range.lowerBound - 1
        guard digits.groupCount == 1, scan.byte(mark) == 0x2E || scan.byte(mark) == 0x2C else { return false }
        var start = mark
        while start > 0, mark - start < 4, PIIScan.isDigit(scan.byte(start - 1)) { start -= 1 }
        guard start < mark, !PIIScan.isGlue(scan.byte(start - 1)) else { return false }
        // A comma stands between the columns of a table as well.
        return scan.byte(mark) == 0x2E ? mark - start <= 3 : mark - start == 1 && scan.byte(start) == 0x30
    }

    /// Whether groups of four of a longer number go on before or behind; four of them are another card, one may be the
    /// day on which it expires.
    private static func isInside(_ digits: DigitWindow, in scan: PIIScan) -> Bool {
        guard digits.groupCount > 1, !digits.isWholeRun else { return false }
        let separator = digits.separator(0)
        func isGroup(_ start: Int) -> Bool {
            !PIIScan.isDigit(scan.byte(start - 1)) && !PIIScan.isDigit(scan.byte(start + 4))
                && (start..<start + 4).allSatisfy { PIIScan.isDigit(scan.byte($0)) }
        }
        var before = 0
        while before < 4, scan.byte(digits.range.lowerBound - 5 * before - 1) == separator,
            isGroup(digits.range.lowerBound - 5 * before - 5)
        {
            before += 1
        }
        var behind = 0
        while behind < 4, scan.byte(digits.range.upperBound + 5 * behind) == separator,
            isGroup(digits.range.upperBound + 5 * behind + 1)
        {
            behind += 1
        }
        guard before % 4 == 0, behind % 4 == 0 || behind == 1 else { return true }
        return behind == 1 && !isExpiry(scan.bytes[digits.range.upperBound + 1..<digits.range.upperBound + 5])
    }

    /// "1226", "2026": the month or year in which a card expires.
    static func isExpiry(_ group: ArraySlice<UInt8>) -> Bool {
        let number = group.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        return 2_015...2_060 ~= number || 1...12 ~= number / 100 && 15...60 ~= number % 100
    }

    private static func candidate(_ digits: DigitWindow, certainty: Double, isProven: Bool = true) -> PIICandidate {
        PIICandidate(
            type: .card, range: digits.range, certainty: certainty, validation: .checksum,
            sample: samples.contains(digits.value), isProven: isProven)
    }

    /// In one piece, or in groups as printed: 4-4-4-4, 4-6-5, 4-6-4 and longer ones in fours.
    private static func isGrouped(_ digits: DigitWindow) -> Bool {
        guard digits.groupCount > 1 else { return true }
        guard digits.groupCount <= 5, digits.length(0) == 4 else { return false }
        return digits.groupCount == 3
            ? digits.length(1) >= 4 : (1..<digits.groupCount - 1).allSatisfy { digits.length($0) == 4 }
    }

    private static func isVisa(_ digits: DigitWindow) -> Bool {
        (digits.count == 13 || digits.count == 19) && digits.number(0, 1) == 4 && digits.isWholeRun
    }

    /// Issuer ranges with their lengths: Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay,
    /// Maestro, Mir, Napas.
    private static func isIssued(_ digits: DigitWindow) -> Bool {
        let count = digits.count
        let four = digits.number(0, 4)
        return switch four {
        case 4_000...4_999: count == 13 || count == 16 || count == 19
        case 5_100...5_599, 2_221...2_720: count == 16
        case 3_400...3_499, 3_700...3_799: count == 15
        case 6_011, 6_440...6_599: count >= 16
        case 3_000...3_059, 3_095, 3_600...3_699, 3_800...3_999: count >= 14
        case 3_500...3_599: count >= 16
        case 1_800, 2_131: count == 15
        case 6_200...6_299, 8_100...8_199: count >= 16
        case 2_200...2_204, 9_704: count >= 16
        case 5_000...5_099, 5_600...5_899, 6_000...6_010, 6_012...6_199, 6_300...6_439, 6_600...6_999: count >= 12
        default: false
        }
    }

    /// Numbers that payment providers publish for tests.
    private static let samples: Set<UInt64> = [
        4_111_111_111_111_111, 4_242_424_242_424_242, 4_012_888_888_881_881, 4_000_056_655_665_556,
        4_222_222_222_222, 5_555_555_555_554_444, 5_105_105_105_105_100, 2_223_003_122_003_222,
        5_200_828_282_828_210, 378_282_246_310_005, 371_449_635_398_431, 378_734_493_671_000,
        6_011_111_111_111_117, 6_011_000_990_139_424, 30_569_309_025_904, 38_520_000_023_237,
        3_056_930_009_020_004, 3_530_111_333_300_000, 3_566_002_020_360_505, 6_200_000_000_000_005,
        4_000_000_000_000_002, 4_000_002_500_003_155, 4_000_000_000_009_995,
    ]
}
