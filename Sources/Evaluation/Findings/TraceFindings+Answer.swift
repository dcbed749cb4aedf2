extension TraceFindings {
    /// Reads and verifies an answer to `task`.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema, names what was not shown or answers twice.
    package init(task: TraceTask, answer: String) throws(AnswerError) {
        isSuspicious = task.isSuspicious
        var members = ["reasoning"]
        if task.aspects.contains(.goals) { members.append("goals") }
        if task.aspects.contains(.steps) { members.append("steps") }
        if task.aspects.contains(.calls) { members += task.tools.isEmpty ? ["calls"] : ["calls", "unused"] }
        if task.asksForPlan { members.append("plan") }
        if task.aspects.contains(.gaps) { members.append("gaps") }
        let reader = try AnswerReader(answer: answer, members: members)
        _ = try reader.string("reasoning")
        var quotes = TraceQuotes(task.lines)
        if task.aspects.contains(.goals) { try readGoals(reader, task, &quotes) }
        if task.aspects.contains(.steps) { try readSteps(reader, task, &quotes) }
        if task.aspects.contains(.calls) {
            try readCalls(reader, task, &quotes)
            if !task.tools.isEmpty { try readUnused(reader, task) }
        }
        if task.asksForPlan { try readPlan(reader, task, &quotes) }
        if task.aspects.contains(.gaps) { try readGaps(reader) }
        self.quotes = quotes.tally
    }

    /// What counts as met needs a step of the agent that bears it out, by a quote that exists or by its words.
    private mutating func readGoals(
        _ reader: AnswerReader, _ task: TraceTask, _ quotes: inout TraceQuotes
    ) throws(AnswerError) {
        var given: [String: [Goal]] = [:]
        let asked = Set(task.goalIDs)
        for item in try reader.items("goals", members: ["id", "goal", "met", "step", "quote", "p"]) {
            let id = try item.string("id")
            guard asked.contains(id) else { throw item.unknown("id") }
            var goal = Goal(
                id: id, text: try item.string("goal"), met: try item.word("met"), stated: try item.probability("p"),
                quote: .none)
            let step = try Self.step("step", of: item, quotes)
            let quote = try item.optionalString("quote")
            if goal.met == .full || goal.met == .partial {
                if let quote {
                    (goal.quote, goal.proof) = quotes.find(quote, named: step) { _, line in line.kind != .user }
                }
                let isBorneOut = quote == nil && step.map { quotes.bears($0, out: goal.text) } ?? false
                if goal.proof == nil, !isBorneOut {
                    goal.met = .no
                    goal.stated = min(goal.stated, Certainty.unquoted)
                }
            }
            if !task.goals.isEmpty {
                guard given[id] == nil else { throw AnswerError("\(id) is answered twice") }
                // The operator's goal is a goal, and its wording is the operator's.
                goal.text = task.goals.first { $0.id == id }?.text ?? goal.text
                if goal.met == .none { goal.met = .no }
            }
            given[id, default: []].append(goal)
        }
        let isSilent = given.values.allSatisfy { $0.allSatisfy { $0.met == .none } }
        if isSilent, task.goals.isEmpty, task.lines.contains(where: Self.asks), !given.isEmpty {
            throw AnswerError("goals must name at least one thing that the user's messages ask for")
        }
        for id in task.goalIDs {
            let text = task.goals.first { $0.id == id }?.text ?? task.lines.first { $0.id == id }?.text ?? id
            goals +=
                given[id].map(Self.distinct)
                ?? [Goal(id: id, text: text, met: .no, stated: Self.missingProbability, quote: .none, isMissing: true)]
        }
    }

    /// A message that asks a question or says as much as a request does.
    static func asks(_ line: TraceTask.Line) -> Bool {
        line.kind == .user && (line.text.contains("?") || TokenizedText(line.text).words.count(where: \.isContent) >= 4)
    }

    /// Of goals in the same words the one that is met least stands, so that repeating gains nothing.
    private static func distinct(_ goals: [Goal]) -> [Goal] {
        var places: [[Int]: Int] = [:]
        var kept: [Goal] = []
        for goal in goals {
            let key = TokenizedText(goal.text).words.map(\.key)
            if let place = places[key] {
                if goal.met.credit < kept[place].met.credit { kept[place] = goal }
            } else {
                places[key] = kept.count
                kept.append(goal)
            }
        }
        return kept
    }

    private mutating func readSteps(
        _ reader: AnswerReader, _ task: TraceTask, _ quotes: inout TraceQuotes
    ) throws(AnswerError) {
        var given: [String: Step] = [:]
        for item in try reader.items("steps", members: ["id", "role", "quote", "p"]) {
            let id = try Self.agentStep(of: item, task, quotes)
            guard given[id] == nil else { throw AnswerError("\(id) is answered twice") }
            var step = Step(id: id, role: try item.word("role"), stated: try item.probability("p"), quote: .none)
            if let quote = try item.optionalString("quote") {
                (step.quote, step.passage) = quotes.find(quote, named: id) { _, line in line.id == id }
                if step.role == .needed, step.passage == nil {
                    step.role = .redundant
                    step.stated = min(step.stated, Certainty.unquoted)
                }
            }
            given[id] = step
        }
        steps = task.steps.map { line in
            given[line.id]
                ?? Step(
                    id: line.id, role: .redundant, stated: Self.missingProbability, quote: .none, isMissing: true)
        }
    }

    /// Arguments must come from somewhere: from words said before the call.
    private mutating func readCalls(
        _ reader: AnswerReader, _ task: TraceTask, _ quotes: inout TraceQuotes
    ) throws(AnswerError) {
        var given: [String: Call] = [:]
        for item in try reader.items("calls", members: ["id", "choice", "arguments", "quote", "p"]) {
            let id = try Self.agentStep(of: item, task, quotes)
            guard given[id] == nil else { throw AnswerError("\(id) is answered twice") }
            guard let place = quotes.place(of: id), task.lines[place].kind == .call else { throw item.unknown("id") }
            var call = Call(
                id: id, choice: try item.word("choice"), arguments: try item.word("arguments"),
                stated: try item.probability("p"), quote: .none,
                overlap: quotes.overlap(of: task.lines[place].values, before: place))
            if let quote = try item.optionalString("quote") {
                (call.quote, call.passage) = quotes.find(quote, named: nil) { other, _ in other < place }
                if call.arguments == .right, call.passage == nil, call.overlap < 0.5 {
                    call.arguments = .partly
                    call.stated = min(call.stated, Certainty.unquoted)
                }
            }
            given[id] = call
        }
        calls = task.calls.map { line in
            given[line.id]
                ?? Call(
                    id: line.id, choice: .wrong, arguments: .wrong, stated: Self.missingProbability, quote: .none,
                    overlap: 0, isMissing: true)
        }
    }

    private mutating func readUnused(_ reader: AnswerReader, _ task: TraceTask) throws(AnswerError) {
        let shown = Set(task.tools.map(\.id))
        var seen: Set<String> = []
        for item in try reader.items("unused", members: ["id", "need", "p"]) {
            let tool = Unused(
                id: try item.string("id"), need: try item.string("need"), stated: try item.probability("p"))
            guard shown.contains(tool.id) else { throw item.unknown("id") }
            if seen.insert(tool.id).inserted { unused.append(tool) }
        }
    }

    /// A line's id or nil; an id that was not shown is an error.
    static func step(_ name: String, of item: AnswerReader, _ quotes: TraceQuotes) throws(AnswerError) -> String? {
        guard let id = try item.optionalString(name) else { return nil }
        guard quotes.place(of: id) != nil else { throw item.unknown(name) }
        return id
    }

    private static func agentStep(
        of item: AnswerReader, _ task: TraceTask, _ quotes: TraceQuotes
    ) throws(AnswerError) -> String {
        guard let id = try step("id", of: item, quotes), let place = quotes.place(of: id),
            task.lines[place].kind != .user
        else { throw item.unknown("id") }
        return id
    }
}
