import JSON

/// Whether the chunks that help to reach the expected output are ranked before those that do not.
package struct ContextualPrecisionMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "contextual_precision", aliases: ["context_precision"], family: .retrieval,
        summary: "How early the retriever ranks the chunks that the expected output needs.", defaultThreshold: 0.5,
        requires: [.input, .expectedOutput, .retrievalContext], reads: [.retrieval],
        source: "Average precision over ranks, as RAGAS (arXiv 2309.15217) ranks contexts")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        guard subject.hasRetrievedText else { return .notApplicable("Nothing was retrieved.") }
        guard !subject.expectedSentences.isEmpty else {
            return .notApplicable("The expected output states nothing.")
        }
        return .facts(FactNeeds(retrieval: .usefulness))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard let findings = facts.retrieval, !findings.chunks.isEmpty else {
            return .notApplicable("Nothing was judged.")
        }
        let ranking = RankedRelevance(
            items: findings.chunks.sorted { $0.rank < $1.rank }.map { chunk in
                RankedRelevance.Item(
                    rank: chunk.rank, isRelevant: chunk.use == .useful, certainty: chunk.certainty)
            })
        let score = Score(clamping: ranking.averagePrecision)
        let passed = decision.passes(score)
        let agreeing = ranking.probability { decision.passes(Score(clamping: $0)) == passed }
        let limit = findings.limit(isQuoted: findings.chunks.contains { $0.use == .useful && $0.quote.isVerified })
        var reading = Measurement.Reading(
            score: score, confidence: min(agreeing, limit), reason: Self.reason(findings.chunks, in: subject))
        reading.findings = findings.chunks.map(Self.json)
        reading.note(findings)
        if findings.chunks.contains(where: { $0.isAttributed && $0.use != .useful }) {
            reading.reviewReasons.insert(.directVersusClaims)
        }
        reading.extra.append("chunks", .integer(Int64(findings.chunks.count)))
        return .scored(reading)
    }

    private static func reason(_ chunks: [RetrievalFindings.Chunk], in subject: EvaluationCase) -> String {
        let useful = chunks.count { $0.use == .useful }
        var text = "\(useful) of \(MetricText.count(chunks.count, "chunk")) useful."
        let last = chunks.last { $0.use == .useful }?.rank ?? 0
        let early = chunks.filter { $0.use != .useful && $0.rank < last }
        guard !early.isEmpty else { return text }
        let retrieved = subject.retrieved ?? []
        let named = early.prefix(3).map { chunk in
            let text = retrieved.indices.contains(chunk.source) ? retrieved[chunk.source] : ""
            return "\(MetricText.quoted(text)) (rank \(chunk.rank))"
        }
        text += " Ranked before a useful one: \(named.joined(separator: ", "))"
        return text + (early.count > 3 ? " and \(early.count - 3) more." : ".")
    }

    private static func json(_ chunk: RetrievalFindings.Chunk) -> JSONValue {
        var object = JSONObject()
        object.append("rank", .integer(Int64(chunk.rank)))
        object.append("evidence", .integer(Int64(chunk.source)))
        object.append("use", .string(chunk.use.rawValue))
        object.append("quote", chunk.place.map { .string($0.text) } ?? .null)
        if let place = chunk.place { MetricText.append(place.range, to: &object) }
        object.append("confidence", MetricText.json(chunk.certainty))
        if chunk.isMissing { object.append("unanswered", true) }
        return .object(object)
    }
}
