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
    }

    init(_ task: BattleTask) { self.task = task }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        let first = side(task.first)
        let second = side(task.second)
        let overall = overall(first, second)
        let criteria = BattleTask.Criterion.allCases.map { criterion -> JSONValue in
            let better = preference(measure(criterion, first), measure(criterion, second))
            return [
                "name": .string(criterion.rawValue), "better": .string(better.rawValue), "quote_a": nil, "quote_b": nil,
                "p": OfflineJudge.confidence,
            ]
        }
        return [
            "reasoning": "Compared by coverage of the question, without a language model.",
            "criteria": .array(criteria), "overall": .string(overall.rawValue), "p": OfflineJudge.confidence,
        ]
    }

    private func side(_ text: String) -> Side {
        let sentences = NumberedText.sentences(of: text).map { (id: $0.id, text: LexicalText($0.text)) }
        guard sentences.contains(where: { !$0.text.tokens.words.isEmpty }) else { return Side() }
        let relevancy = OfflineRelevancy(input: task.input, sentences: sentences)
        var side = Side(isEmpty: false)
        side.coverage = relevancy.response == .refusal ? 0 : relevancy.coverage
        side.focus = relevancy.focus
        let distinct = Set(sentences.map(\.text.keys)).count
        side.clarity = Double(distinct) / Double(sentences.count)
        return side
    }

    private func measure(_ criterion: BattleTask.Criterion, _ side: Side) -> Double {
        switch criterion {
        // Truth is beyond words; only an answer that is none loses here.
        case .correctness: side.isEmpty ? 0 : 1
        case .relevance: side.focus
        case .completeness: side.coverage
        case .clarity: side.clarity
        }
    }

    private func total(_ side: Side) -> Double {
        side.isEmpty ? 0 : 0.6 * side.coverage + 0.3 * side.focus + 0.1 * side.clarity
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
