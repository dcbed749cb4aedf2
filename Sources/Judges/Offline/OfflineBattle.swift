internal import Evaluation
internal import JSON

/// Compares two answers by how well they cover the question; length counts for neither.
///
/// Every measure is taken of each side alone, so exchanging the sides exchanges the verdicts.
struct OfflineBattle {
    private let task: BattleTask

    /// What is measured of one side, each 0...1.
    private struct Side {
        /// How much of the question is addressed.
        var coverage = 0.0
        /// Share of sentences that bear on the question.
        var focus = 0.0
        /// Share of words that are not said twice in a row of sentences.
        var clarity = 0.0
        var isEmpty = true
        var text = LexicalText("")
    }

    init(_ task: BattleTask) { self.task = task }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        let first = side(task.first)
        let second = side(task.second)
        let overall = overall(first, second)
        let criteria = task.yardstick.aspects.map { aspect -> JSONValue in
            let better = preference(measure(aspect, first), measure(aspect, second))
            return [
                "name": .string(aspect.id), "better": .string(better.rawValue), "quote_a": nil, "quote_b": nil,
                "p": OfflineJudge.confidence,
            ]
        }
        return [
            "reasoning": "Compared by shared words, without a language model.",
            "criteria": .array(criteria), "overall": .string(overall.rawValue), "p": OfflineJudge.confidence,
        ]
    }

    private func side(_ text: String) -> Side {
        let sentences = NumberedText.sentences(of: text).map { (id: $0.id, text: LexicalText($0.text)) }
        guard sentences.contains(where: { !$0.text.tokens.words.isEmpty }) else { return Side() }
        let relevancy = OfflineRelevancy(input: task.input, sentences: sentences)
        var side = Side(isEmpty: false, text: LexicalText(text))
        side.coverage = relevancy.response == .refusal ? 0 : relevancy.coverage
        side.focus = relevancy.focus
        let distinct = Set(sentences.map(\.text.keys)).count
        side.clarity = Double(distinct) / Double(sentences.count)
        return side
    }

    /// A step in the client's words is met as far as its words are there.
    private func measure(_ aspect: NumberedText, _ side: Side) -> Double {
        switch task.yardstick.criteria == nil ? BattleTask.Criterion(rawValue: aspect.id) : nil {
        // Truth is beyond words; only an answer that is none loses here.
        case .correctness: side.isEmpty ? 0 : 1
        case .relevance: side.focus
        case .completeness: side.coverage
        case .clarity: side.clarity
        case nil: side.text.share(of: LexicalText(aspect.text).contentSet)
        }
    }

    private func total(_ side: Side) -> Double {
        if side.isEmpty { return 0 }
        guard task.yardstick.criteria != nil else {
            return 0.6 * side.coverage + 0.3 * side.focus + 0.1 * side.clarity
        }
        let aspects = task.yardstick.aspects
        return aspects.reduce(0) { $0 + measure($1, side) } / Double(max(1, aspects.count))
    }

    /// Something beats nothing, whatever it is.
    private func overall(_ first: Side, _ second: Side) -> BattleTask.Preference {
        if first.isEmpty != second.isEmpty { return first.isEmpty ? .second : .first }
        return preference(total(first), total(second))
    }

    private func preference(_ first: Double, _ second: Double) -> BattleTask.Preference {
        abs(first - second) < 0.15 ? .tie : first > second ? .first : .second
    }
}
