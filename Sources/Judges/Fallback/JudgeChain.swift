package import Evaluation

/// A request's judge and those that stand in for it when its provider is away.
///
/// A request is judged by one of them as a whole: judges differ in what they can be asked and how sure they are, and
/// half a result of each would be neither's.
package struct JudgeChain: Sendable {
    /// One judge of the chain.
    package struct Link: Sendable {
        package let judge: any Judge
        /// Nil: it is always asked.
        package let circuit: JudgeCircuit?

        package init(judge: any Judge, circuit: JudgeCircuit?) {
            self.judge = judge
            self.circuit = circuit
        }

        fileprivate var isAway: Bool { circuit?.outage != nil }
    }

    /// The request's own judge first.
    package let links: [Link]

    /// - Parameter links: at least one; without one every judgement is the refusing judge's.
    package init(_ links: [Link]) { self.links = links }

    /// Evaluates with the first judge that is there, and with the next one when it turns out not to be.
    ///
    /// What the judges before did cost is part of the result. When nobody is there, the result is that of the request's
    /// own judge.
    ///
    /// - Parameter body: evaluates with a judge.
    /// - Throws: `CancellationError`, as `body` does.
    package func evaluate(
        _ body: (any Judge) async throws(CancellationError) -> EvaluationResult
    ) async throws(CancellationError) -> EvaluationResult {
        guard let first = links.first else { return try await body(RefusingJudge.absent) }
        var failed: EvaluationResult?
        var spent = JudgeUsage()
        var charges: [JudgeCharge] = []
        let present = links.filter { !$0.isAway }
        for link in present.isEmpty ? [first] : present {
            var result = try await body(link.judge)
            let cost = result.usage
            result.usage = spent + cost
            charges += result.charges
            result.charges = charges
            guard result.isProvidersFault(link.isAway) else {
                if result.judge != nil, link.judge.identity != first.judge.identity {
                    result.fallbackFrom = first.judge.identity
                }
                return result
            }
            spent = spent + cost
            if failed == nil { failed = result }
        }
        guard var failed else { return try await body(first.judge) }
        failed.usage = spent
        failed.charges = charges
        return failed
    }
}

extension EvaluationResult {
    /// Whether a metric lacks its score because the judge's provider is away or refuses everybody: another judge may have
    /// an answer. A fault of the request's own it would meet as well.
    ///
    /// - Parameter isAway: the judge's circuit is open.
    fileprivate func isProvidersFault(_ isAway: Bool) -> Bool {
        outcomes.contains { outcome in
            switch outcome.error?.code {
            case .unauthorized, .quotaExhausted, .unavailable: true
            // A question can be too long for the time it has.
            case .timedOut: isAway
            default: false
            }
        }
    }
}

extension RefusingJudge {
    fileprivate static let absent = RefusingJudge(
        identity: JudgeIdentity(provider: "none", model: "none"),
        error: JudgeError(.notConfigured, "no judge is configured"))
}
