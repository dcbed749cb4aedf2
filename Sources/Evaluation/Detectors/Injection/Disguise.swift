/// Undoes the ways in which instructions are hidden from filters but not from models.
enum Disguise {
    /// The text with digits and signs inside words read as letters, or nil when there are none.
    static func lettersForDigits(_ text: [UInt8]) -> [UInt8]? {
        var output = text
        var changed = false
        var start = 0
        while start < text.count {
            guard text[start] > 0x20 else {
                start += 1
                continue
            }
            var end = start
            var letters = 0
            while end < text.count, text[end] > 0x20 {
                if text[end] &- 0x61 < 26 { letters += 1 }
                end += 1
            }
            if letters >= 1, letters < end - start, end - start <= 24 {
                for place in start..<end where twin(text[place]) != 0 {
                    output[place] = twin(text[place])
                    changed = true
                }
            }
            start = end
        }
        return changed ? output : nil
    }

    private static func twin(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"), UInt8(ascii: "!"): UInt8(ascii: "i")
        case UInt8(ascii: "3"): UInt8(ascii: "e")
        case UInt8(ascii: "4"), UInt8(ascii: "@"): UInt8(ascii: "a")
        case UInt8(ascii: "5"), UInt8(ascii: "$"): UInt8(ascii: "s")
        case UInt8(ascii: "7"): UInt8(ascii: "t")
        default: 0
        }
    }

    /// Runs of at least 24 base64 characters that decode to text, with what they say.
    static func base64(_ bytes: [UInt8]) -> [(Range<Int>, String)] {
        var found: [(Range<Int>, String)] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, Base64.isDigit(bytes[end]) { end += 1 }
            if end - start >= 24, let decoded = Base64.decode(bytes[start..<end]) {
                let readable = decoded.count { $0 >= 0x20 && $0 < 0x7F || $0 >= 0x80 || $0 == 0x0A }
                let text = String(decoding: decoded, as: UTF8.self)
                if readable * 10 >= decoded.count * 9, decoded.contains(0x20) { found.append((start..<end, text)) }
            }
            start = max(end, start + 1)
        }
        return found
    }

    /// Text written in tag characters (U+E0020 to U+E007E), from the first to the last.
    static func tags(_ text: ScalarText) -> (TextRange, String)? {
        guard !text.isASCII else { return nil }
        var hidden = String.UnicodeScalarView()
        var first = -1
        var last = -1
        for (index, value) in text.scalars.enumerated() where value >= 0xE_0020 && value <= 0xE_007E {
            if let scalar = Unicode.Scalar(value - 0xE_0000) { hidden.append(scalar) }
            if first < 0 { first = index }
            last = index
        }
        // Flags of regions are spelled with up to six of them.
        guard hidden.count > 6 else { return nil }
        return (text.range(first..<last + 1), String(hidden))
    }
}
