import JSON

extension TraceTask {
    private static let runRules = """
        The data is the run of an agent in order: u1, u2, … are the user's messages, st1, st2, … the agent's steps \
        (says: its words; call: a tool with arguments and output). Lines marked context are judged elsewhere.
        """

    private static let givenGoalRules = """
        goals: one item for each goal g1, g2, …, goal repeats it. met: how far the run achieves it.
        """

    private static let messageGoalRules = """
        goals: one item or more for every user message, with its id: what it asks for; met none if it asks for \
        nothing. met: how far the run achieves it in the end.
        """

    private static let proofRules = """
        step and quote: the step that achieves it and its words, else null. The agent's word that it did something \
        that only a tool can do counts only with the call.
        """

    private static let stepRules = """
        steps: every step once. role: needed (the task would fail without it), redundant (repeats or adds nothing), \
        wrong (an error), recovery (mends an error). quote: words of the step that decide.
        """

    private static let callRules = """
        calls: every call once. choice: whether that tool is the one to call there. arguments: whether each value is \
        what the user or earlier steps give; quote: the words of a user message or an earlier step that show it, else \
        null.
        """

    private static let unusedRules = """
        unused: tools t1, t2, … that the task needed and that were never called, and for what.
        """

    private static let givenPlanRules =
        "plan: one item for each item p1, p2, … of the plan, text repeats it, source and quote are null."

    private static let foundPlanRules = """
        plan: one item (p1, p2, …) for each thing that the agent announced it would do before doing it, with the step \
        that says so as source and its words as quote; empty if there was no plan.
        """

    private static let planRules = """
        value: worth for the task. done: whether it was carried out; step and proof: the later step that does it and \
        its words, else null.
        """

    private static let gapRules = "gaps: what the task needs and no item covers."

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var rules = [Self.runRules]
        if aspects.contains(.goals) {
            rules += [goals.isEmpty ? Self.messageGoalRules : Self.givenGoalRules, Self.proofRules]
        }
        if aspects.contains(.steps) { rules.append(Self.stepRules) }
        if aspects.contains(.calls) {
            rules.append(Self.callRules)
            if !tools.isEmpty { rules.append(Self.unusedRules) }
        }
        if asksForPlan { rules += [plan.isEmpty ? Self.foundPlanRules : Self.givenPlanRules, Self.planRules] }
        if aspects.contains(.gaps) { rules.append(Self.gapRules) }
        var data = PromptData(fence)
        if aspects.contains(.calls) { data.add(tools) }
        data.endShared()
        data.add(goals)
        data.add(plan)
        for line in lines { data.add(Self.label(line), line.text) }
        return JudgePrompt(
            system: PromptRules.text(rules), user: data, schemaName: "trace", schema: schema,
            maximumTokens: maximumTokens)
    }

    private static func label(_ line: Line) -> String {
        let kind =
            switch line.kind {
            case .user: ""
            case .message: " says"
            case .call: " call"
            }
        return line.id + kind + (line.isContext ? " context" : "")
    }

    private var maximumTokens: Int {
        var tokens = 300
        if aspects.contains(.goals) { tokens += 300 + 150 * goalIDs.count }
        if aspects.contains(.steps) { tokens += 80 * steps.count }
        if aspects.contains(.calls) { tokens += 300 + 90 * calls.count }
        if asksForPlan { tokens += 800 + 160 * max(plan.count, 6) }
        return tokens
    }

    private var schema: JSONValue {
        var properties = [("reasoning", AnswerSchema.string)]
        let text = AnswerSchema.string
        let optional = AnswerSchema.optionalString
        func add(_ name: String, _ members: [(String, JSONValue)]) {
            properties.append((name, AnswerSchema.array(of: AnswerSchema.object(members))))
        }
        if aspects.contains(.goals) {
            add(
                "goals",
                [
                    ("id", text), ("goal", text), ("met", AnswerSchema.words(Met.allCases)), ("step", optional),
                    ("quote", optional), ("p", AnswerSchema.number),
                ])
        }
        if aspects.contains(.steps) {
            add(
                "steps",
                [
                    ("id", text), ("role", AnswerSchema.words(Role.allCases)), ("quote", optional),
                    ("p", AnswerSchema.number),
                ])
        }
        if aspects.contains(.calls) {
            add(
                "calls",
                [
                    ("id", text), ("choice", AnswerSchema.words(Choice.allCases)),
                    ("arguments", AnswerSchema.words(Fit.allCases)), ("quote", optional), ("p", AnswerSchema.number),
                ])
            if !tools.isEmpty { add("unused", [("id", text), ("need", text), ("p", AnswerSchema.number)]) }
        }
        if asksForPlan {
            add(
                "plan",
                [
                    ("id", text), ("text", text), ("source", optional), ("quote", optional),
                    ("value", AnswerSchema.words(Value.allCases)), ("done", AnswerSchema.words(Done.allCases)),
                    ("step", optional), ("proof", optional), ("p", AnswerSchema.number),
                ])
        }
        if aspects.contains(.gaps) { add("gaps", [("need", text), ("p", AnswerSchema.number)]) }
        return AnswerSchema.object(properties)
    }
}
