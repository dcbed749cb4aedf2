import Evaluation

/// Whether a task's texts ask their judge for a good verdict.
enum Persuasion {
    private static let phrases = [
        "ignore all previous", "ignore previous", "mark every claim", "as supported", "give a score", "score of 1",
        "rate this", "you are the evaluator", "dear evaluator", "note to the judge",
    ]

    static func isIn(_ task: JudgeTask) -> Bool {
        texts(of: task).contains { isIn($0) }
    }

    static func isIn(_ text: String) -> Bool {
        let text = text.lowercased()
        return phrases.contains { text.contains($0) }
    }

    private static func texts(of task: JudgeTask) -> [String] {
        switch task {
        case .grounding(let task): [task.input ?? ""] + task.sentences.map(\.text) + task.evidence.map(\.text)
        case .extraction(let task): task.sentences.map(\.text)
        case .safety(let task): [task.input ?? ""] + task.sentences.map(\.text)
        case .retrieval(let task): [task.input ?? ""] + task.chunks.map(\.text) + task.expected.map(\.text)
        case .summary(let task): [task.source, task.summary]
        case .conversation(let task): task.lines.map(\.text)
        case .trace(let task): task.lines.map(\.text)
        case .checklist(let task): task.parts.map(\.text)
        case .steps(let task): [task.criteria]
        case .criteria(let task): task.parts.map(\.text)
        case .battle(let task): [task.input, task.first, task.second]
        }
    }
}
