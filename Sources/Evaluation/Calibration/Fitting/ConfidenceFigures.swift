/// How good confidence is, by every figure that the report shows.
package struct ConfidenceFigures: Sendable, Hashable {
    package let reliability: Reliability
    package let riskCoverage: RiskCoverage
    /// That a right decision has the higher confidence; nil when all decisions are right, or all wrong.
    package let area: ROCArea?

    /// The order of the predictions changes no bit of any figure. Nil without predictions.
    package init?(_ given: [Prediction]) {
        let predictions = given.sorted {
            ($0.confidence, $0.isRight ? 1 : 0) < ($1.confidence, $1.isRight ? 1 : 0)
        }
        guard let reliability = Reliability(predictions), let riskCoverage = RiskCoverage(predictions) else {
            return nil
        }
        self.reliability = reliability
        self.riskCoverage = riskCoverage
        area = ROCArea(
            positives: predictions.filter(\.isRight).map(\.confidence),
            negatives: predictions.filter { !$0.isRight }.map(\.confidence))
    }
}
