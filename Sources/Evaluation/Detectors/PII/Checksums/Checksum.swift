/// Check digit systems that several kinds of numbers share.
enum Checksum {
    /// Luhn (ISO/IEC 7812-1): every second digit from the right doubled, the sum of all a multiple of ten.
    static func luhn(_ value: UInt64) -> Bool {
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

    /// Verhoeff 1969: a permutation and a dihedral group instead of weights.
    static func verhoeff(_ value: UInt64) -> Bool {
        var rest = value
        var check = 0
        var place = 0
        while rest > 0 {
            check = dihedral(check, permuted(Int(rest % 10), place % 8))
            rest /= 10
            place += 1
        }
        return check == 0
    }

    /// ISO 7064 MOD 11,10, as in German tax numbers and Croatian OIB.
    static func mod11and10(_ digits: DigitWindow) -> Bool {
        var product = 10
        for place in 0..<digits.count - 1 {
            let sum = (digits.digit(place) + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10 == digits.digit(digits.count - 1)
    }

    /// The product in the dihedral group of the pentagon.
    private static func dihedral(_ left: Int, _ right: Int) -> Int {
        if left < 5 { return right < 5 ? (left + right) % 5 : 5 + (left + right) % 5 }
        return right < 5 ? 5 + (left - right) % 5 : (left - right + 5) % 5
    }

    private static func permuted(_ digit: Int, _ times: Int) -> Int {
        var digit = digit
        for _ in 0..<times { digit = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4][digit] }
        return digit
    }

    /// Whether year, month and day are a day between 1890 and 2030.
    static func isDay(year: Int, month: Int, day: Int) -> Bool {
        guard 1...12 ~= month, day >= 1, 1_890...2_030 ~= year else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return day <= length
    }
}
