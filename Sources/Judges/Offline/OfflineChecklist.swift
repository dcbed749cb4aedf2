internal import Evaluation
internal import JSON

/// Answers closed questions by how much of their wording the judged text holds.
struct OfflineChecklist {
    /// Shares of a question's content words from which it counts as met, and as met in part, 0...1.
    private static let metShare = 0.8
    private static let partlyMetShare = 0.5

    private let task: ChecklistTask
    private let sentences: [LexicalText]
    private let words: Set<Int>

    init(_ task: ChecklistTask) {
        self.task = task
        let judged = task.parts.filter { $0.label == "actual_output" }
        sentences = (judged.isEmpty ? task.parts : judged).flatMap { part in
            SentenceSplitter().split(part.text).map { LexicalText($0.text) }
        }
        words = sentences.reduce(into: []) { $0.formUnion($1.contentSet) }
    }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        let items = task.items.map { item -> JSONValue in
            let (choice, wanted) = choice(for: item)
            let best = sentences.max { $0.share(of: wanted) < $1.share(of: wanted) }
            let quote = best.flatMap { $0.share(of: wanted) > 0 && choice != Self.no ? $0.text : nil }
            return [
                "id": .string(item.id), "quote": quote.map { .string($0) } ?? nil, "choice": .string(choice),
                "p": OfflineJudge.confidence,
            ]
        }
        return ["reasoning": "Compared by shared words, without a language model.", "items": .array(items)]
    }

    private static let yes = ChecklistTask.Choice.yes.rawValue
    private static let partial = ChecklistTask.Choice.partial.rawValue
    private static let no = ChecklistTask.Choice.no.rawValue

    /// A choice with the words that speak for it.
    private func choice(for item: ChecklistTask.Item) -> (choice: String, wanted: Set<Int>) {
        let asked = LexicalText(item.question).contentSet
        if item.choices.contains(Self.yes), item.choices.contains(Self.no) {
            let share = asked.isEmpty ? 0 : Double(asked.intersection(words).count) / Double(asked.count)
            if share >= Self.metShare { return (Self.yes, asked) }
            if share >= Self.partlyMetShare, item.choices.contains(Self.partial) { return (Self.partial, asked) }
            return (Self.no, asked)
        }
        let named = item.choices.map { (choice: $0, wanted: LexicalText($0).contentSet) }
        let shares = named.map { $0.wanted.intersection(words).count }
        let best = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }
        return best.map { named[$0] } ?? (item.choices.first ?? Self.no, [])
    }
}
