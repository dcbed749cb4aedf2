internal import Evaluation
internal import JSON

/// Answers questions about summaries: the sentences of the source whose words occur most in it are its key points.
struct OfflineSummary {
    /// Shares of a key point's or a question's words from which a text holds it, and holds it in part, 0...1.
    private static let heldShare = 0.7
    private static let partlyHeldShare = 0.4

    private let task: SummaryTask
    private let source: [LexicalText]
    private let summary: [LexicalText]

    init(_ task: SummaryTask) {
        self.task = task
        source = SentenceSplitter().split(task.source).map { LexicalText($0.text) }.filter { !$0.contentSet.isEmpty }
        summary = SentenceSplitter().split(task.summary).map { LexicalText($0.text) }
    }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        var object: JSONObject = ["reasoning": "Compared by shared words, without a language model."]
        guard task.questions.isEmpty else {
            object.append("questions", .array(task.questions.map(said)))
            return object
        }
        let points = Array(zip(1..., keySentences))
        object.append(
            "points",
            .array(
                points.map { number, sentence in
                    ["id": .string("k\(number)"), "point": .string(sentence.text), "quote": .string(sentence.text)]
                }))
        object.append("coverage", .array(points.map { covered("k\($0)", $1) }))
        return object
    }

    /// The sentences with the most frequent words, in their order; the earlier of equals.
    private var keySentences: [LexicalText] {
        var counts: [Int: Int] = [:]
        for sentence in source { for stem in sentence.contentSet { counts[stem, default: 0] += 1 } }
        let weights = source.map { sentence in
            Double(sentence.contentSet.reduce(0) { $0 + (counts[$1] ?? 0) }) / Double(4 + sentence.contentSet.count)
        }
        let best = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }.prefix(task.points)
        return best.sorted().map { source[$0] }
    }

    private func covered(_ id: String, _ point: LexicalText) -> JSONValue {
        let best = summary.max { $0.share(of: point.contentSet) < $1.share(of: point.contentSet) }
        let share = best?.share(of: point.contentSet) ?? 0
        let covered: SummaryTask.Covered =
            share >= Self.heldShare ? .full : share >= Self.partlyHeldShare ? .partial : .no
        return [
            "id": .string(id), "quote": covered == .no ? nil : best.map { .string($0.text) } ?? nil,
            "covered": .string(covered.rawValue), "p": OfflineJudge.confidence,
        ]
    }

    private func said(to question: NumberedText) -> JSONValue {
        let wanted = LexicalText(question.text)
        let (source, sourceQuote) = answer(to: wanted, in: source)
        let (summary, summaryQuote) = answer(to: wanted, in: summary)
        return [
            "id": .string(question.id), "source_quote": sourceQuote.map { .string($0) } ?? nil,
            "source": .string(source.rawValue), "summary_quote": summaryQuote.map { .string($0) } ?? nil,
            "summary": .string(summary.rawValue), "p": OfflineJudge.confidence,
        ]
    }

    private func answer(
        to question: LexicalText, in sentences: [LexicalText]
    ) -> (answer: SummaryTask.Answer, quote: String?) {
        let best = sentences.max { $0.share(of: question.contentSet) < $1.share(of: question.contentSet) }
        guard let best, best.share(of: question.contentSet) >= Self.heldShare else { return (.unstated, nil) }
        return (best.isNegated == question.isNegated ? .yes : .no, best.text)
    }
}
