import JSON

/// The goals of a run that count, with how far each is met.
struct GoalTally {
    let goals: [TraceFindings.Goal]

    /// - Parameter wanted: the operator's goals; empty for all that were found.
    init(_ findings: TraceFindings, wanted: [String]) {
        let real = findings.goals.filter { $0.met != .none }
        let own = real.filter { wanted.contains($0.text) }
        goals = wanted.isEmpty || own.isEmpty ? real : own
    }

    /// Every goal counts alike.
    var credits: CreditTally {
        var tally = CreditTally()
        for goal in goals { tally.add(credit: goal.met.credit, certainty: goal.certainty) }
        return tally
    }

    /// The mean over messages of the mean over their goals, 0 to 1.
    var perMessage: Score {
        var sums: [String: (credit: Int, count: Int)] = [:]
        for goal in goals {
            let sum = sums[goal.id] ?? (0, 0)
            sums[goal.id] = (sum.credit + goal.met.credit, sum.count + 1)
        }
        let means = sums.values.map { Double($0.credit) / Double(2 * $0.count) }.sorted()
        return means.isEmpty ? .zero : Score(clamping: means.reduce(0, +) / Double(means.count))
    }

    var meanCertainty: Double {
        goals.isEmpty ? 0.5 : goals.reduce(0) { $0 + $1.certainty } / Double(goals.count)
    }

    var isQuoted: Bool { goals.contains { $0.met.credit > 0 && $0.quote.isVerified } }
    var hasGood: Bool { goals.contains { $0.met.credit > 0 } }

    var reason: String {
        let full = goals.count { $0.met == .full }
        let partial = goals.count { $0.met == .partial }
        var text = "\(full) of \(MetricText.count(goals.count, "goal")) met"
        if partial > 0 { text += ", \(partial) in part" }
        return text + "." + MetricText.listed("Not met", goals.filter { $0.met == .no }.map { ($0.text, $0.id) })
    }

    var json: [JSONValue] {
        goals.map { goal in
            var object = JSONObject()
            object.append("id", .string(goal.id))
            object.append("goal", .string(goal.text))
            object.append("met", .string(goal.met.rawValue))
            TraceFindings.Passage.append(goal.proof, to: &object)
            object.append("confidence", MetricText.json(goal.certainty))
            if goal.isMissing { object.append("unanswered", true) }
            return .object(object)
        }
    }

    /// The reading of a metric in which every goal counts alike.
    func reading(_ findings: TraceFindings, decision: Decision) -> Measurement.Reading {
        var reading = Measurement.Reading(
            credits, findings, decision: decision, isQuoted: isQuoted, hasGood: hasGood, reason: reason)
        reading.findings = json
        return reading
    }
}

extension TraceFindings.Goal {
    /// The probability that the verdict is right.
    var certainty: Double {
        isMissing ? stated : Certainty.combined(stated: stated, evidence: [quote.evidence])
    }
}
