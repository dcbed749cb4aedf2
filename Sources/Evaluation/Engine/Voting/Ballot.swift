/// One judge's measurement of a metric, as a voice among several.
package struct Ballot: Sendable, Hashable {
    package var measured: MeasuredMetric
    package var variant: JudgeVariant
    /// The share of right decisions of its model, 0.5 to 1; nil for samples of one judge.
    package var accuracy: Double?

    package init(_ measured: MeasuredMetric, variant: JudgeVariant = .plain, accuracy: Double? = nil) {
        self.measured = measured
        self.variant = variant
        self.accuracy = accuracy
    }
}
