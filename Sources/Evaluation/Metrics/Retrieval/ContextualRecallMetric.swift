import JSON

/// How much of the expected output the retrieved chunks hold.
package struct ContextualRecallMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "contextual_recall", aliases: ["context_recall"], family: .retrieval,
        summary: "Share of the expected output's sentences that the retrieved chunks hold.", defaultThreshold: 0.5,
        requires: [.expectedOutput, .retrievalContext], reads: [.retrieval],
        source: "Attributable sentences of the reference, as RAGAS (arXiv 2309.15217)")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        guard !subject.expectedSentences.isEmpty else {
            return .notApplicable("The expected output states nothing.")
        }
        return subject.hasRetrievedText ? .facts(FactNeeds(retrieval: .attribution)) : .nothing
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard subject.hasRetrievedText else { return .scored(Self.ofNothing(subject.expectedSentences.count)) }
        guard let findings = facts.retrieval else { return .notApplicable("Nothing was judged.") }
        let counted = findings.sentences.filter { $0.attribution != .statesNothing }
        guard !counted.isEmpty else { return .notApplicable("The expected output states nothing.") }
        let attributable = counted.filter { $0.attribution == .attributable }
        let share = ShareReading(
            counted.map { .init(isGood: $0.attribution == .attributable, certainty: $0.certainty) })
        var text = "\(attributable.count) of \(MetricText.count(counted.count, "expected sentence")) attributable."
        let lost = counted.filter { $0.attribution == .notAttributable }
        text += MetricText.listed("Not in the chunks", lost.map { ($0.text, $0.id) })
        let limit = findings.limit(isQuoted: attributable.contains { $0.quote.isVerified })
        var reading = share.reading(limit: limit, reason: text, decision: decision)
        reading.findings = findings.sentences.map(Self.json)
        reading.note(findings)
        return .scored(reading)
    }

    /// A retriever that found nothing holds nothing of what was expected.
    private static func ofNothing(_ sentences: Int) -> Measurement.Reading {
        Measurement.Reading(
            score: .zero, confidence: 0.98,
            reason:
                "Nothing was retrieved, so none of \(MetricText.count(sentences, "expected sentence")) is attributable."
        )
    }

    private static func json(_ sentence: RetrievalFindings.Sentence) -> JSONValue {
        var object = JSONObject()
        object.append("sentence", .string(sentence.text))
        object.append("verdict", .string(sentence.attribution.rawValue))
        object.append("quote", sentence.place.map { .string($0.text) } ?? .null)
        object.append("evidence", sentence.place.map { .integer(Int64($0.source)) } ?? .null)
        MetricText.append(sentence.range, to: &object)
        object.append("confidence", MetricText.json(sentence.certainty))
        if sentence.isMissing { object.append("unanswered", true) }
        return .object(object)
    }
}
