extension PatternParser {
    /// What an escape stands for where both a class and the pattern itself may hold it.
    enum Escape {
        case scalar(Unicode.Scalar)
        /// Scalars that keep out of case folding, as `\w` does.
        case fixed(ScalarSet)
        /// Scalars of a property; other cases match too where case is ignored.
        case property(ScalarSet)
    }

    /// Appends what an escape outside a class stands for; the reader stands behind the backslash.
    mutating func appendEscape(at start: Int) throws(PatternError) {
        switch peek() {
        case "b": append(.wordBoundary)
        case "B": append(.noWordBoundary)
        case "A": append(.textStart)
        case "Z", "z": append(.textEnd)
        case "k": throw error(.backreference, at: start)
        case let digit? where ("1"..."9").contains(digit): throw error(.backreference, at: start)
        default:
            switch try escape(at: start) {
            case .scalar(let scalar): append(literal: scalar)
            case .fixed(let set): append(set)
            case .property(let set):
                let ignoresCase = options.contains(.caseInsensitive)
                append(ignoresCase ? ScalarSet(CaseVariants.table.closing(set.ranges)) : set)
            }
            return
        }
        index += 1
    }

    /// Reads an escape that a class may hold too; the reader stands behind the backslash.
    mutating func escape(at start: Int) throws(PatternError) -> Escape {
        guard let scalar = peek() else { throw error(.incompleteEscape, at: start) }
        index += 1
        switch scalar {
        case "d": return .fixed(.digits(ascii: isECMAScript))
        case "D": return .fixed(ScalarSet.digits(ascii: isECMAScript).inverted)
        case "w": return .fixed(.words(ascii: isECMAScript))
        case "W": return .fixed(ScalarSet.words(ascii: isECMAScript).inverted)
        case "s": return .fixed(.spaces(ecmaScript: isECMAScript))
        case "S": return .fixed(ScalarSet.spaces(ecmaScript: isECMAScript).inverted)
        case "p": return .property(try property(at: start))
        case "P": return .property(try property(at: start).inverted)
        case "n": return .scalar("\n")
        case "t": return .scalar("\t")
        case "r": return .scalar("\r")
        case "f": return .scalar("\u{C}")
        case "v": return .scalar("\u{B}")
        case "0":
            if let next = peek(), ("0"..."9").contains(next) { throw error(.octalEscape, at: start) }
            return .scalar("\0")
        case "x": return .scalar(try self.scalar(of: hexadecimal(digits: 2, at: start), at: start))
        case "u": return .scalar(try shortEscape(at: start))
        case "U": return .scalar(try self.scalar(of: hexadecimal(digits: 8, at: start), at: start))
        case "a"..."z", "A"..."Z", "1"..."9": throw error(.unknownEscape, at: start)
        default: return .scalar(scalar)
        }
    }

    /// Reads what follows `\u`: `{H…}`, four digits, or four digits and a second escape that complete a pair.
    private mutating func shortEscape(at start: Int) throws(PatternError) -> Unicode.Scalar {
        if take("{") {
            var value: UInt32 = 0
            let digits = index
            while let digit = hexadecimalDigit() { value = min(0x11_0000, value << 4 | digit) }
            guard index > digits, take("}") else { throw error(.incompleteEscape, at: start) }
            return try scalar(of: value, at: start)
        }
        let first = try hexadecimal(digits: 4, at: start)
        guard (0xD800..<0xDC00).contains(first), peek() == "\\", peek(1) == "u" else {
            return try scalar(of: first, at: start)
        }
        index += 2
        let second = try hexadecimal(digits: 4, at: start)
        guard (0xDC00..<0xE000).contains(second) else { throw error(.invalidScalar, at: start) }
        return try scalar(of: 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), at: start)
    }

    private func scalar(of value: UInt32, at start: Int) throws(PatternError) -> Unicode.Scalar {
        guard let scalar = Unicode.Scalar(value) else { throw error(.invalidScalar, at: start) }
        return scalar
    }

    private mutating func hexadecimal(digits: Int, at start: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = hexadecimalDigit() else { throw error(.incompleteEscape, at: start) }
            value = value << 4 | digit
        }
        return value
    }

    private mutating func hexadecimalDigit() -> UInt32? {
        guard let digit = peek().flatMap({ Character($0).hexDigitValue }), peek()?.isASCII == true else { return nil }
        index += 1
        return UInt32(digit)
    }

    /// Reads `{Name}`, `{gc=Name}` or `{Script=Name}` behind `\p`.
    private mutating func property(at start: Int) throws(PatternError) -> ScalarSet {
        guard take("{") else { throw error(.incompleteEscape, at: start) }
        var text = String.UnicodeScalarView()
        while let scalar = peek(), scalar != "}" {
            text.append(scalar)
            index += 1
        }
        guard take("}") else { throw error(.incompleteEscape, at: start) }
        let parts = String(text).split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        let set: ScalarSet? =
            switch (parts.count, parts.first) {
            case (1, "Any"): .all
            case (1, "ASCII"): ScalarSet([0...0x7F])
            case (1, let name?): .category(named: name)
            case (2, "gc"), (2, "General_Category"): .category(named: parts[1])
            case (2, "sc"), (2, "Script"): .script(named: parts[1])
            default: nil
            }
        guard let set else { throw error(.unknownProperty, at: start) }
        return set
    }
}
