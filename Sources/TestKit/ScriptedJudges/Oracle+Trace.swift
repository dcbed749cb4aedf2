import Evaluation
import JSON

extension Oracle {
    /// A goal is met by the step that shares its words; a step is needed unless it stood there before; arguments are
    /// right when their words were said before; a plan is the lines under "Plan:".
    func answer(_ task: TraceTask) -> JSONObject {
        var object: JSONObject = ["reasoning": "Compared word by word."]
        if task.aspects.contains(.goals) { object["goals"] = .array(task.goalIDs.map { goal($0, task) }) }
        if task.aspects.contains(.steps) { object["steps"] = .array(task.steps.map { step($0, task) }) }
        if task.aspects.contains(.calls) {
            object["calls"] = .array(task.calls.map { call($0, task) })
            if !task.tools.isEmpty { object["unused"] = [] }
        }
        if task.asksForPlan { object["plan"] = .array(plan(task)) }
        if task.aspects.contains(.gaps) { object["gaps"] = [] }
        return object
    }

    private func goal(_ id: String, _ task: TraceTask) -> JSONValue {
        let text = task.goals.first { $0.id == id }?.text ?? task.lines.first { $0.id == id }?.text ?? ""
        let (step, share) = best(text, task.lines.filter { $0.kind != .user })
        let met = share >= 0.6 ? "full" : share >= 0.3 ? "partial" : "no"
        return [
            "id": .string(id), "goal": .string(text), "met": .string(met),
            "step": met == "no" ? .null : .string(step?.id ?? ""),
            "quote": met == "no" ? .null : .string(Self.quote(step?.text ?? "")), "p": .number(certainty),
        ]
    }

    private func step(_ line: TraceTask.Line, _ task: TraceTask) -> JSONValue {
        let first = task.steps.first { $0.text == line.text }
        let isRepeat = first.map { $0.id != line.id } ?? false
        return [
            "id": .string(line.id), "role": isRepeat ? "redundant" : "needed",
            "quote": .string(Self.quote(line.text)), "p": .number(certainty),
        ]
    }

    private func call(_ line: TraceTask.Line, _ task: TraceTask) -> JSONValue {
        let before = task.lines.prefix { $0.id != line.id }
        let wanted = Self.stems(line.values)
        let source = before.max { left, right in
            Self.stems(left.text).intersection(wanted).count < Self.stems(right.text).intersection(wanted).count
        }
        let said = before.reduce(into: Set<Int>()) { $0.formUnion(Self.stems($1.text)) }
        let isRight = wanted.isSubset(of: said)
        let isQuoted = isRight && !wanted.isEmpty
        return [
            "id": .string(line.id), "choice": "right", "arguments": isRight ? "right" : "wrong",
            "quote": isQuoted ? .string(Self.quote(source?.text ?? "")) : .null, "p": .number(certainty),
        ]
    }

    private func plan(_ task: TraceTask) -> [JSONValue] {
        var items = task.plan.map {
            (id: $0.id, text: $0.text, source: JSONValue.null, quote: JSONValue.null, from: -1)
        }
        if items.isEmpty {
            for (place, line) in task.lines.enumerated() where line.kind == .message && line.text.hasPrefix("Plan:") {
                for part in line.text.split(separator: "\n").dropFirst() {
                    let text = String(part)
                    items.append(("p\(items.count + 1)", text, .string(line.id), .string(text), place))
                }
            }
        }
        return items.map { item in
            let later = task.lines.enumerated().filter { $0.offset > item.from && $0.element.kind != .user }
            let (step, share) = best(item.text, later.map(\.element))
            let isDone = share >= 0.5
            return [
                "id": .string(item.id), "text": .string(item.text), "source": item.source, "quote": item.quote,
                "value": "sound", "done": isDone ? "yes" : "no", "step": isDone ? .string(step?.id ?? "") : .null,
                "proof": isDone ? .string(Self.quote(step?.text ?? "")) : .null, "p": .number(certainty),
            ]
        }
    }

    private func best(_ text: String, _ lines: [TraceTask.Line]) -> (TraceTask.Line?, Double) {
        let wanted = Self.stems(text)
        guard !wanted.isEmpty else { return (nil, 0) }
        let shares = lines.map { Self.stems($0.text).intersection(wanted).count }
        guard let place = shares.indices.max(by: { (shares[$0], $1) < (shares[$1], $0) }) else { return (nil, 0) }
        return (lines[place], Double(shares[place]) / Double(wanted.count))
    }

    /// How a line begins.
    private static func quote(_ text: String) -> String {
        text.split(separator: "\n").first.map { String($0.prefix(120)) } ?? text
    }
}
