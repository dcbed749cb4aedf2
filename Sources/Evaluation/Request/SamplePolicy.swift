/// Which share of the requests is evaluated. Pure: a request delivered again is drawn again or left again, by every
/// replica.
package struct SamplePolicy: Sendable, Hashable {
    /// Share of requests that are evaluated, 0 to 1. Default: 1.
    package var rate: Double
    /// The share of single campaigns, by their id. Default: none, all as `rate`.
    package var rates: [String: Double]

    package init(rate: Double = 1, rates: [String: Double] = [:]) {
        self.rate = rate
        self.rates = rates
    }

    /// The share of a campaign's requests that are evaluated.
    package func rate(of campaign: String) -> Double { rates[campaign] ?? rate }

    /// Whether a request is evaluated: its campaign and id decide.
    package func draws(_ request: EvaluationRequest) -> Bool {
        let rate = rate(of: request.campaignID)
        guard rate < 1 else { return true }
        let draw = StableHash.of("sample", request.campaignID, request.id) >> 11
        return Double(draw) / Double(UInt64(1) << 53) < rate
    }

    /// The result of a request that was not drawn: it names every metric, and passes nothing.
    ///
    /// - Parameter catalog: names the metrics.
    package func leftOut(_ request: EvaluationRequest, catalog: MetricCatalog) -> EvaluationResult {
        let reason = "Not drawn: a share of \(rate(of: request.campaignID)) of the requests is evaluated."
        let outcomes = request.metrics.map { metric in
            let descriptor = catalog[metric.id]?.descriptor
            return MetricOutcome(
                key: metric.key, metricID: descriptor?.id ?? metric.id, status: .notApplicable,
                direction: descriptor?.direction ?? .higherIsBetter,
                threshold: metric.threshold ?? descriptor?.defaultThreshold ?? 0.5,
                weight: metric.weight ?? descriptor?.defaultWeight ?? 1, reason: reason)
        }
        var result = EvaluationResult(
            evaluationID: request.id, campaignID: request.campaignID, nodeID: request.nodeID,
            metadata: request.metadata, outcomes: outcomes,
            severity: OverallSeverity(level: nil, decidedBy: "none"), reason: reason)
        result.isSampledOut = true
        return result
    }
}
