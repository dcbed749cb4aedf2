/// Payment cards: 12 to 19 digits of a known issuer with a right Luhn check digit (ISO/IEC 7812-1).
struct CardRecognizer: DigitRecognizer {
    func recognize(_ digits: DigitWindow, in scan: PIIScan) -> PIICandidate? {
        guard digits.count >= 12, digits.isUniform, !digits.hasSeparator(0x2F), !digits.hasSeparator(0x2E) else {
            return nil
        }
        guard digits.groupCount == 1 || digits.groupCount <= 5 && digits.length(0) >= 4 else { return nil }
        guard Self.isIssued(digits), !digits.isRepeated, Self.hasLuhnDigit(digits.value) else { return nil }
        let hinted = scan.hasHint(.card, near: digits.range)
        if digits.count < 13 || digits.groupCount == 1 && digits.count != 16 && digits.count != 15 && !hinted {
            guard hinted else { return nil }
        }
        return PIICandidate(
            type: .card, range: digits.range, certainty: hinted ? 0.99 : 0.95, validation: .checksum,
            sample: Self.samples.contains(digits.value))
    }

    /// The Luhn sum of all digits is a multiple of ten.
    static func hasLuhnDigit(_ value: UInt64) -> Bool {
        var rest = value
        var sum: UInt64 = 0
        var doubles = false
        while rest > 0 {
            let digit = rest % 10
            sum += doubles ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
            doubles.toggle()
            rest /= 10
        }
        return sum % 10 == 0
    }

    /// Issuer ranges with their lengths: Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro, Mir.
    private static func isIssued(_ digits: DigitWindow) -> Bool {
        let count = digits.count
        let four = digits.number(0, 4)
        return switch four {
        case 4_000...4_999: count == 13 || count == 16 || count == 19
        case 5_100...5_599, 2_221...2_720: count == 16
        case 3_400...3_499, 3_700...3_799: count == 15
        case 6_011, 6_440...6_599: count >= 16
        case 3_000...3_059, 3_095, 3_600...3_699, 3_800...3_999: count >= 14
        case 3_528...3_589: count >= 16
        case 1_800, 2_131: count == 15
        case 6_200...6_299, 8_100...8_199: count >= 16
        case 2_200...2_204: count >= 16
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
