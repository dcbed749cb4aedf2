import JSON

/// Reads the members of one object and keeps every problem, so that a person can mend a file in one go.
struct LabelFields {
    private let object: JSONObject
    /// `details.faithfulness.`, or empty at the top.
    private let path: String
    private(set) var problems: [String] = []

    init(_ object: JSONObject, path: String = "") {
        self.object = object
        self.path = path
    }

    mutating func report(_ key: String, _ problem: String) { problems.append("\(path)\(key) \(problem)") }

    /// Takes over what was found elsewhere, by a reader of a part for example.
    mutating func adopt(_ others: [String]) { problems += others }

    func has(_ key: String) -> Bool { object[key].map { !$0.isNull } ?? false }

    mutating func bool(_ key: String) -> Bool? {
        guard let value = given(key) else { return nil }
        guard let bool = value.bool else {
            report(key, "must be true or false, not \(value.kindName)")
            return nil
        }
        return bool
    }

    /// A number from 0 to 1.
    mutating func fraction(_ key: String) -> Double? {
        guard let value = given(key) else { return nil }
        guard let number = value.number, number >= 0, number <= 1 else {
            report(key, value.number == nil ? "must be a number, not \(value.kindName)" : "must be from 0 to 1")
            return nil
        }
        return number
    }

    /// A name; an empty one is none.
    mutating func name(_ key: String) -> String? {
        guard let value = given(key) else { return nil }
        guard let text = value.string else {
            report(key, "must be a string, not \(value.kindName)")
            return nil
        }
        guard text.utf8.count <= CalibrationKey.longestName else {
            report(key, "must not have more than \(CalibrationKey.longestName) bytes")
            return nil
        }
        return text.isEmpty ? nil : text
    }

    /// One of some words.
    mutating func word<Value>(_ key: String, of words: [String], _ read: (String) -> Value?) -> Value? {
        guard has(key) else { return nil }
        guard let value = object[key]?.string.flatMap(read) else {
            report(key, "must be one of \(words.joined(separator: ", "))")
            return nil
        }
        return value
    }

    /// A name that must be there; nil is reported.
    mutating func requiredName(_ key: String) -> String? {
        let before = problems.count
        let name = name(key)
        if name == nil, problems.count == before { report(key, "is missing") }
        return name
    }

    mutating func member(_ key: String) -> JSONObject? {
        guard let value = given(key) else { return nil }
        guard let member = value.object else {
            report(key, "must be an object, not \(value.kindName)")
            return nil
        }
        return member
    }

    private func given(_ key: String) -> JSONValue? { has(key) ? object[key] : nil }

    /// An untrusted name as a message may show it.
    static func shown(_ name: String) -> String { name.count > 60 ? "\(name.prefix(59))…" : name }
}
