internal import Evaluation

/// A text with the views of its words that the offline judge compares by.
struct LexicalText {
    let text: String
    let tokens: TokenizedText
    /// Stems of words that carry content, negations left out, in order.
    let content: [Int]
    let contentSet: Set<Int>

    init(_ text: String) {
        self.text = text
        tokens = TokenizedText(text)
        content = tokens.words.filter { $0.isContent && !$0.isNegation }.map(\.stem)
        contentSet = Set(content)
    }

    /// Whether an odd number of words turns the statement around.
    var isNegated: Bool { tokens.words.count { $0.isNegation } % 2 == 1 }

    /// Whether it ends as a question does.
    var isQuestion: Bool { tokens.original.scalars.last { $0 > 0x20 }.map { $0 == 0x3F || $0 == 0xFF1F } ?? false }

    /// Stems of words that look like names.
    var names: Set<Int> { Set(tokens.words.lazy.filter { $0.isNamed && $0.isContent }.map(\.stem)) }

    /// Keys of all words in order, function words too.
    var keys: [Int] { tokens.words.map(\.key) }

    /// Share of `wanted` that occurs here, 0...1; 0 when nothing is wanted.
    func share(of wanted: Set<Int>) -> Double {
        wanted.isEmpty ? 0 : Double(wanted.intersection(contentSet).count) / Double(wanted.count)
    }
}
