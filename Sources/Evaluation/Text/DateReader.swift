/// Reads calendar dates: ISO, numeric with slashes, English month names, and Vietnamese "ngày 15 tháng 3 năm 2024".
struct DateReader {
    let text: NormalizedText
    let tokens: [Token]

    /// The date that starts at a token, and the index of the first token after it.
    func date(at index: Int) -> (NumberReading, next: Int)? {
        switch tokens[index].kind {
        case .number: numeric(at: index) ?? vietnamese(at: index) ?? dayFirst(at: index)
        case .word: monthFirst(at: index)
        case .symbol: nil
        }
    }

    /// 2024-03-15, 15/03/2024, 3-15-2024.
    private func numeric(at index: Int) -> (NumberReading, next: Int)? {
        guard index + 4 < tokens.count, let mark = symbol(index + 1), mark == 0x2D || mark == 0x2F,
            symbol(index + 3) == mark, isTight(index..<index + 5), let first = number(index),
            let second = number(index + 2), let third = number(index + 4)
        else { return nil }
        if first >= 1_000 {
            guard let value = Self.notation(first, second, third) else { return nil }
            return reading(value, nil, index..<index + 5)
        }
        guard third >= 1_000 else { return nil }
        let dayFirst = Self.notation(third, second, first)
        let monthFirst = Self.notation(third, first, second)
        guard let value = dayFirst ?? monthFirst else { return nil }
        return reading(value, dayFirst == nil || dayFirst == monthFirst ? nil : monthFirst, index..<index + 5)
    }

    /// 15 tháng 3 năm 2024, with or without "ngày" before it.
    private func vietnamese(at index: Int) -> (NumberReading, next: Int)? {
        guard index + 4 < tokens.count, tokens[index + 1].key == Self.monthWord, let day = number(index),
            let month = number(index + 2)
        else { return nil }
        let yearPlace = tokens[index + 3].key == Self.yearWord || symbol(index + 3) == 0x2C ? index + 4 : index + 3
        guard let year = number(yearPlace), let value = Self.notation(year, month, day) else { return nil }
        return reading(value, nil, index..<yearPlace + 1)
    }

    /// March 15, 2024.
    private func monthFirst(at index: Int) -> (NumberReading, next: Int)? {
        guard let (day, afterDay) = dayNumber(index + 1), let month = Self.months[tokens[index].key] else { return nil }
        let yearPlace = symbol(afterDay) == 0x2C ? afterDay + 1 : afterDay
        guard let year = number(yearPlace), let value = Self.notation(year, month, day) else { return nil }
        return reading(value, nil, index..<yearPlace + 1)
    }

    /// 15 March 2024, 15th of March 2024.
    private func dayFirst(at index: Int) -> (NumberReading, next: Int)? {
        guard let (day, afterDay) = dayNumber(index) else { return nil }
        let monthPlace = afterDay < tokens.count && tokens[afterDay].key == Self.ofWord ? afterDay + 1 : afterDay
        guard monthPlace < tokens.count, let month = Self.months[tokens[monthPlace].key] else { return nil }
        let yearPlace = symbol(monthPlace + 1) == 0x2C ? monthPlace + 2 : monthPlace + 1
        guard let year = number(yearPlace), let value = Self.notation(year, month, day) else { return nil }
        return reading(value, nil, index..<yearPlace + 1)
    }

    /// A day of the month with an optional ordinal ending, and the token after it.
    private func dayNumber(_ index: Int) -> (day: Int, next: Int)? {
        guard let day = number(index), day >= 1, day <= 31 else { return nil }
        let hasEnding = index + 1 < tokens.count && Self.ordinals.contains(tokens[index + 1].key)
        return (day, hasEnding ? index + 2 : index + 1)
    }

    private func reading(_ value: String, _ alternative: String?, _ range: Range<Int>) -> (NumberReading, next: Int) {
        let place = tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
        return (NumberReading(value: value, alternative: alternative, unit: .date, range: place), range.upperBound)
    }

    private func symbol(_ index: Int) -> UInt32? {
        guard index < tokens.count, tokens[index].kind == .symbol else { return nil }
        return UInt32(tokens[index].key)
    }

    /// The value of a token of at most four plain digits.
    private func number(_ index: Int) -> Int? {
        guard index < tokens.count, tokens[index].kind == .number, tokens[index].range.count <= 4 else { return nil }
        var value = 0
        for scalar in text.scalars[tokens[index].range] {
            guard ScalarClass.isDigit(scalar) else { return nil }
            value = value * 10 + Int(scalar - 0x30)
        }
        return value
    }

    private func isTight(_ range: Range<Int>) -> Bool {
        range.dropFirst().allSatisfy { tokens[$0].range.lowerBound == tokens[$0 - 1].range.upperBound }
    }

    private static func notation(_ year: Int, _ month: Int, _ day: Int) -> String? {
        guard year >= 1_000, year <= 9_999, month >= 1, month <= 12, day >= 1, day <= 31 else { return nil }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    private static let monthWord = WordKey.key("tháng")
    private static let yearWord = WordKey.key("năm")
    private static let ofWord = WordKey.key("of")
    private static let ordinals = Set(["st", "nd", "rd", "th"].map { WordKey.key($0) })

    private static let months: [Int: Int] = {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        var months: [Int: Int] = [WordKey.key("sept"): 9]
        for (index, name) in names.enumerated() {
            months[WordKey.key(name)] = index + 1
            months[WordKey.key(String(name.prefix(3)))] = index + 1
        }
        return months
    }()
}
