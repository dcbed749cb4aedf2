internal import JSON

extension ModelTableReader {
    private static let priceKeys = ["since", "hours_utc", "above", "input", "cached", "cache_write", "output"]

    mutating func prices(_ value: JSONValue?, at place: String) -> [PriceRule] {
        guard let value, !value.isNull else { return [] }
        guard let values = value.array else {
            report(place, "must be an array")
            return []
        }
        return values.enumerated().compactMap { index, value in rule(value, at: "\(place)[\(index)]") }
    }

    private mutating func rule(_ value: JSONValue, at place: String) -> PriceRule? {
        guard let object = object(value, at: place, keys: Self.priceKeys) else { return nil }
        let input = price(object["input"], at: "\(place).input")
        let output = price(object["output"], at: "\(place).output")
        for (name, price) in [("input", input), ("output", output)] where price == nil {
            report("\(place).\(name)", "must be known where there is a price at all")
        }
        let cached = price(object["cached"], at: "\(place).cached")
        let cacheWrite = price(object["cache_write"], at: "\(place).cache_write")
        let since = day(object["since"], at: "\(place).since")
        let minutes = object["hours_utc"].flatMap { hours($0, at: "\(place).hours_utc") }
        let above = object["above"] ?? 0
        if !(above.integer.map { $0 >= 0 } ?? false) { report("\(place).above", "must be a number of tokens") }
        guard let input, let output else { return nil }
        return PriceRule(
            prices: PriceRule.Prices(input: input, cached: cached, cacheWrite: cacheWrite, output: output),
            since: since, minutes: minutes, above: max(0, above.integer ?? 0))
    }

    /// US dollars per million tokens as a decimal in quotation marks, in picodollars per token.
    private mutating func price(_ value: JSONValue?, at place: String) -> Int64? {
        guard let value, !value.isNull else { return nil }
        if let price = value.string.flatMap(Self.millionths) { return price }
        report(place, "must be null or a decimal in quotation marks, with at most six places and at most 100000")
        return nil
    }

    /// A decimal times a million, exactly.
    private static func millionths(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }),
            parts[0].count <= 6, let whole = Int64(parts[0]), whole <= 100_000
        else { return nil }
        guard parts.count == 2 else { return whole * 1_000_000 }
        guard parts[1].count <= 6,
            let fraction = Int64(parts[1] + String(repeating: "0", count: 6 - parts[1].count))
        else { return nil }
        return whole * 1_000_000 + fraction
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// `06:00-10:00`; an end before the beginning is on the next day.
    private mutating func hours(_ value: JSONValue, at place: String) -> Range<Int>? {
        guard !value.isNull else { return nil }
        let ends = value.string?.split(separator: "-").map(Self.minutes) ?? []
        guard ends.count == 2, let start = ends[0], let end = ends[1], start != end else {
            report(place, "must be null or hours as 06:00-10:00")
            return nil
        }
        return start..<(end > start ? end : end + 1440)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ":") }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}
