package import Evaluation

/// Adds up what judges cost, for all replicas.
package protocol SpendingLedger: Sendable {
    /// - Parameter day: since 1970, in UTC.
    func spent(by campaign: String, on day: Int64) async throws(OutputError) -> Spending

    /// Adds to the campaign and the day in one step.
    ///
    /// - Returns: what is spent then.
    func add(_ cost: JudgeCost, by campaign: String, on day: Int64) async throws(OutputError) -> Spending
}
