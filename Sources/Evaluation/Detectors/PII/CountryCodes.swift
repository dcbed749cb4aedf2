/// Country calling codes (ITU-T E.164) with the lengths of national numbers in use.
enum CountryCodes {
    /// A calling code at the front of a number.
    struct Code {
        let value: Int
        let length: Int
        let national: ClosedRange<Int>
    }

    /// The code a number begins with, or nil when no country has it.
    static func code(of digits: DigitWindow) -> Code? {
        for length in 1...3 {
            let value = digits.number(0, length)
            if let national = lengths[value] { return Code(value: value, length: length, national: national) }
        }
        // Three-digit codes that are not listed lie in these blocks.
        let value = digits.number(0, 3)
        let isAssigned = [21, 22, 23, 24, 25, 26, 29, 35, 37, 38, 42, 50, 59, 67, 68, 69, 85, 88, 96, 97, 99].contains(
            value / 10)
        return isAssigned ? Code(value: value, length: 3, national: 5...12) : nil
    }

    private static let lengths: [Int: ClosedRange<Int>] = [
        1: 10...10, 7: 10...10, 20: 8...10, 27: 9...9, 30: 10...10, 31: 9...9, 32: 8...9, 33: 9...9, 34: 9...9,
        36: 8...9,
        39: 6...11, 40: 9...9, 41: 9...9, 43: 7...13, 44: 9...10, 45: 8...8, 46: 7...10, 47: 8...8, 48: 9...9,
        49: 7...12,
        51: 8...9, 52: 10...10, 53: 8...8, 54: 10...11, 55: 10...11, 56: 9...9, 57: 10...10, 58: 10...10, 60: 8...10,
        61: 9...9, 62: 8...12, 63: 9...10, 64: 8...10, 65: 8...8, 66: 8...9, 81: 9...10, 82: 8...10, 84: 9...10,
        86: 10...11,
        90: 10...10, 91: 10...10, 92: 9...10, 93: 9...9, 94: 9...9, 95: 7...10, 98: 10...10, 351: 9...9, 353: 8...9,
        358: 6...11, 380: 9...9, 420: 9...9, 852: 8...8, 855: 8...9, 856: 8...10, 886: 8...9, 966: 9...9, 971: 8...9,
        972: 8...9,
    ]
}
