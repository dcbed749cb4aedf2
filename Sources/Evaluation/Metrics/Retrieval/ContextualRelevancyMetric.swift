import JSON

/// How much of what was retrieved bears on the input.
package struct ContextualRelevancyMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "contextual_relevancy",
        aliases: ["contextual_relevance", "context_relevancy", "context_relevance"],
        family: .retrieval, summary: "Share of the retrieved passages that help to answer the input.",
        defaultThreshold: 0.5, requires: [.input, .retrievalContext], reads: [.retrieval],
        source: "Relevant sentences of the context, as RAGAS (arXiv 2309.15217), counted over fixed passages")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        subject.hasRetrievedText
            ? .facts(FactNeeds(retrieval: .relevance)) : .notApplicable("Nothing was retrieved.")
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.retrieval, !findings.passages.isEmpty else {
            return .notApplicable("Nothing was judged.")
        }
        let passages = findings.passages
        let relevant = passages.filter(\.isRelevant)
        let share = ShareReading(passages.map { .init(isGood: $0.isRelevant, certainty: $0.certainty) })
        var text = "\(relevant.count) of \(MetricText.count(passages.count, "passage")) relevant."
        text += MetricText.listed(
            "Beside the question", passages.filter { !$0.isRelevant }.map { ($0.place.text, $0.id) })
        let limit = findings.limit(isQuoted: relevant.contains { $0.quote.isVerified })
        var reading = share.reading(limit: limit, reason: text, decision: decision)
        reading.findings = passages.map(Self.json)
        reading.note(findings)
        return .scored(reading)
    }

    private static func json(_ passage: RetrievalFindings.Passage) -> JSONValue {
        var object = JSONObject()
        object.append("passage", .string(passage.id))
        object.append("relevant", .bool(passage.isRelevant))
        object.append("evidence", .integer(Int64(passage.place.source)))
        MetricText.append(passage.place.range, to: &object)
        object.append("confidence", MetricText.json(passage.certainty))
        if passage.isMissing { object.append("unanswered", true) }
        return .object(object)
    }
}
