extension JSONReader {
    /// Reads a string; the reader stands on its opening quote.
    mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        // The high bit stays when a byte outside ASCII was among them.
        var union = skipPlain()
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                let text = try validated(bytes[start..<index], isASCII: union < 0x80, from: start)
                index += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start, union: union)
            case 0..<0x20: throw error(.controlCharacter)
            default:
                union |= byte
                index += 1
            }
        }
        throw error(.endOfText)
    }

    /// Passes bytes that stand for themselves, eight at a time: all bits of them together.
    private mutating func skipPlain() -> UInt8 {
        var union: UInt64 = 0
        while let word = PlainBytes.word(in: bytes, at: index), PlainBytes.areAll(in: word) {
            union |= word
            index += 8
        }
        return union & 0x8080_8080_8080_8080 == 0 ? 0 : 0x80
    }

    private mutating func escapedString(from start: Int, union: UInt8) throws(JSONError) -> String {
        var text = Array(bytes[start..<index])
        var union = union
        // Bytes that stand for themselves are copied a run at a time.
        var copied = index
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[copied..<index]
                let string = try validated(text[...], isASCII: union < 0x80, from: start)
                index += 1
                return string
            case UInt8(ascii: "\\"):
                text += bytes[copied..<index]
                index += 1
                let count = text.count
                try appendEscape(to: &text)
                copied = index
                union |= text[count] | skipPlain()
            case 0..<0x20: throw error(.controlCharacter)
            default:
                union |= byte
                index += 1
            }
        }
        throw error(.endOfText)
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(JSONError) {
        guard index < bytes.count else { throw error(.endOfText) }
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            index += 1
            text.append(contentsOf: String(try unicodeEscape()).utf8)
            return
        default: throw error(.invalidEscape)
        }
        index += 1
    }

    /// One `\uXXXX`, or a pair of them that forms one scalar; the reader stands behind the `u`.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        let high = try hexQuad()
        guard (0xD800..<0xE000).contains(high) else { return Unicode.Scalar(high) ?? replacement }
        let isPair =
            high < 0xDC00 && index + 1 < bytes.count && bytes[index] == UInt8(ascii: "\\")
            && bytes[index + 1] == UInt8(ascii: "u")
        guard isPair else { return replacement }
        let afterHigh = index
        index += 2
        let low = try hexQuad()
        guard (0xDC00..<0xE000).contains(low) else {
            index = afterHigh
            return replacement
        }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? replacement
    }

    private mutating func hexQuad() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw JSONError(reason: .endOfText, offset: bytes.count) }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch bytes[index] {
            case let byte where (0x30...0x39).contains(byte): digit = byte - 0x30
            case let byte where (0x41...0x46).contains(byte): digit = byte - 0x41 + 10
            case let byte where (0x61...0x66).contains(byte): digit = byte - 0x61 + 10
            default: throw error(.invalidEscape)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    /// Text that is known to be ASCII needs no further look.
    private func validated(
        _ text: ArraySlice<UInt8>, isASCII: Bool, from start: Int
    ) throws(JSONError) -> String {
        if isASCII { return String(decoding: text, as: UTF8.self) }
        guard let text = String(validating: text, as: UTF8.self) else {
            throw JSONError(reason: .invalidUTF8, offset: start)
        }
        return text
    }

    /// Reads a number by the grammar of RFC 8259 section 6.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONError(reason: .numberOutOfRange, offset: start)
        }
        return .number(value)
    }

    private mutating func digits() throws(JSONError) {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        guard index > start else { throw error(index < bytes.count ? .unexpectedByte : .endOfText) }
    }
}
