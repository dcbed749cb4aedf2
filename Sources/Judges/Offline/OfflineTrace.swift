internal import Evaluation
internal import JSON

/// Answers trace tasks by comparing words.
///
/// A goal is met by the step that speaks of it, a step is redundant when it repeats another, arguments are right when
/// their words were said before the call. Plans are recognised only where the operator gives them or the agent writes
/// "plan" above a list.
struct OfflineTrace {
    private let task: TraceTask
    private let lines: [LexicalText]

    /// Shares of a text's words that a step must hold, 0 to 1.
    private static let full = 0.6
    private static let partial = 0.3

    init(_ task: TraceTask) {
        self.task = task
        lines = task.lines.map { LexicalText($0.text) }
    }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        var object: JSONObject = ["reasoning": "Compared by words, without a language model."]
        if task.aspects.contains(.goals) { object.append("goals", .array(task.goalIDs.map(goal))) }
        if task.aspects.contains(.steps) { object.append("steps", .array(steps)) }
        if task.aspects.contains(.calls) {
            object.append("calls", .array(calls))
            if !task.tools.isEmpty { object.append("unused", []) }
        }
        if task.asksForPlan { object.append("plan", .array(plan)) }
        if task.aspects.contains(.gaps) { object.append("gaps", []) }
        return object
    }

    private func goal(_ id: String) -> JSONValue {
        let text = task.goals.first { $0.id == id }?.text ?? task.lines.first { $0.id == id }?.text ?? ""
        let goal = LexicalText(text)
        let found = best(for: goal.contentSet, from: 0)
        let met: TraceTask.Met =
            goal.contentSet.isEmpty || Courtesy.isCourtesy(goal)
            ? .none : found.share >= Self.full ? .full : found.share >= Self.partial ? .partial : .no
        let isMet = met == .full || met == .partial
        return [
            "id": .string(id), "goal": .string(String(text.prefix(400))), "met": .string(met.rawValue),
            "step": isMet ? found.step : nil, "quote": isMet ? found.quote : nil, "p": OfflineJudge.confidence,
        ]
    }

    private var steps: [JSONValue] {
        var seen: Set<String> = []
        return task.lines.filter { $0.kind != .user }.compactMap { line in
            let isNew = seen.insert(line.text).inserted
            guard !line.isContext else { return nil }
            let role: TraceTask.Role = isNew ? .needed : .redundant
            return [
                "id": .string(line.id), "role": .string(role.rawValue), "quote": Self.quote(line.text),
                "p": OfflineJudge.confidence,
            ]
        }
    }

    private var calls: [JSONValue] {
        var said: Set<Int> = []
        var calls: [JSONValue] = []
        for (place, line) in task.lines.enumerated() {
            if line.kind == .call, !line.isContext {
                let wanted = LexicalText(line.values).contentSet
                let share = wanted.isEmpty ? 1 : Double(wanted.intersection(said).count) / Double(wanted.count)
                let fit: TraceTask.Fit = share >= Self.full ? .right : share >= Self.partial ? .partly : .wrong
                calls.append([
                    "id": .string(line.id), "choice": .string(TraceTask.Choice.right.rawValue),
                    "arguments": .string(fit.rawValue), "quote": nil, "p": OfflineJudge.confidence,
                ])
            }
            said.formUnion(lines[place].contentSet)
        }
        return calls
    }

    private var plan: [JSONValue] {
        task.plan.isEmpty
            ? announced.enumerated().map { number, item in
                self.item("p\(number + 1)", item.text, source: task.lines[item.place].id, from: item.place + 1)
            }
            : task.plan.map { item($0.id, $0.text, source: nil, from: 0) }
    }

    /// The list under the first line of the agent that speaks of a plan.
    private var announced: [(place: Int, text: String)] {
        for (place, line) in task.lines.enumerated() where line.kind == .message {
            let rows = line.text.split(whereSeparator: \.isNewline).map(String.init)
            guard let head = rows.firstIndex(where: { $0.lowercased().contains("plan") }) else { continue }
            let items = rows[(head + 1)...].filter { $0.first.map { $0.isNumber || "-*•".contains($0) } ?? false }
            if !items.isEmpty { return items.prefix(20).map { (place, $0) } }
        }
        return []
    }

    private func item(_ id: String, _ text: String, source: String?, from start: Int) -> JSONValue {
        let found = best(for: LexicalText(text).contentSet, from: start)
        let done: TraceTask.Done = found.share >= Self.full ? .yes : found.share >= Self.partial ? .partly : .no
        return [
            "id": .string(id), "text": .string(text), "source": source.map { .string($0) } ?? nil,
            "quote": source == nil ? nil : .string(text), "value": .string(TraceTask.Value.sound.rawValue),
            "done": .string(done.rawValue), "step": done == .no ? nil : found.step,
            "proof": done == .no ? nil : found.quote, "p": OfflineJudge.confidence,
        ]
    }

    /// The step that holds most of some words, the last of equals: what is achieved is achieved in the end.
    private func best(for wanted: Set<Int>, from start: Int) -> (share: Double, step: JSONValue, quote: JSONValue) {
        var found = (share: 0.0, step: JSONValue.null, quote: JSONValue.null)
        for (place, line) in task.lines.enumerated() where place >= start && line.kind != .user {
            let share = lines[place].share(of: wanted)
            guard share > 0, share >= found.share else { continue }
            found = (share, .string(line.id), Self.quote(line.text))
        }
        return found
    }

    /// How a text begins.
    private static func quote(_ text: String) -> JSONValue {
        let words = text.split(whereSeparator: \.isWhitespace).prefix(12)
        guard let first = words.first, let last = words.last else { return nil }
        return .string(String(text[first.startIndex..<last.endIndex]))
    }
}
