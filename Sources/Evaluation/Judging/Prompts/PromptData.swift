/// Untrusted texts as JSON strings between lines that carry marks: what an LLM reads as data.
///
/// What other questions show too comes first, in parts of its own: each begins with a line that depends on nothing behind
/// the part, so that prompts about the same texts begin with the same bytes and providers can keep them.
///
/// The text can neither close its slot nor open a chat turn: quotes, line ends, marks and the tokens of chat
/// templates are written as JSON escapes, and characters that no reader sees are left out.
struct PromptData {
    private let fence: PromptFence?
    /// The bytes of what joins words.
    private let mark: [UInt8]?
    /// The finished parts with the lines before them.
    private var finished: [UInt8] = []
    /// The slots of the part that is being filled.
    private var lines: [UInt8] = []
    /// Marks that texts to come may know.
    private var known: [[UInt8]]
    /// The finished parts, in order.
    private(set) var shared: [JudgePrompt.SharedPart] = []

    /// - Parameters:
    ///   - fence: makes the marks on the lines around the slots; nil leaves these lines out, for models so small that what
    ///     looks like noise to them drowns the question.
    ///   - mark: written for each space of an untrusted text; nil leaves spaces.
    init(_ fence: PromptFence?, mark: Unicode.Scalar? = nil) {
        self.mark = mark.map { Array(String($0).utf8) }
        self.fence = fence
        known = fence?.nonce.map { [Array($0.utf8)] } ?? []
    }

    /// The same with a fence that does not depend on the data.
    init(nonce: String?, mark: Unicode.Scalar? = nil) {
        self.init(nonce.map { PromptFence(nonce: $0) }, mark: mark)
    }

    /// Adds a slot.
    ///
    /// - Parameters:
    ///   - label: one of our own names, never the request's.
    ///   - isTrusted: the operator's own words, which need no marks. Default: false.
    mutating func add(_ label: String, _ text: String, isTrusted: Bool = false) {
        lines.append(contentsOf: label.utf8)
        lines.append(contentsOf: ": \"".utf8)
        let start = lines.count
        append(text, mark: isTrusted ? nil : mark)
        for mark in known { escape(mark, from: start) }
        lines.append(contentsOf: "\"\n".utf8)
    }

    /// Adds a slot for each text under its id.
    mutating func add(_ texts: [NumberedText]) {
        for text in texts { add(text.id, text.text) }
    }

    /// Adds the labelled texts of a test case: evidence first, which other test cases may have too.
    mutating func add(_ parts: [CriteriaTask.Part]) {
        for part in parts where part.isEvidence { add(part.label, part.text) }
        endShared()
        for part in parts where !part.isEvidence { add(part.label, part.text) }
        endShared()
    }

    /// Bytes below which a part is not worth a line of its own.
    static let leastShared = 1_000

    /// Ends a part that other questions may begin with too; a short one goes on with what follows, and so does one whose
    /// mark is none of its own.
    mutating func endShared() {
        guard let fence, fence.nonce == nil, lines.count >= Self.leastShared else { return }
        let mark = fence.mark(of: lines, after: shared.last?.name, earlier: finished)
        finished += Array("DATA \(mark)\n".utf8) + lines
        lines = []
        known.append(Array(mark.utf8))
        shared.append(JudgePrompt.SharedPart(end: finished.count, name: mark))
    }

    /// The slots between their lines, if there are any.
    var text: String {
        guard let fence else { return String(decoding: lines, as: UTF8.self) }
        let mark = fence.mark(of: lines, after: shared.last?.name, earlier: finished)
        return String(
            decoding: finished + Array("DATA \(mark)\n".utf8) + lines + Array("END \(mark)".utf8), as: UTF8.self)
    }

    /// Bytes that stand for themselves are copied a run at a time.
    private mutating func append(_ text: String, mark: [UInt8]?) {
        let bytes = Array(text.utf8)
        var copied = 0
        var index = 0
        while index < bytes.count {
            if mark == nil, Self.areAllPlain(bytes, index) {
                index += 8
                continue
            }
            let byte = bytes[index]
            guard Self.isSpecial(byte) || byte == 0x20 && mark != nil else {
                index += 1
                continue
            }
            let next = byte < 0x80 ? index + 1 : Self.end(ofCharacterAt: index, in: bytes)
            var replacement: [UInt8]? = []
            switch byte {
            case 0x20: replacement = mark
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): replacement = [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): replacement = Self.lineEnd
            case UInt8(ascii: "\t"): replacement = [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case UInt8(ascii: "<"): replacement = Self.opensTag(bytes, next) ? Self.escaped(byte) : nil
            case UInt8(ascii: ">"):
                replacement = index > 0 && Self.mayEndToken(bytes[index - 1]) ? Self.escaped(byte) : nil
            case UInt8(ascii: "["): replacement = Self.opensInstruction(bytes, next) ? Self.escaped(byte) : nil
            case 0..<0x80: replacement = Self.escaped(byte)
            default:
                let value = Self.character(bytes[index..<next])
                if Self.endsLine(value) {
                    replacement = Self.lineEnd
                } else if !ScalarClass.isInvisible(value) {
                    replacement = nil
                }
            }
            if let replacement {
                lines += bytes[copied..<index]
                lines += replacement
                copied = next
            }
            index = next
        }
        lines += bytes[copied...]
    }

