import JSON

/// The share of assistant turns that stay in the chatbot's role.
package struct RoleAdherenceMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "role_adherence", aliases: ["role_adherence_metric"], family: .conversational,
        summary: "Share of assistant turns that stay in the chatbot's role.",
        defaultThreshold: 0.5, requires: [.turns],
        options: [.init("chatbot_role", "Text: the role. Default: `chatbot_role` of the request.")],
        reads: [.conversation], source: "(assistant turns - those out of the role) / assistant turns")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let role = request.options["chatbot_role"]?.string ?? subject.testCase.chatbotRole
        guard let role, role.unicodeScalars.contains(where: { !ScalarClass.isSpace($0.value) }) else {
            return .missing([TestCaseField.chatbotRole.rawValue])
        }
        return subject.conversationNeeds(
            FactNeeds(conversation: .role, role: role), outline: ConversationOutline(subject.testCase.turns),
            users: false)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.conversation, !findings.conduct.isEmpty else {
            return .notApplicable("Nothing was judged.")
        }
        let turns = findings.conduct
        let out = turns.filter { $0.word == .outOfRole }
        let reason =
            "\(turns.count - out.count) of \(MetricText.count(turns.count, "assistant turn")) in the role."
            + ConversationText.list(
                "Out of it", out.map { ConversationText.passage($0.passage, in: $0.turn, of: subject) })
        let items = turns.map { $0.item(halves: $0.word == .inRole ? 2 : 0) }
        var reading = TurnTally(items, findings: findings).reading(
            reason, decision: decision, isQuoteless: out.isEmpty)
        reading.findings = turns.map { .object($0.json) }
        return .scored(reading)
    }
}
