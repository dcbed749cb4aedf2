package import JSON

/// How an unquoted scalar is understood: YAML 1.2's core schema, with doubtful texts left as texts.
///
/// `yes`, `no`, `on`, `off`, dates, `1:30`, `1_000` and whole numbers with a leading zero (`007`) stay strings.
package enum YAMLScalar {
    /// Null, a boolean, a number or a string; nil for a number that is not finite.
    package static func value(of text: String) -> JSONValue? {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN":
            return nil
        default: break
        }
        if let prefixed = prefixedInteger(text) { return .integer(prefixed) }
        switch shape(of: text.utf8) {
        case .text: return .string(text)
        case .integer:
            if let number = Int64(text) { return .integer(number) }
            return finite(text)
        case .float: return finite(text)
        }
    }

    private enum Shape {
        case text, integer, float
    }

    /// `[-+]? ( digits ('.' digits?)? | '.' digits ) ( [eE] [-+]? digits )?`
    private static func shape(of text: String.UTF8View) -> Shape {
        var rest = text[...]
        func digits() -> Int {
            let start = rest
            rest = rest.drop { (0x30...0x39).contains($0) }
            return start.count - rest.count
        }
        func sign() {
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        }
        sign()
        let leadingZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        if whole > 0, rest.isEmpty { return leadingZero && whole > 1 ? .text : .integer }
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = digits()
        }
        guard whole + fraction > 0 else { return .text }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            sign()
            guard digits() > 0 else { return .text }
        }
        return rest.isEmpty ? .float : .text
    }

    private static func prefixedInteger(_ text: String) -> Int64? {
        let digits = text.dropFirst(2)
        // `Int64` would take a sign after the prefix.
        guard let first = digits.first, first != "-", first != "+" else { return nil }
        if text.hasPrefix("0x") { return Int64(digits, radix: 16) }
        if text.hasPrefix("0o") { return Int64(digits, radix: 8) }
        return nil
    }

    private static func finite(_ text: String) -> JSONValue? {
        // Swift reads neither a bare leading nor a bare trailing point.
        var digits = text
        if let point = digits.firstIndex(of: ".") {
            let next = digits.index(after: point)
            if next == digits.endIndex || !digits[next].isNumber { digits.insert("0", at: next) }
            if point == digits.startIndex || !digits[digits.index(before: point)].isNumber {
                digits.insert("0", at: point)
            }
        }
        guard let number = Double(digits), number.isFinite else { return nil }
        return .number(number)
    }
}
