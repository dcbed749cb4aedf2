import JSON

extension ConversationTask {
    private static let turnRules = """
        t1, t2, … are turns of one conversation with their speakers; numbers that are missing were left out. Slot judged \
        names the assistant turns to examine; all other turns, system and tool turns among them, are background.
        """

    private static let relevancyRules = """
        relevance: every judged turn once, read against the turns before it, at most as many as slot window says. \
        relevant: it answers or fittingly carries on what they call for; partial: only in part, or it digresses; \
        irrelevant: it does not; declines: it refuses or says that it cannot. quote: the passage of the turn that \
        decides, null if irrelevant.
        """

    private static let completenessRules = """
        intentions: for every turn that slot asked names, one item for each thing the user wants with it; one item with \
        met none if it wants nothing or only repeats an earlier wish. id: that turn; text: the wish in a few words; \
        quote: its passage in that turn. met: full, partial or no, by all that follows; by: the assistant turn that meets \
        it best, and answer: the passage there; both null for no and none.
        """

    private static let retentionRules = """
        facts: what users tell about themselves or their case and later replies have to respect, as f1, f2, … with the \
        turn and its passage. memory: every judged turn once. forgets: it goes on as if a fact told before were not \
        known; contradicts: it says otherwise; asks_again: it asks for it; else keeps. fact: which one, quote: the \
        passage of the judged turn; both null for keeps. What a user corrected since is the new fact.
        """

    private static let roleRules = """
        conduct: every judged turn once. out: it leaves the role that slot role describes (who it is, tone, tasks, \
        limits), with the passage that shows it as quote; else in, quote null.
        """

    private static let topicRules = """
        units: every unit u1, u2, … of slot units once; it lists the turns of one exchange. topic: relevant if what the \
        user asks there belongs to one of topic1, topic2, …; irrelevant if not; small_talk if nothing is asked. reply: \
        answered, or declined if the assistant refuses or steers away from it; quote: its passage that shows that.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var rules = [Self.turnRules]
        if aspects.contains(.relevancy) { rules.append(Self.relevancyRules) }
        if aspects.contains(.completeness) { rules.append(Self.completenessRules) }
        if aspects.contains(.retention) { rules.append(Self.retentionRules) }
        if aspects.contains(.role) { rules.append(Self.roleRules) }
        if aspects.contains(.topics) { rules.append(Self.topicRules) }
        var data = PromptData(fence)
        if let role { data.add("role", role) }
        data.add(NumberedText.numbered(topics, prefix: "topic"))
        data.endShared()
        for line in lines { data.add("\(line.id) \(line.role.rawValue)", line.text) }
        data.add("judged", judged.map(\.id).joined(separator: " "))
        if aspects.contains(.relevancy) { data.add("window", "\(window)") }
        if aspects.contains(.completeness) { data.add("asked", asked.map(\.id).joined(separator: " ")) }
        if aspects.contains(.topics) {
            let listed = units.map { unit in
                "\(unit.id): " + (unit.users + unit.assistants).map { "t\($0)" }.joined(separator: " ")
            }
            data.add("units", listed.joined(separator: "; "))
        }
        return JudgePrompt(
            system: PromptRules.text(rules), user: data, schemaName: "conversation", schema: schema,
            maximumTokens: maximumTokens)
    }

    private var maximumTokens: Int {
        let perTurn = [Aspects.relevancy, .retention, .role].count { aspects.contains($0) } * 70
        return 300 + perTurn * judged.count + (aspects.contains(.completeness) ? 200 * asked.count : 0)
            + (aspects.contains(.retention) ? 1_000 : 0) + 70 * units.count
    }

    private var schema: JSONValue {
        var properties = [("reasoning", AnswerSchema.string)]
        let id = ("id", AnswerSchema.string)
        let quote = ("quote", AnswerSchema.optionalString)
        let p = ("p", AnswerSchema.number)
        func list(_ name: String, _ members: [(String, JSONValue)]) {
            properties.append((name, AnswerSchema.array(of: AnswerSchema.object(members))))
        }
        if aspects.contains(.relevancy) {
            list("relevance", [id, ("verdict", AnswerSchema.words(Relevance.allCases)), quote, p])
        }
        if aspects.contains(.completeness) {
            list(
                "intentions",
                [
                    id, ("text", AnswerSchema.string), quote, ("met", AnswerSchema.words(Met.allCases)),
                    ("by", AnswerSchema.optionalString), ("answer", AnswerSchema.optionalString), p,
                ])
        }
        if aspects.contains(.retention) {
            list(
                "facts",
                [id, ("turn", AnswerSchema.string), ("text", AnswerSchema.string), ("quote", AnswerSchema.string), p])
            list(
                "memory",
                [
                    id, ("verdict", AnswerSchema.words(Memory.allCases)), ("fact", AnswerSchema.optionalString), quote,
                    p,
                ])
        }
        if aspects.contains(.role) {
            list("conduct", [id, ("verdict", AnswerSchema.words(Conduct.allCases)), quote, p])
        }
        if aspects.contains(.topics) {
            list(
                "units",
                [
                    id, ("topic", AnswerSchema.words(Topic.allCases)), ("reply", AnswerSchema.words(Reply.allCases)),
                    quote, p,
                ])
        }
        return AnswerSchema.object(properties)
    }
}
