/// Whether the answer contains what the criteria name; no judge. A politeness number is shown beside it.
package struct BasicMatchMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "basic_match", aliases: ["basic"], family: .deterministic,
        summary: "The answer contains a number or the text of the criteria.",
        defaultThreshold: 0.5, reads: [], source: "Whole numbers of the criteria, else their text, found in the answer")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        BasicMatcher().match(output: "", criteria: request.criteria ?? "").score == nil
            ? .missing(["criteria"]) : .nothing
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let match = BasicMatcher().match(
            output: subject.testCase.actualOutput ?? "", criteria: request.criteria ?? "")
        guard let value = match.score else { return .notApplicable("The criteria name nothing.") }
        let reason = match.found.map { "Found \(MetricText.quoted($0))." } ?? "Nothing the criteria name was found."
        var reading = Measurement.Reading(
            score: Score(clamping: value), confidence: Certainty.highest, reason: reason)
        reading.sideScores = [
            SideScore(
                key: "politeness", score: Score(clamping: match.politeness),
                reason: match.politeWord.map { "Polite: \(MetricText.quoted($0))." } ?? "No polite word (default 0.8).")
        ]
        return .scored(reading)
    }
}
