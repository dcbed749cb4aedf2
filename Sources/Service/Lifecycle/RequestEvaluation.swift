import Evaluation
import Judges
import Pipeline

/// How the service evaluates one request: if it is drawn, and within the budgets.
struct RequestEvaluation: Sendable {
    let evaluator: Evaluator
    let selector: JudgeSelector
    let sample: SamplePolicy
    let treasurer: Treasurer
    /// Counts what each campaign uses, with or without a budget. Default: one of its own.
    var usage = CampaignUsage()

    /// - Parameter replyWithin: how long the request's client still waits; nil when nobody waits.
    /// - Throws: `CancellationError` when the work was cancelled: nothing may be published.
    func callAsFunction(
        _ request: EvaluationRequest, replyWithin: Duration?
    ) async throws(CancellationError) -> EvaluationResult {
        let origin = selector.origin(campaign: request.campaignID, replyWithin: replyWithin)
        guard sample.draws(request) else { return sample.leftOut(request, catalog: evaluator.catalog) }
        let result = try await paid(request, origin)
        usage.add(result.usage, of: request.campaignID)
        return result
    }

    private func paid(
        _ request: EvaluationRequest, _ origin: CallOrigin
    ) async throws(CancellationError) -> EvaluationResult {
        if request.judge != nil, selector.clientPays(request.judge) { return try await paidByClient(request, origin) }
        guard let grant = await treasurer.begin(request.campaignID) else { return try await judged(request, origin) }
        return try await limited(request, grant, origin)
    }

    /// Within budgets. By itself: without budgets nobody waits with the memory that this takes.
    @inline(never)
    private func limited(
        _ request: EvaluationRequest, _ grant: Treasurer.Grant, _ origin: CallOrigin
    ) async throws(CancellationError) -> EvaluationResult {
        do {
            var result = try await evaluated(request, grant.effect, origin)
            result.budget = grant.effect
            await treasurer.settle(grant, result.usage)
            return result
        } catch {
            await treasurer.settle(grant, nil)
            throw error
        }
    }

    /// What a client pays for is no expense of the operator's; what stands in for its judge is.
    @inline(never)
    private func paidByClient(
        _ request: EvaluationRequest, _ origin: CallOrigin
    ) async throws(CancellationError) -> EvaluationResult {
        guard selector.fallsBackForClients, let grant = await treasurer.begin(request.campaignID) else {
            return try await judged(request, origin)
        }
        do {
            let result =
                grant.effect == nil
                ? try await judged(request, origin)
                : try await evaluator.evaluate(request, judge: selector.judge(for: request.judge, origin: origin))
            await treasurer.settle(grant, result.fallbackFrom == nil ? nil : result.usage)
            return result
        } catch {
            await treasurer.settle(grant, nil)
            throw error
        }
    }

    private func evaluated(
        _ request: EvaluationRequest, _ effect: BudgetEffect?, _ origin: CallOrigin
    ) async throws(CancellationError) -> EvaluationResult {
        switch effect?.action {
        case nil: return try await judged(request, origin)
        case .degraded:
            var origin = origin
            origin.isSparing = true
            return try await judged(request.degraded, origin)
        case .stopped:
            let judge = selector.judge(for: request.judge, origin: origin)
            let error = JudgeError(.budgetExhausted, effect?.cause ?? "")
            return try await evaluator.evaluate(
                request, judge: RefusingJudge(identity: judge.identity, error: error))
        }
    }

    private func judged(
        _ request: EvaluationRequest, _ origin: CallOrigin
    ) async throws(CancellationError) -> EvaluationResult {
        let others = Set(request.metrics.filter { $0.model != nil }.map(\.key))
        return try await selector.chain(for: request.judge, origin: origin).evaluate(except: others) {
            judge async throws(CancellationError) in
            try await evaluator.evaluate(request, judge: judge)
        }
    }
}

extension BudgetEffect {
    /// For people.
    fileprivate var cause: String {
        let whose = scope == .day ? "the day's budget" : "the campaign's budget"
        return "\(whose) of \(ResultReport.decimals(limit.dollars, 2)) US dollars is spent"
    }
}
