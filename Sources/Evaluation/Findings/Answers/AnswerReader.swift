import JSON

/// Reads one object of a judge's answer: exactly the expected members, known words, bounded sizes.
struct AnswerReader {
    /// UTF-8 bytes of a whole answer.
    static let maximumBytes = 1 << 20
    /// Elements of one list; a task asks about 60 sentences, and each item may be looked for in the whole text.
    static let maximumItems = 600
    /// UTF-8 bytes of one string.
    static let maximumText = 8_000

    private let object: JSONObject
    private let path: String

    /// Reads the text of an answer; a Markdown fence around the object is tolerated.
    init(answer: String, members: [String]) throws(AnswerError) {
        try self.init(.object(try Self.object(of: answer)), path: "", members: members)
    }

    /// The object that an answer's text holds, its members not yet checked.
    static func object(of answer: String) throws(AnswerError) -> JSONObject {
        guard answer.utf8.count <= Self.maximumBytes else { throw AnswerError("the answer is too long") }
        do {
            let value = try JSONReader.read(
                Self.unfenced(answer), options: .init(maximumDepth: 8, duplicateKeys: .reject))
            guard let object = value.object else { throw AnswerError("the answer must be an object") }
            return object
        } catch let error as AnswerError {
            throw error
        } catch {
            throw AnswerError("the answer is not JSON: \(error)")
        }
    }

    init(_ value: JSONValue, path: String, members: [String]) throws(AnswerError) {
        let place = path.isEmpty ? "the answer" : path
        guard let object = value.object else { throw AnswerError("\(place) must be an object") }
        for member in object.members where !members.contains(member.key) {
            throw AnswerError("\(place) has a member that the schema does not know")
        }
        for name in members where object[name] == nil { throw AnswerError("\(place) lacks \(name)") }
        self.object = object
        self.path = path
    }

    /// The text between ```` ```json ```` and ```` ``` ````, or all of it.
    private static func unfenced(_ answer: String) -> [UInt8] {
        var bytes = Array(answer.utf8)[...]
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        let fence = Array("```".utf8)
        guard bytes.starts(with: fence), bytes.count > 6, bytes.suffix(3).elementsEqual(fence) else {
            return Array(bytes)
        }
        let inner = bytes.dropFirst(3).dropLast(3)
        return Array(inner.drop { (0x61...0x7A).contains($0 | 0x20) })
    }

    func string(_ name: String) throws(AnswerError) -> String {
        guard let text = object[name]?.string else { throw AnswerError("\(place(name)) must be a string") }
        guard text.utf8.count <= Self.maximumText else { throw AnswerError("\(place(name)) is too long") }
        return text
    }

    /// A string or null; white space alone counts as null.
    func optionalString(_ name: String) throws(AnswerError) -> String? {
        guard let value = object[name], !value.isNull else { return nil }
        let text = try string(name)
        return text.unicodeScalars.contains { !ScalarClass.isSpace($0.value) } ? text : nil
    }

    func bool(_ name: String) throws(AnswerError) -> Bool {
        guard let value = object[name]?.bool else { throw AnswerError("\(place(name)) must be true or false") }
        return value
    }

    /// A probability; what lies outside of 0 to 1 is moved to the nearer end.
    func probability(_ name: String) throws(AnswerError) -> Double {
        guard let value = object[name]?.number else { throw AnswerError("\(place(name)) must be a number") }
        return min(1, max(0, value))
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(AnswerError) -> Int {
        guard let value = object[name]?.integer, range.contains(value) else {
            throw AnswerError("\(place(name)) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Word.Type = Word.self
    ) throws(AnswerError) -> Word {
        guard let text = object[name]?.string, let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw AnswerError("\(place(name)) must be one of \(words)")
        }
        return word
    }

    func optionalWord<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Word.Type = Word.self
    ) throws(AnswerError) -> Word? {
        guard let value = object[name], !value.isNull else { return nil }
        return try word(name, of: type)
    }

    /// One of some words that are known only at run time.
    func choice(_ name: String, of words: [String]) throws(AnswerError) -> String {
        guard let text = object[name]?.string, words.contains(text) else {
            throw AnswerError("\(place(name)) must be one of \(words.joined(separator: ", "))")
        }
        return text
    }

    /// The objects of a list, each with exactly the given members.
    func items(_ name: String, members: [String]) throws(AnswerError) -> [AnswerReader] {
        guard let elements = object[name]?.array else { throw AnswerError("\(place(name)) must be a list") }
        guard elements.count <= Self.maximumItems else { throw AnswerError("\(place(name)) has too many items") }
        var readers: [AnswerReader] = []
        readers.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            readers.append(try AnswerReader(element, path: "\(place(name))[\(index)]", members: members))
        }
        return readers
    }

    /// The objects of a list by their `id`, each of which was shown and is there once.
    func items(
        _ name: String, members: [String], byID shown: some Sequence<String>
    ) throws(AnswerError) -> [String: AnswerReader] {
        let shown = Set(shown)
        var readers: [String: AnswerReader] = [:]
        for item in try items(name, members: members) {
            let id = try item.string("id")
            guard shown.contains(id) else { throw item.unknown("id") }
            guard readers.updateValue(item, forKey: id) == nil else { throw AnswerError("\(id) is judged twice") }
        }
        return readers
    }

    func object(_ name: String, members: [String]) throws(AnswerError) -> AnswerReader {
        try AnswerReader(object[name] ?? .null, path: place(name), members: members)
    }

    /// The error for a member that names nothing in the task.
    func unknown(_ name: String) -> AnswerError { AnswerError("\(place(name)) names nothing that was shown") }

    private func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
