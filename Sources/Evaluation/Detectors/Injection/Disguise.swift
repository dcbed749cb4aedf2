/// Undoes the ways in which instructions are hidden from filters but not from models.
enum Disguise {
    /// The text with digits and signs inside words read as letters, or nil when there are none.
    static func lettersForDigits(_ text: [UInt8]) -> [UInt8]? {
        var output = text
        var changed = false
        var next = 0
        // Most words have neither; only of those that do, the ends are looked for.
        while let first = text[next...].firstIndex(where: { twin($0) != 0 }) {
            var start = first
            while start > next, text[start - 1] > 0x20 { start -= 1 }
            var end = start
            var letters = 0
            while end < text.count, text[end] > 0x20 {
                if text[end] &- 0x61 < 26 { letters += 1 }
                end += 1
            }
            if letters >= 1, letters < end - start, end - start <= 24 {
                // An exclamation mark that ends a word only exclaims.
                for place in start..<end where twin(text[place]) != 0 && (text[place] != 0x21 || place + 1 < end) {
                    output[place] = twin(text[place])
                    changed = true
                }
            }
            next = end
        }
        return changed ? output : nil
    }

    @inline(__always)
    private static func twin(_ byte: UInt8) -> UInt8 {
        guard byte <= 0x40 else { return 0 }
        return switch byte {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"), UInt8(ascii: "!"): UInt8(ascii: "i")
        case UInt8(ascii: "3"): UInt8(ascii: "e")
        case UInt8(ascii: "4"), UInt8(ascii: "@"): UInt8(ascii: "a")
        case UInt8(ascii: "5"), UInt8(ascii: "$"): UInt8(ascii: "s")
        case UInt8(ascii: "7"): UInt8(ascii: "t")
        default: 0
        }
    }

    /// Runs of at least 24 characters of base64 or hexadecimal that decode to text, with what they say.
    static func encoded(_ bytes: [UInt8]) -> [(Range<Int>, String)] {
        var found: [(Range<Int>, String)] = []
        var start = 0
        while start + 24 <= bytes.count {
            // Seen from its far end, a run that is too short ends soon, and all before its end is done with.
            var place = start + 23
            while place >= start, Base64.isDigit(bytes[place]) { place -= 1 }
            guard place < start else {
                start = place + 1
                continue
            }
            var end = start + 24
            while end < bytes.count, Base64.isDigit(bytes[end]) { end += 1 }
            let run = bytes[start..<end]
            if let text = readable(hexadecimal(run)) ?? readable(Base64.decode(run)) {
                found.append((start..<end, text))
            }
            start = end
        }
        return found
    }

    /// Bytes as text if nine of ten can be read and there are words, or another layer of base64.
    private static func readable(_ bytes: [UInt8]?) -> String? {
        guard let bytes else { return nil }
        let visible = bytes.count { $0 >= 0x20 && $0 < 0x7F || $0 >= 0x80 || $0 == 0x0A }
        guard visible * 10 >= bytes.count * 9,
            bytes.contains(0x20) || bytes.allSatisfy({ Base64.isDigit($0) || $0 == 0x3D })
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        guard digits.count % 2 == 0 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for byte in digits {
            let value: UInt8
            switch WordByte.lowered(byte) {
            case 0x30...0x39: value = byte - 0x30
            case 0x61...0x66: value = WordByte.lowered(byte) - 0x61 + 10
            default: return nil
            }
            if let first = high {
                output.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return output
    }

    /// Runs of at least eight single letters with one space between them, two between words.
    static func spacedLetters(_ text: [UInt8]) -> [(Range<Int>, String)] {
        var found: [(Range<Int>, String)] = []
        var start = 0
        while start + 14 < text.count {
            guard text[start] > 0x20, text[start + 1] == 0x20, start == 0 || text[start - 1] <= 0x20 else {
                start += 1
                continue
            }
            var letters: [UInt8] = []
            var end = start
            while end < text.count, text[end] > 0x20, end + 1 == text.count || text[end + 1] <= 0x20 {
                letters.append(text[end])
                end += 2
                if end < text.count, text[end] <= 0x20 {
                    letters.append(0x20)
                    while end < text.count, text[end] <= 0x20 { end += 1 }
                }
            }
            let last = min(end, text.count)
            if letters.count >= 8 { found.append((start..<last, String(decoding: letters, as: UTF8.self))) }
            start = max(last, start + 1)
        }
        return found
    }

    /// A lower-case letter thirteen places on.
    static func rotated(_ byte: UInt8) -> UInt8 {
        guard byte &- 0x61 < 26 else { return byte }
        return (byte - 0x61 + 13) % 26 + 0x61
    }

    /// Whether an object with keys of a verdict also has the values of one, rather than code or a schema.
    static func isVerdict(_ text: ArraySlice<UInt8>) -> Bool { !verdictValues.matches(in: text).isEmpty }

    private static let verdictValues = PhraseMatcher<Bool>(
        [
            "supported\"", "\"pass\"", "\"correct\"", "perfect", "fully", ": 1", ":1", ": 10", ": 5", ":5", ": true",
            ":true",
        ]
        .map { ($0, true) }, wholeWords: false)

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
