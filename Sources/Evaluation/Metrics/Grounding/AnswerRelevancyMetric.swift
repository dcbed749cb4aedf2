import JSON

/// Whether the answer meets what the question asks for, without digressing.
package struct AnswerRelevancyMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "answer_relevancy",
        family: .retrieval,
        summary: "Requirements of the question that the answer meets, and sentences that serve the answer.",
        defaultThreshold: 0.7, requires: [.input, .actualOutput],
        reads: [.grounding], source: "F1 of requirement recall and sentence precision")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        subject.broken == nil ? .facts(FactNeeds(relevancy: true)) : .nothing
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        if let broken = subject.broken { return .scored(Self.reading(of: broken)) }
        guard let findings = facts.grounding else { return .notApplicable("Nothing was judged.") }
        let verdict = RefusalVerdict(subject.refusal, responds: findings.responds, judged: facts.safety?.refusal)
        var reading = Self.scored(findings, decision: decision)
        if verdict.isRefusal {
            reading.score = .zero
            reading.chanceOfPassing = reading.chanceOfPassing.map { min($0, 1 - verdict.probability) }
            reading.confidence = max(verdict.probability, 1 - verdict.probability)
            reading.reason = "The answer is a refusal\(verdict.kind.map { " (\($0))" } ?? "")."
            reading.extra.append("kind", "refusal")
        } else if findings.responds == .clarification {
            reading.extra.append("kind", "clarification")
        }
        if subject.isTruncated { reading.extra.append("truncated_output", true) }
        reading.note(coverage: findings.coverage)
        reading.findings = Self.json(findings)
        if findings.quotes.needsReview { reading.reviewReasons.insert(.quotesRejected) }
        return .scored(reading)
    }

    private static func reading(of broken: BrokenOutput) -> Measurement.Reading {
        let what =
            switch broken {
            case .empty: "is empty"
            case .punctuationOnly: "is punctuation only"
            case .openerOnly: "is an opening without an answer"
            case .repetition: "repeats itself without end"
            case .promptEcho: "gives the question back"
            }
        var reading = Measurement.Reading(score: .zero, confidence: 0.98, reason: "The output \(what).")
        reading.extra.append("kind", .string(broken.rawValue))
        return reading
    }

    private static func scored(_ findings: GroundingFindings, decision: Decision) -> Measurement.Reading {
        let counted = findings.roles.filter { $0.role != .courtesy }
        let useful = counted.count { $0.role == .answers || $0.role == .supports }
        let precision = counted.isEmpty ? 0 : Double(useful) / Double(counted.count)
        let met = findings.requirements.reduce(0) { $0 + $1.addressed.share }
        let required = findings.requirements.count
        // An input that asks for nothing leaves only the sentences to judge by.
        let recall = required == 0 ? precision : met / Double(required)
        let score = Score(
            clamping: precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0)
        let certainties =
            findings.requirements.map { requirement in
                findings.isMeasured
                    ? requirement.stated
                    : Certainty.combined(
                        stated: requirement.stated,
                        evidence: [requirement.quote == .exact ? 1 : requirement.quote == .rejected ? -1 : 0])
            } + findings.roles.map { $0.stated ?? ($0.isMissing ? 0.3 : 0.85) }
        let mean = certainties.isEmpty ? 0.5 : certainties.reduce(0, +) / Double(certainties.count)
        let isQuoted = findings.requirements.contains { $0.quote == .exact }
        let nothingToQuote = findings.requirements.allSatisfy { $0.addressed == .no }
        var limit =
            // Of measured answers, that the score is far from the threshold says nothing: it is made of few yes and no.
            findings.isMeasured
            ? min(Certainty.measured, mean) : isQuoted || nothingToQuote ? Certainty.highest : Certainty.unquoted
        limit *= findings.coverage * (1 - 0.5 * findings.quotes.rejectionRate)
        let side = Certainty.side(
            distance: score.rounded.value - decision.threshold, deviation: 0.05 + 0.5 * (1 - mean))
        var reading = Measurement.Reading(
            score: score, confidence: min(limit, side), reason: reason(findings, useful: useful, of: counted.count))
        reading.chanceOfPassing = chanceOfPassing(findings, decision)
        reading.extra.append("precision", MetricText.json(precision))
        reading.extra.append("recall", MetricText.json(recall))
        reading.extra.append("quote_rejection_rate", MetricText.json(findings.quotes.rejectionRate))
        return reading
    }

    /// That the answer as a whole is one, and that of its sentences enough serve it; nil unless both were measured.
    private static func chanceOfPassing(_ findings: GroundingFindings, _ decision: Decision) -> Double? {
        guard let whole = findings.requirements.first?.probability, findings.requirements.count == 1 else { return nil }
        let counted = findings.roles.filter { $0.role != .courtesy }
        // The only sentence is the answer: it was asked about once.
        guard counted.count > 1 else { return counted.isEmpty ? nil : min(whole, counted[0].probability ?? 0) }
        let judged = counted.prefix(FaithfulnessMetric.exactClaims)
        var useful = CountDistribution()
        for role in judged { useful.add(probability: role.probability ?? 0) }
        return whole
            * useful.probability { count in
                let precision = Double(count) / Double(judged.count)
                return decision.passes(Score(clamping: 2 * precision / (precision + 1)))
            }
    }

    private static func reason(_ findings: GroundingFindings, useful: Int, of counted: Int) -> String {
        let full = findings.requirements.count { $0.addressed == .full }
        let partial = findings.requirements.count { $0.addressed == .partial }
        var text = "\(full) of \(MetricText.count(findings.requirements.count, "requirement")) met"
        if partial > 0 { text += ", \(partial) in part" }
        return text + "; \(useful) of \(MetricText.count(counted, "sentence")) serve the answer."
    }

    private static func json(_ findings: GroundingFindings) -> [JSONValue] {
        var items: [JSONValue] = findings.requirements.map { requirement in
            var object = JSONObject()
            object.append("requirement", .string(requirement.text))
            object.append("addressed", .string(requirement.addressed.rawValue))
            if let range = requirement.range { MetricText.append(range, to: &object) }
            return .object(object)
        }
        for role in findings.roles where role.role == .offTopic || role.role == .repeats {
            var object = JSONObject()
            object.append("sentence", .string(role.sentence))
            object.append("role", .string(role.role.rawValue))
            MetricText.append(role.range, to: &object)
            if role.isMissing { object.append("unanswered", true) }
            if role.isAddressedToEvaluator { object.append("addressed_to_evaluator", true) }
            items.append(.object(object))
        }
        return items
    }
}
