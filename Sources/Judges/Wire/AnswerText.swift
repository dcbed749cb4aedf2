internal import JSON

/// Finds the JSON in an answer of a model that was not held to JSON.
package enum AnswerText {
    /// `text` without a reasoning preface, a code fence and words around its JSON object.
    ///
    /// Text that is JSON already, holds no object, or holds several comes back as it is: choosing among several would
    /// let a quoted object pass as the answer.
    package static func jsonText(in text: String) -> String {
        let bytes = Array(text.utf8)
        // One object from the first byte to the last, without a tag: whatever it is worth, nothing can be taken off it.
        if !bytes.contains(UInt8(ascii: "<")), topLevelObjects(in: bytes) == [bytes.indices] { return text }
        if isJSON(bytes) { return text }
        let answer = withoutReasoning(bytes)
        let objects = topLevelObjects(in: answer).filter { isJSON(Array(answer[$0])) }
        guard objects.count == 1, let range = objects.first else { return text }
        return String(decoding: answer[range], as: UTF8.self)
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool { (try? JSONReader.read(bytes)) != nil }

    /// Open reasoning models write `<think>…</think>` before the answer when the server does not cut it off.
    private static func withoutReasoning(_ bytes: [UInt8]) -> [UInt8] {
        let end = Array("</think>".utf8)
        guard bytes.count >= end.count else { return bytes }
        var start = bytes.count - end.count
        while start >= 0 {
            if bytes[start...].starts(with: end) { return Array(bytes[(start + end.count)...]) }
            start -= 1
        }
        return bytes
    }

    /// Ranges from each outermost `{` to its `}`; braces inside strings do not count.
    private static func topLevelObjects(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var depth = 0
        var start = 0
        var inString = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if inString {
                if byte == UInt8(ascii: "\\") { index += 1 }
                if byte == UInt8(ascii: "\"") { inString = false }
            } else if depth > 0, byte == UInt8(ascii: "\"") {
                inString = true
            } else if byte == UInt8(ascii: "{") {
                if depth == 0 { start = index }
                depth += 1
            } else if byte == UInt8(ascii: "}"), depth > 0 {
                depth -= 1
                if depth == 0 { ranges.append(start..<index + 1) }
            }
            index += 1
        }
        return ranges
    }
}
