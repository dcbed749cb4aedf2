internal import Evaluation

/// A list of words or phrases that texts are searched for, compared as tokens.
struct PhraseList: Sendable {
    /// The rest of each phrase under its first word.
    private let rests: [Int: [[Int]]]

    /// - Parameter list: phrases separated by `|`.
    init(_ list: String) {
        var rests: [Int: [[Int]]] = [:]
        for phrase in list.split(separator: "|") {
            let keys = TokenizedText(String(phrase)).words.map(\.key)
            if let first = keys.first { rests[first, default: []].append(Array(keys.dropFirst())) }
        }
        self.rests = rests
    }

    /// Whether a phrase occurs among the words, or at their very start. Linear time.
    func occurs(in keys: [Int], atStart: Bool = false) -> Bool {
        keys.indices.prefix(atStart ? 1 : keys.count).contains { place in
            rests[keys[place]]?.contains { keys[(place + 1)...].starts(with: $0) } ?? false
        }
    }
}

/// A set of single words, compared by their stems.
struct StemSet: Sendable {
    let stems: Set<Int>

    init(_ words: String) { stems = Set(TokenizedText(words).words.map(\.stem)) }
}
