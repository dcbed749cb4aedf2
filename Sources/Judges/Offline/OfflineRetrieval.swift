internal import Evaluation
internal import JSON

/// Answers questions about retrieved chunks by the words they share with the expected output and with the input.
struct OfflineRetrieval {
    /// Content words of an expected sentence that a chunk must hold to count as useful, 0...1.
    private static let usefulShare = 0.6
    /// Content words of the input that a passage must hold to count as relevant, 0...1.
    private static let relevantShare = 0.3

    private let task: RetrievalTask
    private let passages: [(chunk: RetrievalTask.Chunk, id: String, text: LexicalText)]
    private let expected: [(id: String, text: LexicalText)]
    private let input: LexicalText

    init(_ task: RetrievalTask) {
        self.task = task
        passages = task.chunks.flatMap { chunk in chunk.passages.map { (chunk, $0.id, LexicalText($0.text)) } }
        expected = task.expected.map { ($0.id, LexicalText($0.text)) }
        input = LexicalText(task.input ?? "")
    }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        var object: JSONObject = ["reasoning": "Compared by words, numbers and negations, without a language model."]
        if task.aspects.contains(.usefulness) { object.append("chunks", .array(task.chunks.map(use))) }
        if task.aspects.contains(.attribution) {
            let facts = FactIndex(task.chunks.map { NumberedText(id: $0.id, text: $0.text) })
            object.append("sentences", .array(expected.map { attribution($0.id, $0.text, facts) }))
        }
        if task.aspects.contains(.relevance) {
            object.append("passages", .array(passages.map { relevance($0.id, $0.text) }))
        }
        return object
    }

    private func use(of chunk: RetrievalTask.Chunk) -> JSONValue {
        var best = (share: 0.0, quote: "")
        for passage in passages where passage.chunk.id == chunk.id {
            let share = expected.map { passage.text.share(of: $0.text.contentSet) }.max() ?? 0
            if share > best.share { best = (share, passage.text.text) }
        }
        let use: RetrievalTask.Use =
            best.share >= Self.usefulShare ? .useful : best.share > 0 ? .related : .unrelated
        return [
            "id": .string(chunk.id), "quote": use == .useful ? .string(best.quote) : nil, "use": .string(use.rawValue),
            "p": OfflineJudge.confidence,
        ]
    }

    private func attribution(_ id: String, _ sentence: LexicalText, _ facts: FactIndex) -> JSONValue {
        let statesNothing = sentence.contentSet.isEmpty || sentence.isQuestion || Courtesy.isCourtesy(sentence)
        let fact =
            statesNothing
            ? nil
            : facts.candidates(for: sentence).first { fact in
                ClaimCheck(claim: sentence, evidence: fact.text).verdict == .supports
            }
        let attribution: RetrievalTask.Attribution =
            statesNothing ? .statesNothing : fact == nil ? .notAttributable : .attributable
        return [
            "id": .string(id), "eid": fact.map { .string($0.chunk.id) } ?? nil,
            "quote": fact.map { .string($0.text.text) } ?? nil, "attribution": .string(attribution.rawValue),
            "p": OfflineJudge.confidence,
        ]
    }

    private func relevance(_ id: String, _ passage: LexicalText) -> JSONValue {
        let isRelevant = passage.share(of: input.contentSet) >= Self.relevantShare
        return [
            "id": .string(id), "quote": isRelevant ? .string(passage.text) : nil, "relevant": .bool(isRelevant),
            "p": OfflineJudge.confidence,
        ]
    }
}
