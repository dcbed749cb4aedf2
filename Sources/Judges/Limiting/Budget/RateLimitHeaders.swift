package import HTTPClient

/// What a response says about what is left of a limit.
package struct RateLimitReading: Sendable, Hashable {
    /// What is left, at least 0.
    package var remaining: Double
    /// The whole limit; nil when it is not said.
    package var limit: Double?
    /// Until nothing is missing any more; nil when it is not said.
    package var reset: Duration?

    package init(remaining: Double, limit: Double? = nil, reset: Duration? = nil) {
        self.remaining = max(0, remaining)
        self.limit = limit.map { max($0, remaining, 0) }
        self.reset = reset.map { max($0, .zero) }
    }
}

/// What the headers of one response say: `x-ratelimit-*` of OpenAI and those who write like it, `anthropic-ratelimit-*`.
package struct RateLimitHeaders: Sendable, Hashable {
    /// Nil: nothing was said.
    package var requests: RateLimitReading?
    package var tokens: RateLimitReading?

    package init(requests: RateLimitReading? = nil, tokens: RateLimitReading? = nil) {
        self.requests = requests
        self.tokens = tokens
    }

    /// - Parameter unixTime: seconds since 1970, for headers that name a time.
    package init(_ response: HTTPResponse, unixTime: Int64) {
        requests =
            Self.reading(response, "anthropic-ratelimit-requests-", suffixed: false, unixTime)
            ?? Self.reading(response, "requests", suffixed: true, unixTime)
        tokens =
            Self.reading(response, "anthropic-ratelimit-tokens-", suffixed: false, unixTime)
            ?? Self.reading(response, "anthropic-ratelimit-input-tokens-", suffixed: false, unixTime)
            ?? Self.reading(response, "tokens", suffixed: true, unixTime)
    }

    private static func reading(
        _ response: HTTPResponse, _ name: String, suffixed: Bool, _ unixTime: Int64
    ) -> RateLimitReading? {
        func value(_ part: String) -> String? {
            response.header(suffixed ? "x-ratelimit-\(part)-\(name)" : name + part)
        }
        guard let remaining = value("remaining").flatMap(amount) else { return nil }
        return RateLimitReading(
            remaining: remaining, limit: value("limit").flatMap(amount),
            reset: value("reset").flatMap { reset($0, unixTime: unixTime) })
    }

    private static func amount(_ text: String) -> Double? {
        guard let number = Double(text.filter { $0 != " " && $0 != "," }), number.isFinite, number >= 0 else {
            return nil
        }
        return min(number, 1e12)
    }

    /// A time until a reset: `6m0s`, `12ms`, `1.5` in seconds, or the moment as `2026-11-22T14:05:44Z`.
    static func reset(_ text: String, unixTime: Int64) -> Duration? {
        if text.contains("T") { return InternetTime.unixTime(of: text).map { .seconds(max(0, $0 - unixTime)) } }
        if let seconds = Double(text) { return duration(seconds) }
        let units = ["h": 3600.0, "m": 60, "s": 1, "ms": 0.001, "us": 1e-6, "µs": 1e-6, "ns": 1e-9, "d": 86_400]
        var seconds = 0.0
        var rest = text[...]
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !("0"..."9").contains($0) && $0 != "." }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let size = units[String(unit)] else { return nil }
            seconds += number * size
        }
        return text.isEmpty ? nil : duration(seconds)
    }

    /// Beyond a day nobody waits, and `Duration` traps on numbers out of its range.
    private static func duration(_ seconds: Double) -> Duration? {
        seconds.isFinite ? .seconds(min(max(0, seconds), 86_400)) : nil
    }
}

/// Times of the internet (RFC 3339).
enum InternetTime {
    /// Seconds since 1970 of a time like `2026-11-22T14:05:44Z`, fractions dropped, `+07:00` in place of `Z` read too;
    /// nil for anything else.
    static func unixTime(of text: String) -> Int64? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let day = halves[0].split(separator: "-").compactMap { Int64($0) }
        let clock = halves[1].prefix(8).split(separator: ":").compactMap { Int64($0) }
        guard day.count == 3, (1970...9999).contains(day[0]), (1...12).contains(day[1]), (1...31).contains(day[2]),
            clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        let zone = halves[1].dropFirst(8).drop { $0 == "." || ("0"..."9").contains($0) }
        guard let offset = offset(zone) else { return nil }
        return CalendarDay.daysSince1970(day[0], day[1], day[2]) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
            - offset
    }

    /// Seconds east of Greenwich.
    private static func offset(_ zone: Substring) -> Int64? {
        if zone == "Z" || zone == "z" { return 0 }
        let parts = zone.dropFirst().split(separator: ":").compactMap { Int64($0) }
        guard zone.first == "+" || zone.first == "-", parts.count == 2, (0...23).contains(parts[0]),
            (0...59).contains(parts[1])
        else { return nil }
        return (zone.first == "-" ? -1 : 1) * (parts[0] * 3600 + parts[1] * 60)
    }
}
