/// Takes the judge keys of clients out of bytes that go where others read them.
///
/// Works on the text of a record, not on parsed JSON: what becomes a dead letter often is no JSON, or JSON in a string. It
/// takes too much rather than too little: a value whose end is not certain is taken out up to the end of the record.
/// The time is linear in the bytes, whatever they are.
struct KeyRedaction {
    private static let replacement = Array("***".utf8)
    private static let nothing = ["null", "none", "nil", "undefined", "true", "false", "***"]
    private let text: EscapedText
    private lazy var isText = String(validating: text.bytes, as: UTF8.self) != nil

    private init(_ bytes: [UInt8]) { text = EscapedText(bytes: bytes) }

    /// The bytes with the value of whatever names a key replaced by `***`; nil when there is none.
    static func redacted(_ bytes: [UInt8]) -> [UInt8]? {
        var redaction = KeyRedaction(bytes)
        var matcher = KeyNameMatcher()
        var clean: [UInt8] = []
        var copied = 0
        var index = 0
        while let character = redaction.text.character(at: index) {
            index = character.range.upperBound
            guard matcher.completes(with: character), let value = redaction.value(after: index),
                !bytes[value].allSatisfy({ $0 == 0 }), !bytes[value].elementsEqual(replacement)
            else { continue }
            clean += bytes[copied..<value.lowerBound] + replacement
            copied = value.upperBound
            index = copied
        }
        return copied == 0 ? nil : clean + bytes[copied...]
    }

    /// What belongs to a name that ends at `end`; nil when the name is only mentioned.
    private mutating func value(after end: Int) -> Range<Int>? {
        var index = end
        var isFirst = true
        while let character = text.character(at: index) {
            index = character.range.upperBound
            defer { isFirst = false }
            switch character.value {
            case UInt8(ascii: ":"), UInt8(ascii: "="): return assigned(after: index)
            case UInt8(ascii: "s") where isFirst, UInt8(ascii: "S") where isFirst: continue
            case _ where character.isQuote || character.isBlank: continue
            case UInt8(ascii: "]"), UInt8(ascii: ")"): continue
            // Another encoding, of which nothing is known but that the name is in it.
            case 0..<0x20, 0x7F: return end..<text.bytes.count
            case _ where "%&<>".utf8.contains(character.value): return end..<text.bytes.count
            default: return isText ? nil : end..<text.bytes.count
            }
        }
        return nil
    }

    private func assigned(after end: Int) -> Range<Int>? {
        var index = end
        while let character = text.character(at: index) {
            let next = character.range.upperBound
            switch character.value {
            case _ where character.isBlank || ":=>~".utf8.contains(character.value): index = next
            case _ where character.isQuote:
                guard let close = close(of: character) else { return next..<text.bytes.count }
                let inside = next..<close.range.lowerBound
                if text.bytes[inside].contains(where: { !":=> ".utf8.contains($0) }) { return inside }
                // Nothing, three quotes that begin a literal, or the end of quotes that hold name and colon.
                index = inside.isEmpty ? close.range.upperBound : close.range.lowerBound
                if inside.isEmpty, text.character(at: index)?.value != character.value { return nil }
            case _ where "([{".utf8.contains(character.value):
                return character.range.lowerBound..<balanced(from: character.range.lowerBound)
            case _ where ")]}".utf8.contains(character.value): return nil
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return bare(from: character.range.lowerBound)
            case _ where "-+.$_<*".utf8.contains(character.value): return bare(from: character.range.lowerBound)
            default: return character.range.lowerBound..<text.bytes.count
            }
        }
        return nil
    }

    /// The quote that ends what `open` begins: one of its kind that is escaped as often, or less, which ends what is around.
    /// None when another key is named before, because what is inside and what is outside is not certain then.
    private func close(of open: EscapedText.Character) -> EscapedText.Character? {
        var matcher = KeyNameMatcher()
        var index = open.range.upperBound
        while let character = text.character(at: index) {
            index = character.range.upperBound
            if matcher.completes(with: character) { return nil }
            guard character.value == open.value else { continue }
            if character.escapes < open.escapes { return character }
            if character.escapes == open.escapes, character.isCoded == open.isCoded { return character }
        }
        return nil
    }

    /// Behind the bracket that closes the first one; the end of the text when none does.
    private func balanced(from start: Int) -> Int {
        var matcher = KeyNameMatcher()
        var awaited: [UInt8] = []
        var index = start
        while let character = text.character(at: index) {
            index = character.range.upperBound
            if matcher.completes(with: character) { break }
            switch character.value {
            case UInt8(ascii: "("): awaited.append(UInt8(ascii: ")"))
            case UInt8(ascii: "["): awaited.append(UInt8(ascii: "]"))
            case UInt8(ascii: "{"): awaited.append(UInt8(ascii: "}"))
            case _ where ")]}".utf8.contains(character.value):
                guard awaited.popLast() == character.value else { return text.bytes.count }
                if awaited.isEmpty { return index }
            case _ where character.isQuote:
                guard let close = close(of: character) else { return text.bytes.count }
                index = close.range.upperBound
            default: continue
            }
        }
        return text.bytes.count
    }

    /// A value without quotes: the rest of its line up to a quote or the end of the brackets around it. Letters right
    /// before a quote or a bracket (`b'…'`, `Secret('…')`) belong to what follows.
    private func bare(from start: Int) -> Range<Int>? {
        var matcher = KeyNameMatcher()
        var index = start
        var end = start
        while let character = text.character(at: index) {
            if matcher.completes(with: character) { return start..<text.bytes.count }
            if character.isLineEnd || ")]}".utf8.contains(character.value) { break }
            if "([{".utf8.contains(character.value) { return start..<balanced(from: character.range.lowerBound) }
            if character.isQuote {
                guard end == index, end - start <= 4 else { break }
                return start..<(close(of: character)?.range.lowerBound ?? text.bytes.count)
            }
            index = character.range.upperBound
            if !character.isBlank, character.value != UInt8(ascii: ",") { end = index }
        }
        let word = String(decoding: text.bytes[start..<end].prefix(16), as: UTF8.self).lowercased()
        return Self.nothing.contains(word) ? nil : start..<end
    }
}