    private static let lineEnd: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "n")]

    /// Whether a byte may have to be written in another way.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "[")
    }

    /// Whether eight bytes from a place on are none that ``isSpecial(_:)`` names. False near the end.
    ///
    /// Without their high bits, bytes can be added side by side: no sum carries into the next one.
    private static func areAllPlain(_ bytes: [UInt8], _ place: Int) -> Bool {
        guard place + 8 <= bytes.count else { return false }
        let word = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high = ones &* 0x80
        let low = word & ~high
        // The high bit of each byte is set for another byte than the given one.
        func others(_ byte: UInt8, _ bytes: UInt64) -> UInt64 { (bytes ^ (ones &* UInt64(byte))) &+ ones &* 0x7F }
        let plain =
            (low &+ ones &* 0x60) & others(UInt8(ascii: "\""), low) & others(UInt8(ascii: "\\"), low)
            & others(UInt8(ascii: "["), low) & others(0x7F, low)
            // An angle bracket of either kind: they differ in one bit.
            & others(UInt8(ascii: ">"), low | ones &* 0x02)
        return plain & ~word & high == high
    }

    /// Behind the last byte of a character outside ASCII.
    private static func end(ofCharacterAt start: Int, in bytes: [UInt8]) -> Int {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// The scalar value of a character outside ASCII in UTF-8.
    private static func character(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let lead = UInt32(bytes.first ?? 0)
        let start = bytes.count == 2 ? lead & 0x1F : bytes.count == 3 ? lead & 0xF : lead & 0x7
        return bytes.dropFirst().reduce(start) { $0 << 6 | UInt32($1 & 0x3F) }
    }

    private static func opensTag(_ bytes: [UInt8], _ next: Int) -> Bool {
        guard next < bytes.count else { return true }
        let byte = bytes[next]
        return !(byte == 0x20 || byte == UInt8(ascii: "=") || byte &- 0x30 < 10)
    }

    /// A bar, or the end of a character that may be left out behind one.
    private static func mayEndToken(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "|") || byte >= 0x80 }

    /// Words in brackets that open and close turns in templates of chats, with and without a slash before them.
    private static let instructions = [
        "INST", "SYSTEM_PROMPT", "TOOL_CALLS", "TOOL_RESULTS", "TOOL_CONTENT", "AVAILABLE_TOOLS", "SYS", "IMG",
        "PREFIX",
        "MIDDLE", "SUFFIX",
    ]
    /// Bytes in which such a word is looked for; invisible characters that fill them are no accident.
    private static let longestLook = 96

    /// `[INST]`, `[/INST]` and their like in any case, also with invisible characters in between.
    private static func opensInstruction(_ bytes: [UInt8], _ next: Int) -> Bool {
        let end = min(next + longestLook, bytes.count)
        var word = ""
        var hasEnded = end == bytes.count
        for scalar in String(decoding: bytes[next..<end], as: UTF8.self).unicodeScalars {
            if ScalarClass.isInvisible(scalar.value) || word.isEmpty && scalar == "/" { continue }
            guard scalar.properties.isAlphabetic || scalar == "_" else {
                hasEnded = true
                break
            }
            word += scalar.properties.uppercaseMapping
        }
        return !hasEnded && word.isEmpty || instructions.contains { word.hasPrefix($0) }
    }

    /// Line ends beyond ASCII: JSON lets them stand, some readers break there.
    private static func endsLine(_ character: UInt32) -> Bool {
        character == 0x2028 || character == 0x2029 || character == 0x85
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
    }

    /// A text cannot hold the mark before it, but may know one that stood before data it was shown with earlier.
    /// Its last digit is escaped: the escape of the first would end with that digit and spell the mark again.
    private mutating func escape(_ mark: [UInt8], from start: Int) {
        guard let tail = mark.last, let first = Self.find(mark, in: lines, from: start) else { return }
        let written = Array(lines[start...])
        lines.removeSubrange(start...)
        var copied = 0
        var next: Int? = first - start
        while let place = next {
            let last = place + mark.count - 1
            lines.append(contentsOf: written[copied..<last])
            lines += Self.escaped(tail)
            copied = last + 1
            next = Self.find(mark, in: written, from: copied)
        }
        lines.append(contentsOf: written[copied...])
    }

    static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        let first = needle[0]
        // A byte that the needle lacks rules out every place whose needle would cover it, mostly as many as it is long.
        var held: (low: UInt64, high: UInt64) = (0, 0)
        for byte in needle {
            if byte < 0x40 { held.low |= 1 << UInt64(byte) } else { held.high |= 1 << UInt64(byte & 0x3F) }
        }
        var place = start
        while place + needle.count <= bytes.count {
            let last = bytes[place + needle.count - 1]
            guard (last < 0x40 ? held.low : held.high) >> UInt64(last & 0x3F) & 1 == 1 else {
                place += needle.count
                continue
            }
            if bytes[place] == first {
                var length = 1
                while length < needle.count, bytes[place + length] == needle[length] { length += 1 }
                if length == needle.count { return place }
            }
            place += 1
        }
        return nil
    }
}
