internal import HTTPClient

/// Reads how long a provider asks to wait.
enum RetryAfter {
    /// The wait a response asks for, at least 0: `retry-after-ms`, else `Retry-After` in seconds (a fraction is read
    /// too) or as a date; nil when it names none that can be read.
    static func wait(in response: HTTPResponse, unixTime: Int64) -> Duration? {
        if let text = response.header("retry-after-ms"), let milliseconds = number(text) {
            return .milliseconds(milliseconds)
        }
        guard let text = response.header("retry-after") else { return nil }
        if let seconds = number(text) { return .seconds(seconds) }
        guard let date = HTTPDate.unixTime(of: text) else { return nil }
        return .seconds(max(0, date - unixTime))
    }

    /// A wait as Google writes it in an error's details: seconds with a fraction and an `s`, `34.07s`.
    static func wait(in text: String) -> Duration? {
        guard text.hasSuffix("s") else { return nil }
        return number(String(text.dropLast())).map { .seconds($0) }
    }

    /// Beyond a day nobody waits anyway, and `Duration` traps on numbers out of its range.
    private static func number(_ text: String) -> Double? {
        let digits = text.split(separator: " ").joined()
        guard let value = Double(digits), value.isFinite else { return nil }
        return min(max(0, value), 86_400_000)
    }
}

/// Dates of HTTP (RFC 9110 section 5.6.7).
enum HTTPDate {
    /// Seconds since 1970 of a date like `Sun, 06 Nov 1994 08:49:37 GMT`; nil for any other form, the two obsolete ones
    /// included.
    static func unixTime(of text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT" || parts[5] == "UTC", parts[0].hasSuffix(",") else { return nil }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard let day = Int64(parts[1]), (1...31).contains(day),
            let month = months.firstIndex(of: String(parts[2])),
            let year = Int64(parts[3]), (1970...9999).contains(year),
            clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        return CalendarDay.daysSince1970(year, Int64(month) + 1, day) * 86_400 + clock[0] * 3600 + clock[1] * 60
            + clock[2]
    }
}
