import JSON

/// The items of an agent's plan that count.
struct PlanTally {
    let items: [TraceFindings.PlanItem]
    /// The items were found in the run, each with the words that announce it.
    let isFound: Bool

    /// - Parameter wanted: the operator's items; empty for whatever plan was judged.
    init(_ findings: TraceFindings, wanted: [String]) {
        let own = findings.plan.filter { wanted.contains($0.text) }
        items = wanted.isEmpty || own.isEmpty ? findings.plan : own
        isFound = items.contains { $0.source != nil }
    }

    /// Items that were carried out, and whether a quote shows it.
    var adherence: (tally: CreditTally, isQuoted: Bool) {
        var tally = CreditTally()
        for item in items { tally.add(credit: item.done.credit, certainty: item.certainty([item.quote.evidence])) }
        return (tally, items.contains { $0.done != .no && $0.quote.isVerified })
    }

    /// Steps that prove items, in the order of the plan, run backwards somewhere.
    var isOutOfOrder: Bool {
        let steps = items.compactMap { item in item.proof.flatMap { Int($0.line.dropFirst(2)) } }
        return zip(steps, steps.dropFirst()).contains { $0 > $1 }
    }

    var json: [JSONValue] {
        items.map { item in
            var object = JSONObject()
            object.append("item", .string(item.text))
            object.append("value", .string(item.value.rawValue))
            object.append("done", .string(item.done.rawValue))
            object.append("announced", item.source.map { .string($0.line) } ?? .null)
            TraceFindings.Passage.append(item.proof, to: &object)
            object.append("confidence", MetricText.json(item.certainty([item.quote.evidence])))
            if item.isMissing { object.append("unanswered", true) }
            return .object(object)
        }
    }

    static let noPlan = "The run shows no plan and the request names none."
}

extension TraceFindings.PlanItem {
    /// The probability that the verdict is right.
    func certainty(_ evidence: [Double]) -> Double {
        isMissing ? stated : Certainty.combined(stated: stated, evidence: evidence)
    }
}
