import JSON

/// The mean of four metrics about an answer and the chunks it was made from.
package struct RagasMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "ragas", aliases: ["ragas_score"], family: .retrieval,
        summary:
            "Mean of answer_relevancy, faithfulness, contextual_precision and contextual_recall, as far as they apply.",
        defaultThreshold: 0.7, requires: [.input, .actualOutput, .retrievalContext],
        reads: [.grounding, .retrieval],
        source: "Arithmetic mean of the four scores named after RAGAS (arXiv 2309.15217)")

    private static var parts: [any Metric] {
        [AnswerRelevancyMetric(), FaithfulnessMetric(), ContextualPrecisionMetric(), ContextualRecallMetric()]
    }

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        var needs = FactNeeds()
        var isMeasurable = false
        var missing: [String] = []
        for part in Self.parts {
            switch Self.needs(of: part, request, subject) {
            case .facts(let wanted):
                needs.formUnion(wanted)
                isMeasurable = true
            case .nothing: isMeasurable = true
            case .missing(let names): missing += names.filter { !missing.contains($0) }
            case .notApplicable: break
            }
        }
        if needs != FactNeeds() { return .facts(needs) }
        if isMeasurable { return .nothing }
        return missing.isEmpty ? .notApplicable("None of its parts applies.") : .missing(missing)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        var readings: [(id: String, reading: Measurement.Reading)] = []
        var left: [(id: String, reason: String)] = []
        for part in Self.parts {
            let id = part.descriptor.id
            switch Self.needs(of: part, request, subject) {
            case .missing(let names): left.append((id, "the request lacks \(names.joined(separator: ", "))"))
            case .notApplicable(let reason): left.append((id, reason))
            case .facts, .nothing:
                switch part.measure(request, of: subject, facts: facts, decision: decision) {
                case .scored(let reading): readings.append((id, reading))
                case .notApplicable(let reason): left.append((id, reason))
                }
            }
        }
        guard !readings.isEmpty else { return .notApplicable("None of its parts applies.") }
        return .scored(Self.mean(of: readings, without: left, under: request.key, decision: decision))
    }

    private static func needs(
        of part: any Metric, _ request: MetricRequest, _ subject: EvaluationCase
    ) -> MetricNeeds {
        let missing = subject.missing(part.descriptor.requires)
        return missing.isEmpty ? part.needs(request, of: subject) : .missing(missing)
    }

    /// The mean; never surer than its surest part.
    private static func mean(
        of readings: [(id: String, reading: Measurement.Reading)], without left: [(id: String, reason: String)],
        under key: String, decision: Decision
    ) -> Measurement.Reading {
        let count = Double(readings.count)
        let score = Score(clamping: readings.reduce(0) { $0 + $1.reading.score.value } / count)
        let certainty = readings.reduce(0) { $0 + $1.reading.confidence } / count
        let side = Certainty.side(
            distance: score.rounded.value - decision.threshold, deviation: 0.05 + 0.5 * (1 - certainty))
        let surest = readings.map(\.reading.confidence).max() ?? 0
        let named = readings.map { "\($0.id) \(MetricText.number($0.reading.score.value))" }
        var text = "Mean of \(named.joined(separator: ", "))."
        if !left.isEmpty { text += " Without \(left.map(\.id).joined(separator: ", "))." }
        var mean = Measurement.Reading(score: score, confidence: min(side, surest), reason: text)
        // The parts may be asked for beside it, under their own names.
        mean.sideScores = readings.map {
            SideScore(key: "\(key)_\($0.id)", score: $0.reading.score, reason: $0.reading.reason)
        }
        for (id, reading) in readings {
            mean.reviewReasons.formUnion(reading.reviewReasons)
            if reading.isPartial { mean.noteUnreadPart() }
            mean.findings += reading.findings.map { finding in
                guard var object = finding.object else { return finding }
                object["metric"] = .string(id)
                return .object(object)
            }
        }
        if !left.isEmpty {
            var reasons = JSONObject()
            for (id, reason) in left { reasons.append(id, .string(reason)) }
            mean.extra.append("not_applicable", .object(reasons))
        }
        return mean
    }
}
