/// Bytes read as characters, however often the text was wrapped: JSON in strings of JSON, a program's literals, UTF-16.
struct EscapedText {
    /// One character as it is written.
    struct Character {
        /// ASCII, `typographicQuote` or `other`.
        var value: UInt8
        /// Backslashes right before it.
        var escapes: Int
        /// Written as a number, like `\u0022`, or after a backslash that is.
        var isCoded: Bool
        /// Where it stands, with what escapes it.
        var range: Range<Int>

        /// A quotation mark of any kind.
        var isQuote: Bool { value == EscapedText.typographicQuote || "\"'`".utf8.contains(value) }

        /// A blank or the end of a line, written as itself or as `\n`.
        var isBlank: Bool { value == 0x20 || value == 0x09 || isLineEnd || (escapes > 0 && value == UInt8(ascii: "t")) }

        /// Ends a line.
        var isLineEnd: Bool {
            value == 0x0A || value == 0x0D
                || (escapes > 0 && (value == UInt8(ascii: "n") || value == UInt8(ascii: "r")))
        }
    }

    static let typographicQuote: UInt8 = 0x91
    static let other: UInt8 = 0xFF
    private static let backslash = UInt8(ascii: "\\")

    let bytes: [UInt8]

    /// The character that begins at `index`; nil when nothing but backslashes is left.
    ///
    /// Zero bytes count as absent: they are half of every letter in UTF-16.
    func character(at index: Int) -> Character? {
        var position = index
        var escapes = 0
        var isCoded = false
        while position < bytes.count {
            switch bytes[position] {
            case 0: position += 1
            case Self.backslash:
                escapes += 1
                position += 1
            case UInt8(ascii: "u") where escapes > 0, UInt8(ascii: "x") where escapes > 0:
                guard let (code, end) = code(at: position) else {
                    return Character(
                        value: bytes[position], escapes: escapes, isCoded: isCoded, range: index..<position + 1)
                }
                isCoded = true
                position = end
                if code != Self.backslash {
                    return Character(value: code, escapes: escapes, isCoded: true, range: index..<end)
                }
            default:
                let (value, count) = plain(at: position)
                return Character(value: value, escapes: escapes, isCoded: isCoded, range: index..<position + count)
            }
        }
        return nil
    }

    /// What `u0041` or `x41` stands for.
    private func code(at start: Int) -> (value: UInt8, end: Int)? {
        var position = start + 1
        var code: UInt32 = 0
        var missing = bytes[start] == UInt8(ascii: "u") ? 4 : 2
        while missing > 0 {
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            position += 1
            if byte == 0 { continue }
            switch byte {
            case 0x30...0x39: code = code << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: code = code << 4 | UInt32((byte | 0x20) - 0x57)
            default: return nil
            }
            missing -= 1
        }
        switch code {
        case 0..<0x80: return (UInt8(code), position)
        case 0x2018...0x201F: return (Self.typographicQuote, position)
        case 0xA0: return (0x20, position)
        case 0xFF1A: return (UInt8(ascii: ":"), position)
        default: return (Self.other, position)
        }
    }

    private func plain(at index: Int) -> (value: UInt8, count: Int) {
        let byte = bytes[index]
        guard byte >= 0x80 else { return (byte, 1) }
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch (byte, second, third) {
        case (0xE2, 0x80, 0x98...0x9F): return (Self.typographicQuote, 3)
        case (0xC2, 0xA0, _): return (0x20, 2)
        case (0xEF, 0xBC, 0x9A): return (UInt8(ascii: ":"), 3)
        default: return (Self.other, 1)
        }
    }
}
