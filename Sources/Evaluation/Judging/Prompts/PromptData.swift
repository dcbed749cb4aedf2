/// Untrusted texts as JSON strings between two lines that carry the nonce: what an LLM reads as data.
///
/// The text can neither close its slot nor open a chat turn: quotes, line ends, the nonce and the tokens of chat
/// templates are written as JSON escapes, and characters that no reader sees are left out.
struct PromptData {
    private let nonce: [UInt8]
    private let mark: Unicode.Scalar?
    private var lines: [UInt8]

    /// - Parameters:
    ///   - nonce: stands on the lines around the slots; nil leaves these lines out, for models so small that what looks
    ///     like noise to them drowns the question.
    ///   - mark: written for each space of an untrusted text; nil leaves spaces.
    init(nonce: String?, mark: Unicode.Scalar? = nil) {
        self.mark = mark
        self.nonce = Array((nonce ?? "").utf8)
        lines = nonce.map { Array("DATA \($0)\n".utf8) } ?? []
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
        escapeNonce(from: start)
        lines.append(contentsOf: "\"\n".utf8)
    }

    /// Adds a slot for each text under its id.
    mutating func add(_ texts: [NumberedText]) {
        for text in texts { add(text.id, text.text) }
    }

    /// The slots with the closing line, if there is one.
    var text: String {
        String(decoding: nonce.isEmpty ? lines : lines + Array("END ".utf8) + nonce, as: UTF8.self)
    }

    private mutating func append(_ text: String, mark: Unicode.Scalar?) {
        var previous: Unicode.Scalar = " "
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case " " where mark != nil:
                if let bytes = mark.flatMap({ UTF8.encode($0) }) { lines.append(contentsOf: bytes) }
            case "\"": lines.append(contentsOf: "\\\"".utf8)
            case "\\": lines.append(contentsOf: "\\\\".utf8)
            case "\n": lines.append(contentsOf: "\\n".utf8)
            case "\t": lines.append(contentsOf: "\\t".utf8)
            case "<" where Self.opensTag(rest.first): escape(0x3C)
            case ">" where previous == "|": escape(0x3E)
            case "[" where Self.opensInstruction(rest): escape(0x5B)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: escape(UInt8(scalar.value))
            case _ where scalar.isASCII: lines.append(UInt8(scalar.value))
            case _ where Self.endsLine(scalar): lines.append(contentsOf: "\\n".utf8)
            case _ where ScalarClass.isInvisible(scalar.value): break
            default: if let bytes = UTF8.encode(scalar) { lines.append(contentsOf: bytes) }
            }
            previous = scalar
        }
    }

    private static func opensTag(_ next: Unicode.Scalar?) -> Bool {
        guard let next else { return true }
        return !(next == " " || next == "=" || ("0"..."9").contains(next))
    }

    /// `[INST]` and `[/INST]` in any case.
    private static func opensInstruction(_ rest: Substring.UnicodeScalarView) -> Bool {
        let word = rest.first == "/" ? rest.dropFirst() : rest
        return String(String.UnicodeScalarView(word.prefix(4))).uppercased() == "INST"
    }

    /// Line ends beyond ASCII: JSON lets them stand, some readers break there.
    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{2028}" || scalar == "\u{2029}" || scalar == "\u{85}"
    }

    private mutating func escape(_ byte: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        lines.append(contentsOf: "\\u00".utf8)
        lines.append(digits[Int(byte >> 4)])
        lines.append(digits[Int(byte & 0xF)])
    }

    /// A text cannot know a fresh nonce; a nonce that is not fresh must still not close the slot.
    /// Its last digit is escaped: the escape of the first would end with that digit and spell the nonce again.
    private mutating func escapeNonce(from start: Int) {
        guard let tail = nonce.last, let first = Self.find(nonce, in: lines, from: start) else { return }
        let written = Array(lines[start...])
        lines.removeSubrange(start...)
        var copied = 0
        var next: Int? = first - start
        while let place = next {
            let last = place + nonce.count - 1
            lines.append(contentsOf: written[copied..<last])
            escape(tail)
            copied = last + 1
            next = Self.find(nonce, in: written, from: copied)
        }
        lines.append(contentsOf: written[copied...])
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + needle.count <= bytes.count {
            if bytes[place] == needle[0], bytes[place..<place + needle.count].elementsEqual(needle) { return place }
            place += 1
        }
        return nil
    }
}
