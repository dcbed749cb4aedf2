/// Reads numbers as English and Vietnamese write them: 1,234.5 and 1.234,5, per cent, money, scale words, dates.
package struct NumberReader: Sendable {
    /// A reader.
    package init() {}

    /// The numbers of tokenized text, in order; the parts of a date are one reading.
    package func readings(in text: NormalizedText, tokens: [Token]) -> [NumberReading] {
        var readings: [NumberReading] = []
        let dates = DateReader(text: text, tokens: tokens)
        var index = 0
        while index < tokens.count {
            let kind = tokens[index].kind
            // Dates and amounts begin with a number or stand right before one.
            guard kind == .number || kind == .word && index + 1 < tokens.count && tokens[index + 1].kind == .number
            else {
                index += 1
                continue
            }
            if let (date, next) = dates.date(at: index) {
                readings.append(date)
                index = next
                continue
            }
            if kind == .number {
                readings.append(reading(at: index, text, tokens))
            }
            index += 1
        }
        return readings
    }

    private func reading(at index: Int, _ text: NormalizedText, _ tokens: [Token]) -> NumberReading {
        let token = tokens[index]
        var (value, alternative) = Self.decimal(text.scalars[token.range])
        var end = token.range.upperBound
        var next = index + 1
        if next < tokens.count, tokens[next].kind == .word, let shift = Self.scales[tokens[next].key] {
            value = Self.shifted(value, by: shift)
            alternative = alternative.map { Self.shifted($0, by: shift) }
            end = tokens[next].range.upperBound
            next += 1
        }
        let unit = unit(before: index, at: next, text, tokens)
        if isNegative(index, text, tokens) {
            value = "-" + value
            alternative = alternative.map { "-" + $0 }
        }
        return NumberReading(
            value: value, alternative: alternative, unit: unit, range: token.range.lowerBound..<max(end, 0))
    }

    private func unit(
        before index: Int, at next: Int, _ text: NormalizedText, _ tokens: [Token]
    ) -> NumberReading.Unit {
        if next < tokens.count, let unit = Self.units[tokens[next].key] { return unit }
        // "phần trăm" and "per cent" are two words.
        if next + 1 < tokens.count, let first = Self.percentPairs[tokens[next].key], first == tokens[next + 1].key {
            return .percent
        }
        if index > 0, let unit = Self.units[tokens[index - 1].key], unit != .percent { return unit }
        return .none
    }

    /// A minus directly before the digits, with nothing countable before it: "-3", but not "2-3" or "covid-19".
    private func isNegative(_ index: Int, _ text: NormalizedText, _ tokens: [Token]) -> Bool {
        guard index > 0, tokens[index - 1].key == 0x2D, tokens[index - 1].kind == .symbol,
            tokens[index - 1].range.upperBound == tokens[index].range.lowerBound
        else { return false }
        let place = tokens[index - 1].range.lowerBound
        return place == 0 || text.scalars[place - 1] == 0x20 || text.scalars[place - 1] == 0x28
    }

    // MARK: Notation

    /// The key that equal plain numbers share.
    static func canonicalKey(_ digits: ArraySlice<UInt32>) -> Int {
        if digits.allSatisfy(ScalarClass.isDigit) {
            let significant = digits.drop { $0 == 0x30 }
            return WordKey.key(significant.isEmpty ? digits.suffix(1) : significant)
        }
        return WordKey.key(decimal(digits).value.utf8.map { UInt32($0) }[...])
    }

    /// The plain notation of a run of digits and separators, and the other reading if there is one.
    static func decimal(_ scalars: ArraySlice<UInt32>) -> (value: String, alternative: String?) {
        let commas = scalars.count { $0 == 0x2C }
        let points = scalars.count { $0 == 0x2E }
        guard commas + points > 0 else { return (plain(scalars, decimal: nil), nil) }
        if commas > 0, points > 0 {
            // The separator that comes last is the decimal one, if it comes once.
            let last = scalars.last { $0 == 0x2C || $0 == 0x2E } ?? 0x2E
            let once = last == 0x2C ? commas == 1 : points == 1
            return (plain(scalars, decimal: once ? last : nil), nil)
        }
        let mark: UInt32 = commas > 0 ? 0x2C : 0x2E
        let grouped = scalars.split(separator: mark, omittingEmptySubsequences: false)
        let isGrouping = grouped.dropFirst().allSatisfy { $0.count == 3 } && (grouped.first?.count ?? 0) <= 3
        if grouped.count > 2 {
            // Version numbers and addresses keep their dots; they equal only themselves.
            return isGrouping ? (plain(scalars, decimal: nil), nil) : (verbatim(scalars), nil)
        }
        let fraction = plain(scalars, decimal: mark)
        guard isGrouping, grouped.first?.elementsEqual([0x30]) == false else { return (fraction, nil) }
        let whole = plain(scalars, decimal: nil)
        return mark == 0x2C ? (whole, fraction) : (fraction, whole)
    }

    private static func verbatim(_ scalars: ArraySlice<UInt32>) -> String {
        String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }

    private static func plain(_ scalars: ArraySlice<UInt32>, decimal: UInt32?) -> String {
        var whole: [UInt8] = []
        var fraction: [UInt8] = []
        var inFraction = false
        for value in scalars {
            if value == decimal {
                inFraction = true
            } else if ScalarClass.isDigit(value) {
                if inFraction { fraction.append(UInt8(value)) } else { whole.append(UInt8(value)) }
            }
        }
        return notation(whole, fraction)
    }

    /// Moves the decimal point of plain notation `places` to the right.
    private static func shifted(_ value: String, by places: Int) -> String {
        let parts = value.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first else { return value }
        var fraction = parts.count == 2 ? Array(parts[1]) : []
        while fraction.count < places { fraction.append(UInt8(ascii: "0")) }
        return notation(Array(first) + fraction.prefix(places), Array(fraction.dropFirst(places)))
    }

    private static func notation(_ whole: [UInt8], _ fraction: [UInt8]) -> String {
        let zero = UInt8(ascii: "0")
        let digits = whole.drop { $0 == zero }
        var fraction = fraction[...]
        while fraction.last == zero { fraction = fraction.dropLast() }
        var text = digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
        if !fraction.isEmpty { text += "." + String(decoding: fraction, as: UTF8.self) }
        return text
    }

    // MARK: Words around numbers

    private static func key(_ word: String) -> Int {
        let scalars = NormalizedText(word).scalars
        guard let only = scalars.first, scalars.count == 1, !ScalarClass.isLetter(only) else {
            return WordKey.key(scalars[...])
        }
        return Int(only)
    }

    private static func table<Value>(_ entries: [(String, Value)]) -> [Int: Value] {
        Dictionary(entries.map { (key($0.0), $0.1) }) { first, _ in first }
    }

    private static let scales: [Int: Int] = table([
        ("thousand", 3), ("nghìn", 3), ("ngàn", 3), ("k", 3), ("million", 6), ("triệu", 6), ("mn", 6),
        ("billion", 9), ("tỷ", 9), ("tỉ", 9), ("bn", 9), ("trillion", 12),
    ])

    private static let units: [Int: NumberReading.Unit] = table([
        ("%", .percent), ("percent", .percent), ("$", .currency("USD")), ("usd", .currency("USD")),
        ("dollar", .currency("USD")), ("dollars", .currency("USD")), ("€", .currency("EUR")),
        ("eur", .currency("EUR")), ("euro", .currency("EUR")), ("euros", .currency("EUR")), ("£", .currency("GBP")),
        ("gbp", .currency("GBP")), ("pounds", .currency("GBP")), ("¥", .currency("JPY")), ("yen", .currency("JPY")),
        ("₫", .currency("VND")), ("đ", .currency("VND")), ("vnd", .currency("VND")), ("vnđ", .currency("VND")),
        ("đồng", .currency("VND")), ("₹", .currency("INR")), ("₩", .currency("KRW")),
    ])

    private static let percentPairs: [Int: Int] = [key("phần"): key("trăm"), key("per"): key("cent")]
}
