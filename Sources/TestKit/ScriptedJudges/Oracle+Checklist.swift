import Evaluation
import JSON

extension Oracle {
    /// By words: as much of the question as the answer holds; of choices of another kind the one it speaks of most.
    func answer(_ task: ChecklistTask) -> JSONObject {
        let judged = task.parts.first { $0.label == "actual_output" } ?? task.parts.first
        let sentences = SentenceSplitter().split(judged?.text ?? "").map(\.text)
        return [
            "reasoning": "Compared word by word.",
            "items": .array(task.items.map { answer($0, sentences) }),
        ]
    }

    private func answer(_ item: ChecklistTask.Item, _ sentences: [String]) -> JSONValue {
        let offered = Self.stems(sentences.joined(separator: " "))
        var wanted = Self.stems(item.question)
        wanted.subtract(Self.stems("Does actual_output the answer follow this instruction mention say state name is"))
        var choice = item.choices[0]
        if item.choices.contains("yes"), item.choices.contains("no") {
            let share = wanted.isEmpty ? 1 : Double(wanted.intersection(offered).count) / Double(wanted.count)
            choice = share == 1 ? "yes" : share >= 0.5 && item.choices.contains("partial") ? "partial" : "no"
        } else {
            let shared = item.choices.map { Self.stems($0).intersection(offered).count }
            if let best = shared.indices.max(by: { (shared[$0], $1) < (shared[$1], $0) }) {
                choice = item.choices[best]
            }
            wanted = Self.stems(choice)
        }
        let best = sentences.max {
            Self.stems($0).intersection(wanted).count < Self.stems($1).intersection(wanted).count
        }
        let isQuoted = choice != "no" && !wanted.isDisjoint(with: Self.stems(best ?? ""))
        return [
            "id": .string(item.id), "quote": isQuoted ? best.map { .string($0) } ?? .null : .null,
            "choice": .string(choice), "p": .number(certainty),
        ]
    }
}
