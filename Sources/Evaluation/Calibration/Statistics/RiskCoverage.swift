/// What is wrong among the decisions that are kept, as fewer and fewer are kept by confidence.
package struct RiskCoverage: Sendable, Hashable {
    /// Everything at or above a confidence is kept.
    package struct Point: Sendable, Hashable {
        package let threshold: Double
        /// Share of all decisions that is kept, above 0 to 1.
        package let coverage: Double
        /// Share of the kept ones that is wrong, 0 to 1.
        package let risk: Double
    }

    /// One per distinct confidence, by ascending coverage; the last one keeps everything.
    package let points: [Point]
    /// Area under the risk-coverage curve: the mean risk over all coverages; lower is better. Of equals each is as
    /// likely as another to be kept first.
    package let area: Double
    private let total: Int

    /// Nil without predictions.
    package init?(_ predictions: [Prediction]) {
        guard !predictions.isEmpty else { return nil }
        total = predictions.count
        var points: [Point] = []
        var kept = 0
        var wrong = 0
        var area = 0.0
        for level in PredictionLevel.levels(of: predictions).reversed() {
            for step in 1...max(1, level.count) {
                area += (Double(wrong) + Double(step) * (1 - level.rate)) / Double(kept + step)
            }
            kept += level.count
            wrong += level.count - level.right
            points.append(
                Point(
                    threshold: level.confidence, coverage: Double(kept) / Double(total),
                    risk: Double(wrong) / Double(kept)))
        }
        self.points = points
        self.area = area / Double(total)
    }

    /// The largest coverage at which the kept decisions are right at least as often as `accuracy`; 0 when there is
    /// none.
    package func coverage(atAccuracy accuracy: Double) -> Double {
        points.last { 1 - $0.risk >= accuracy - 1e-12 }?.coverage ?? 0
    }

    /// The smallest set with at least this coverage.
    ///
    /// - Parameter coverage: 0 to 1.
    package func point(atCoverage coverage: Double) -> Point? {
        points.first { $0.coverage >= coverage - 1e-12 } ?? points.last
    }
}
