import JSON

/// Reads the fields of one object and collects what is wrong with them, instead of stopping at the first.
struct FieldReader {
    let object: JSONObject
    /// The object's place in the request, for messages: `metrics_config[2].` or empty at the top.
    let path: String
    var problems: [String] = []

    init(object: JSONObject, path: String = "") {
        self.object = object
        self.path = path
    }

    /// The value of a field that is there and not null.
    func value(_ name: String) -> JSONValue? {
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    mutating func report(_ name: String, _ problem: String) {
        adopt(["\(path)\(name): \(problem)"])
    }

    /// Takes over the problems of a part; a record of nothing but mistakes must not become a text many times its size.
    mutating func adopt(_ more: [String]) { problems += more.prefix(max(Self.mostProblems - problems.count, 0)) }

    static let mostProblems = 20

    /// An id: a text, or a whole number as some clients send; nil when absent or empty.
    mutating func id(_ name: String, limit: Int) -> String? {
        guard let value = value(name) else { return nil }
        let text: String
        switch value {
        case .string(let string): text = string
        case .integer(let number): text = String(number)
        default:
            report(name, "must be a string, is \(value.kindName)")
            return nil
        }
        if text.utf8.count > limit { report(name, "is longer than \(limit) bytes") }
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { report(name, "holds control characters") }
        return text.isEmpty ? nil : text
    }

    /// A text, or a number or boolean written as one; nil when absent.
    mutating func text(_ name: String) -> String? {
        guard let value = value(name) else { return nil }
        if let text = Self.plainText(value) { return text }
        report(name, "must be a string, is \(value.kindName)")
        return nil
    }

    mutating func object(_ name: String) -> JSONObject? {
        guard let value = value(name) else { return nil }
        if let object = value.object { return object }
        report(name, "must be an object, is \(value.kindName)")
        return nil
    }

    mutating func array(_ name: String) -> [JSONValue]? {
        guard let value = value(name) else { return nil }
        if let array = value.array { return array }
        report(name, "must be an array, is \(value.kindName)")
        return nil
    }

    mutating func bool(_ name: String) -> Bool? {
        guard let value = value(name) else { return nil }
        if let bool = value.bool { return bool }
        report(name, "must be true or false, is \(value.kindName)")
        return nil
    }

    /// A number from 0 to 1, also written as a string.
    mutating func fraction(_ name: String) -> Double? {
        guard let value = value(name) else { return nil }
        let number = value.number ?? value.string.flatMap(Double.init)
        if let number, number >= 0, number <= 1 { return number }
        report(name, "must be a number from 0 to 1")
        return nil
    }

    /// Texts of one list: each is a passage of its own, with its own words and place.
    static let mostTexts = 10_000

    /// A list of texts: strings, documents that carry their text in a field, or one string alone.
    mutating func texts(_ name: String) -> [String]? {
        guard let value = value(name) else { return nil }
        if let text = value.string { return [text] }
        guard let elements = value.array else {
            report(name, "must be an array of strings, is \(value.kindName)")
            return nil
        }
        guard elements.count <= Self.mostTexts else {
            report(name, "must have at most \(Self.mostTexts) elements, has \(elements.count)")
            return nil
        }
        var texts: [String] = []
        for (place, element) in elements.enumerated() where !element.isNull {
            if let text = Self.plainText(element) ?? Self.documentText(element) {
                texts.append(text)
            } else {
                report("\(name)[\(place)]", "must be a string, is \(element.kindName)")
            }
        }
        return texts
    }

    static func plainText(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer, .number, .bool: value.description
        default: nil
        }
    }

    /// The text of a retriever's document object.
    private static func documentText(_ value: JSONValue) -> String? {
        for name in ["page_content", "content", "text"] {
            if let text = value[name]?.string { return text }
        }
        return nil
    }
}
