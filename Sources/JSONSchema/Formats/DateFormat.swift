/// Dates and times of RFC 3339.
enum DateFormat {
    static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "-"), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], digits: 4), let month = number(parts[1], digits: 2),
            let day = number(parts[2], digits: 2), (1...12).contains(month)
        else { return false }
        return day >= 1 && day <= days(in: month, of: year)
    }

    static func isDateTime(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count > 11 else { return false }
        let separator = text[text.startIndex + 10]
        return isDate(text.prefix(10)) && separator | 0x20 == UInt8(ascii: "t") && isTime(text.dropFirst(11))
    }

    static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
        guard let (hour, minute, second) = clock(text.prefix(8)) else { return false }
        var rest = text.dropFirst(8)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: \.isDigit).count
            guard digits > 0 else { return false }
            rest = rest.dropFirst(digits + 1)
        }
        guard let offset = offset(rest) else { return false }
        guard second == 60 else { return true }
        // A leap second ends a day of universal time.
        return (hour * 60 + minute - offset + 2880) % 1440 == 1439
    }

    private static func clock(_ text: ArraySlice<UInt8>) -> (hour: Int, minute: Int, second: Int)? {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], digits: 2), let minute = number(parts[1], digits: 2),
            let second = number(parts[2], digits: 2), hour < 24, minute < 60, second <= 60
        else { return nil }
        return (hour, minute, second)
    }

    /// Minutes ahead of universal time.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        if text.count == 1, let letter = text.first { return letter | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let parts = text.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = number(parts[0], digits: 2), let minute = number(parts[1], digits: 2),
            hour < 24, minute < 60
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hour * 60 + minute)
    }

    private static func number(_ text: ArraySlice<UInt8>, digits: Int) -> Int? {
        guard text.count == digits, text.allSatisfy(\.isDigit) else { return nil }
        return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
