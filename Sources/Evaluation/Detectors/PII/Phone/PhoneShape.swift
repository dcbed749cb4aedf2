/// How a number is grouped, judged by the ways nations write telephone numbers without a country code.
struct PhoneShape {
    private let digits: DigitWindow
    /// The byte before the first digit.
    private let before: UInt8

    init(_ digits: DigitWindow, before: UInt8) {
        self.digits = digits
        self.before = before
    }

    /// How sure the shape alone makes, 0...1; nil when it needs a word that says so.
    var certainty: Double? {
        guard digits.groupCount > 1, !isDate, !digits.isRepeated else { return ungrouped }
        return northAmerican ?? bracketed ?? trunk ?? national
    }

    /// "01/02/2024 …", "2024-01-02 …": begins with a day.
    var isDate: Bool {
        guard digits.groupCount >= 3, digits.separator(0) != 0x28, digits.separator(0) == digits.separator(1) else {
            return false
        }
        let first = digits.number(0, digits.length(0))
        let second = digits.number(digits.length(0), digits.length(1))
        let third = digits.number(digits.length(0) + digits.length(1), digits.length(2))
        if digits.length(0) == 4, digits.length(1) <= 2, digits.length(2) <= 2 {
            return 1_900...2_100 ~= first && 1...12 ~= second && 1...31 ~= third
        }
        guard digits.length(0) <= 2, digits.length(1) <= 2, digits.length(2) == 4 else { return false }
        return 1...31 ~= first && 1...31 ~= second && 1_900...2_100 ~= third && digits.separator(0) != 0x20
    }

    /// Ten or eleven digits in one group: only with a trunk prefix, as zeros in front of other numbers are rare.
    private var ungrouped: Double? {
        // Mobile numbers of China.
        if digits.groupCount == 1, digits.count == 11, [13, 15, 17, 18, 19].contains(digits.number(0, 2)) {
            return 0.62
        }
        guard digits.groupCount == 1, digits.number(0, 1) == 0, digits.number(1, 1) != 0, !digits.isRepeated,
            !digits.isSequence
        else { return nil }
        if digits.count == 10, [3, 5, 7, 8, 9].contains(digits.number(1, 1)) { return 0.6 }
        return digits.count == 10 || digits.count == 11 ? 0.5 : nil
    }

    /// NPA-NXX-XXXX, with or without 1 in front.
    private var northAmerican: Double? {
        let hasOne = digits.length(0) == 1 && digits.number(0, 1) == 1
        let offset = hasOne ? 1 : 0
        guard digits.count == 10 + offset else { return nil }
        let first = hasOne ? 1 : 0
        let tail = (first..<digits.groupCount).map(digits.length)
        guard tail == [3, 3, 4] || tail == [3, 7] else { return nil }
        let isValid = digits.number(offset, 1) >= 2 && digits.number(offset + 3, 1) >= 2
        if tail == [3, 7] { return isValid && digits.separator(first) == 0x2D ? 0.5 : nil }
        // Columns of a table are spaced like this; only numbers that can be dialled count.
        let isSpaced = digits.separator(first) == 0x20 && digits.separator(first + 1) == 0x20
        if isSpaced { return isValid ? 0.55 : nil }
        return isValid ? 0.65 : 0.55
    }

    /// "(11) 91234-5678", "(0161) 496 0123": the area in brackets.
    private var bracketed: Double? {
        guard before == 0x28, digits.separator(0) == 0x29, 8...13 ~= digits.count, digits.length(0) <= 5 else {
            return nil
        }
        let area = digits.number(0, digits.length(0))
        return digits.length(0) == 4 && 1_800...2_100 ~= area ? nil : 0.6
    }

    /// "06 12 34 56 78", "0171/1234567", "08-123 456 78": a trunk prefix and groups.
    private var trunk: Double? {
        guard digits.number(0, 1) == 0, digits.number(1, 1) != 0, 8...13 ~= digits.count else { return nil }
        // "08-12 34 56"
        guard digits.count > 8 || digits.separator(0) == 0x2D && digits.groupCount > 2 && digits.separator(1) == 0x20
        else {
            return nil
        }
        // "0.123 456 789" is a fraction.
        guard
            digits.length(0) > 1 || digits.separator(0) == 0x29 || digits.separator(0) == 0x28
                || digits.separator(0) == 0x20
        else { return nil }
        return digits.hasSeparator(0x2F) && digits.groupCount > 3 ? nil : 0.6
    }

    private var national: Double? {
        let groups = (0..<digits.groupCount).map(digits.length)
        let last = digits.separator(digits.groupCount - 2)
        switch groups {
        // 8 (912) 345-67-89
        case [1, 3, 3, 2, 2], [1, 3, 3, 4], [1, 3, 7]:
            return digits.number(0, 1) == 8 && 3...9 ~= digits.number(1, 1) ? 0.6 : nil
        // 11 91234-5678
        case [2, 5, 4], [2, 4, 4]: return last == 0x2D && digits.number(0, 2) >= 11 ? 0.5 : nil
        // 138 1234 5678
        case [3, 4, 4]: return digits.number(0, 1) == 1 && digits.number(1, 1) >= 3 ? 0.6 : nil
        // 612-345-678; with spaces it may as well be an amount.
        case [3, 3, 3]: return digits.number(0, 1) >= 5 && last == 0x2D && digits.isUniform ? 0.5 : nil
        // 98765 43210
        case [5, 5]: return digits.number(0, 1) >= 6 && digits.separator(0) != 0x2E ? 0.5 : nil
        // 32 123 45 67
        case [2, 3, 2, 2]: return digits.separator(0) != 0x2E && digits.number(0, 1) != 0 ? 0.5 : nil
        // 1800 123 456
        case [4, 3, 3]: return [1_300, 1_800, 1_900].contains(digits.number(0, 4)) ? 0.55 : nil
        default: return nil
        }
    }
}
