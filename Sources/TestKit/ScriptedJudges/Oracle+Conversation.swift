import Evaluation
import JSON

extension Oracle {
    /// By words: a turn is relevant when it shares one with the user's last, an intention is met by a reply that shares
    /// half of its words, a sentence with "my" is a fact, and a reply that says "what is your" asks for it again.
    func answer(_ task: ConversationTask) -> JSONObject {
        var object: JSONObject = ["reasoning": "Compared word by word."]
        if task.aspects.contains(.relevancy) {
            object["relevance"] = .array(task.judged.map { relevance($0, of: task) })
        }
        if task.aspects.contains(.completeness) {
            object["intentions"] = .array(task.asked.map { intention($0, of: task) })
        }
        if task.aspects.contains(.retention) {
            let facts = task.lines.filter { $0.role == .user && $0.text.lowercased().contains("my ") }
            object["facts"] = .array(
                facts.map { line in
                    [
                        "id": .string("f\(line.number)"), "turn": .string(line.id), "text": .string(line.text),
                        "quote": .string(line.text), "p": .number(certainty),
                    ]
                })
            object["memory"] = .array(
                task.judged.map { line in
                    let asked = facts.last { fact in
                        fact.number < line.number && line.text.lowercased().contains("what is your")
                            && !Self.stems(line.text).isDisjoint(with: Self.stems(fact.text))
                    }
                    return [
                        "id": .string(line.id), "verdict": asked == nil ? "keeps" : "asks_again",
                        "fact": asked.map { .string("f\($0.number)") } ?? .null,
                        "quote": asked == nil ? .null : .string(line.text), "p": .number(certainty),
                    ]
                })
        }
        if task.aspects.contains(.role) {
            object["conduct"] = .array(
                task.judged.map { line in
                    let isOut = line.text.lowercased().contains("language model")
                    return [
                        "id": .string(line.id), "verdict": isOut ? "out" : "in",
                        "quote": isOut ? .string(line.text) : .null, "p": .number(certainty),
                    ]
                })
        }
        if task.aspects.contains(.topics) { object["units"] = .array(task.units.map { exchange($0, of: task) }) }
        return object
    }

    private func relevance(_ line: ConversationTask.Line, of task: ConversationTask) -> JSONValue {
        let question = task.lines.last { $0.role == .user && $0.number < line.number }
        let isShared = !Self.stems(line.text).isDisjoint(with: Self.stems(question?.text ?? ""))
        return [
            "id": .string(line.id), "verdict": isShared ? "relevant" : "irrelevant",
            "quote": isShared ? .string(line.text) : .null, "p": .number(certainty),
        ]
    }

    private func intention(_ line: ConversationTask.Line, of task: ConversationTask) -> JSONValue {
        let wanted = Self.stems(line.text)
        let reply = task.lines.first { reply in
            reply.role == .assistant && reply.number > line.number
                && 2 * wanted.intersection(Self.stems(reply.text)).count >= wanted.count
        }
        return [
            "id": .string(line.id), "text": .string(line.text), "quote": .string(line.text),
            "met": reply == nil ? "no" : "full", "by": reply.map { .string($0.id) } ?? .null,
            "answer": reply.map { .string($0.text) } ?? .null, "p": .number(certainty),
        ]
    }

    private func exchange(_ unit: ConversationTask.Unit, of task: ConversationTask) -> JSONValue {
        let said = task.lines.filter { unit.users.contains($0.number) }.reduce(into: Set<Int>()) {
            $0.formUnion(Self.stems($1.text))
        }
        let isTopical = task.topics.contains { !said.isDisjoint(with: Self.stems($0)) }
        let reply = task.lines.last { unit.assistants.contains($0.number) }?.text ?? ""
        let isDeclined = RefusalDetector().estimate(reply).probability >= 0.5
        return [
            "id": .string(unit.id), "topic": isTopical ? "relevant" : "irrelevant",
            "reply": isDeclined ? "declined" : "answered", "quote": .string(reply), "p": .number(certainty),
        ]
    }
}
