import JSON

/// A question as the judge reads it: texts under labels, and which members the answer must have.
struct JudgeQuestion: Sendable {
    private let texts: [(label: String, text: String)]
    private let asked: [String]

    /// - Parameters:
    ///   - prompt: lines of `label: "JSON string"`; other lines are fences.
    ///   - asked: members of the answer's schema.
    init(_ prompt: String, asked: [String]) {
        texts = prompt.split(separator: "\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":"),
                let value = try? JSONReader.read(String(line[line.index(after: colon)...])), let text = value.string
            else { return nil }
            return (String(line[..<colon]), text)
        }
        self.asked = asked
    }

    func asks(for member: String) -> Bool { asked.contains(member) }

    /// The text under a label; empty when there is none.
    subscript(_ label: String) -> String { texts.first { $0.label == label }?.text ?? "" }

    /// Texts numbered behind a prefix: `s1`, `s2`, ….
    func numbered(_ prefix: String) -> [(id: String, text: String)] {
        texts.filter { $0.label.hasPrefix(prefix) && Int($0.label.dropFirst(prefix.count)) != nil }
            .map { ($0.label, $0.text) }
    }
}

/// The words of a text as a truthful but simple reader compares them.
struct JudgeWords: Sendable {
    /// Content words in lower case, function words left out.
    let content: Set<String>
    let numbers: Set<String>

    private static let function: Set<String> = [
        "about", "also", "and", "are", "can", "did", "does", "for", "from", "had", "has", "have", "how", "into", "its",
        "may", "not", "our", "that", "the", "their", "them", "there", "they", "this", "was", "were", "what", "when",
        "where", "which", "who", "why", "will", "with", "would", "you", "your",
    ]

    init(_ text: String) {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        numbers = Set(words.filter { $0.contains(where: \.isNumber) })
        content = Set(words.filter { $0.count > 2 && !$0.contains(where: \.isNumber) }).subtracting(Self.function)
    }

    var isEmpty: Bool { content.isEmpty && numbers.isEmpty }

    /// Share of these words that another text has, 0 to 1.
    func share(in other: JudgeWords) -> Double {
        content.isEmpty ? 0 : Double(content.intersection(other.content).count) / Double(content.count)
    }

    /// At most fifteen words from the start of a text, as it has them.
    static func quote(_ text: String) -> JSONValue {
        let words = text.split(separator: " ").prefix(15)
        guard let first = words.first, let last = words.last else { return .null }
        return .string(String(text[first.startIndex..<last.endIndex]))
    }
}
