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
        return daysSince1970(year, Int64(month) + 1, day) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March so that a leap
    /// day is a year's last.
    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
