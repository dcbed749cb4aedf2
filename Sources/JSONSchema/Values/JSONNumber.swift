import JSON

/// A number of a schema or a value, compared without rounding.
enum JSONNumber: Sendable {
    case integer(Int64)
    case fraction(Double)

    init?(_ value: JSONValue) {
        switch value {
        case .integer(let value): self = .integer(value)
        case .number(let value) where value.isFinite:
            self = Int64(exactly: value).map(JSONNumber.integer) ?? .fraction(value)
        default: return nil
        }
    }

    static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left < right
        case (.fraction(let left), .fraction(let right)): left < right
        case (.integer(let left), .fraction(let right)): isLess(left, right)
        case (.fraction(let left), .integer(let right)): !isLess(right, left)
        }
    }

    /// A fraction never equals an integer: `init` makes whole doubles integers where they fit.
    private static func isLess(_ integer: Int64, _ fraction: Double) -> Bool {
        guard let floor = Int64(exactly: fraction.rounded(.down)) else { return fraction > 0 }
        return integer <= floor
    }

    var isPositive: Bool { JSONNumber.integer(0) < self }

    /// Whether this is a whole multiple of `divisor`, as the decimal numbers both are written as: 0.3 is one of 0.1.
    func isMultiple(of divisor: JSONNumber) -> Bool {
        let number = DecimalNumber(self)
        let divisor = DecimalNumber(divisor)
        guard divisor.digits > 0 else { return false }
        let shift = number.exponent - divisor.exponent
        if shift >= 0 {
            return number.digits.remainder(timesPowerOfTen: shift, dividedBy: divisor.digits) == 0
        }
        // 10^19 is the largest power that fits; more digits than that no number here has.
        guard shift >= -19 else { return number.digits == 0 }
        let power = (0..<(-shift)).reduce(UInt64(1)) { power, _ in power * 10 }
        return number.digits % power == 0 && (number.digits / power) % divisor.digits == 0
    }

    var text: String {
        switch self {
        case .integer(let value): String(value)
        case .fraction(let value): String(value)
        }
    }
}

/// The size of a number, without its sign, as digits times a power of ten.
private struct DecimalNumber {
    var digits: UInt64 = 0
    var exponent = 0

    init(_ number: JSONNumber) {
        switch number {
        case .integer(let value): digits = value.magnitude
        case .fraction(let value): read(shortest: String(value.magnitude))
        }
    }

    /// Reads the fewest digits that identify a double: 17 at most, and an exponent.
    private mutating func read(shortest text: String) {
        let parts = text.split(separator: "e")
        var isFraction = false
        for byte in (parts.first ?? "").utf8 {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            }
        }
        if parts.count == 2, let written = Int(parts[1]) { exponent += written }
    }
}

extension UInt64 {
    /// The remainder of `self` times 10 to the `power`, which need not fit.
    fileprivate func remainder(timesPowerOfTen power: Int, dividedBy divisor: UInt64) -> UInt64 {
        var remainder = self % divisor
        for _ in 0..<power where remainder != 0 {
            remainder = divisor.dividingFullWidth(remainder.multipliedFullWidth(by: 10)).remainder
        }
        return remainder
    }
}
