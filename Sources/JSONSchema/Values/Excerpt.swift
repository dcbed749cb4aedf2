import JSON

/// Short forms of foreign text for messages.
enum Excerpt {
    /// Most Unicode scalars that are shown of a text.
    static let length = 60

    static func cut(_ text: String, to length: Int = length) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: length, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end].dropLast()) + "…"
    }

    static func quoted(_ text: String) -> String { "\"" + cut(text) + "\"" }

    /// A value in a few words: scalars as they are, containers by their size.
    static func of(_ value: JSONValue) -> String {
        switch value {
        case .null, .bool, .integer, .number: JSONWriter.text(of: value)
        case .string(let text): quoted(text)
        case .array(let elements): "an array of length \(elements.count)"
        case .object(let object): "an object of \(object.count) members"
        }
    }
}
