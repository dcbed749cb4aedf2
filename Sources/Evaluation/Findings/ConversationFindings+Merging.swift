extension ConversationFindings {
    /// Joins the findings about the stretches of one conversation, in order. A fact that several stretches name at the
    /// same place is one fact.
    package static func merged(_ parts: [ConversationFindings]) -> ConversationFindings? {
        guard var whole = parts.first else { return nil }
        for part in parts.dropFirst() {
            whole.relevance += part.relevance
            whole.intentions += part.intentions
            whole.conduct += part.conduct
            whole.exchanges += part.exchanges
            whole.quotes = whole.quotes + part.quotes
            whole.isInjectionSuspected = whole.isInjectionSuspected || part.isInjectionSuspected
            let places = part.facts.map { whole.place(of: $0) }
            whole.memory += part.memory.map { recall in
                Recall(verdict: recall.verdict, fact: recall.fact.map { places[$0] })
            }
        }
        whole.deniesFacts = whole.facts.isEmpty && parts.contains(where: \.deniesFacts)
        return whole
    }

    /// The place of a fact that is known already, or of the new one.
    private mutating func place(of fact: Fact) -> Int {
        let known = facts.firstIndex { other in
            other.passage.turn == fact.passage.turn && other.passage.range.overlaps(fact.passage.range)
        }
        if let known { return known }
        facts.append(fact)
        return facts.count - 1
    }
}
