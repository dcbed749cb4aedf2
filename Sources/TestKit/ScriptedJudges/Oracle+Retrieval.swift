import Evaluation
import JSON

extension Oracle {
    /// By words: a sentence is attributable when one passage holds all its words, a chunk useful when it holds most of
    /// the words of a sentence, a passage relevant when it shares one with the input.
    func answer(_ task: RetrievalTask) -> JSONObject {
        var object: JSONObject = ["reasoning": "Compared word by word."]
        if task.aspects.contains(.usefulness) {
            object["chunks"] = .array(
                task.chunks.map { chunk -> JSONValue in
                    let found = task.expected.compactMap { nearest(to: $0.text, in: [chunk]) }
                    let best = found.max { $0.share < $1.share }
                    let isUseful = (best?.share ?? 0) >= 0.75
                    let use = isUseful ? "useful" : best == nil ? "unrelated" : "related"
                    return [
                        "id": .string(chunk.id), "quote": isUseful ? .string(best?.quote ?? "") : .null,
                        "use": .string(use), "p": .number(certainty),
                    ]
                })
        }
        if task.aspects.contains(.attribution) {
            object["sentences"] = .array(
                task.expected.map { sentence -> JSONValue in
                    let best = nearest(to: sentence.text, in: task.chunks)
                    let isHeld = best?.share == 1
                    let attribution =
                        Self.stems(sentence.text).isEmpty
                        ? "states_nothing" : isHeld ? "attributable" : "not_attributable"
                    return [
                        "id": .string(sentence.id), "eid": isHeld ? .string(best?.id ?? "") : .null,
                        "quote": isHeld ? .string(best?.quote ?? "") : .null, "attribution": .string(attribution),
                        "p": .number(certainty),
                    ]
                })
        }
        if task.aspects.contains(.relevance) {
            let wanted = Self.stems(task.input ?? "")
            object["passages"] = .array(
                task.chunks.flatMap(\.passages).map { passage -> JSONValue in
                    let isRelevant = !Self.stems(passage.text).isDisjoint(with: wanted)
                    return [
                        "id": .string(passage.id), "quote": isRelevant ? .string(passage.text) : .null,
                        "relevant": .bool(isRelevant), "p": .number(certainty),
                    ]
                })
        }
        return object
    }

    /// The passage that shares most words with a text; nil when none shares any.
    private func nearest(
        to text: String, in chunks: [RetrievalTask.Chunk]
    ) -> (share: Double, id: String, quote: String)? {
        let wanted = Self.stems(text)
        var best: (share: Double, id: String, quote: String)?
        for chunk in chunks {
            for passage in chunk.passages {
                let shared = Self.stems(passage.text).intersection(wanted).count
                let share = wanted.isEmpty ? 0 : Double(shared) / Double(wanted.count)
                if share > best?.share ?? 0 { best = (share, chunk.id, passage.text) }
            }
        }
        return best
    }
}
