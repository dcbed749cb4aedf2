import Evaluation
import Threads

extension EvaluationHandler {
    /// Judges once, unless the judge was waited for in vain; nil when the request is to wait for it.
    func judged(
        _ work: EvaluationWork, _ outages: inout JudgeOutages?
    ) async throws(OutputError) -> EvaluationResult? {
        if let failure = outages?.failure { return failure }
        if outages == nil {
            outages = JudgeOutages(age: age(of: work.message), replyDeadline: settings.replyDeadline)
        }
        let wasAway = retry.gate.cause(.judge) != nil
        let closings = retry.gate.closings(of: .judge)
        let result: EvaluationResult
        do { result = try await evaluate(work.request, replyWithin(work)) } catch { throw .cancelled }
        // The judge may be back already when the last of its failures is known.
        let metOutage = wasAway || retry.gate.cause(.judge) != nil || retry.gate.closings(of: .judge) != closings
        guard result.lacksJudge, metOutage, asksSharedJudge(work.request), outages?.meet(result) == true
        else { return result }
        return nil
    }

    /// Waits until the judge is back, or the request's client has to hear of its absence.
    ///
    /// Meanwhile no start is noted. Waiting kills no worker, and may go on for so long that the record is given to one
    /// replica after the other: each of them would be counted as killed.
    ///
    /// - Returns: what has happened to the request by then; its start is noted again.
    func awaitJudge(
        _ work: EvaluationWork, _ outages: inout JudgeOutages?
    ) async throws(OutputError) -> EarlierWork {
        observer.observe(.awaitsJudge(work.message.origin))
        try await retry(.store) { () throws(OutputError) in try await store.handBack([work.key]) }
        let isBack = try await retry.waitUntilOpen(.judge, within: outages?.left) { ending.isOpen }
        if isBack { outages?.end() }
        return try await retry(.store) { () throws(OutputError) in
            try await store.begin([work.key], ifStartedLessThan: PoisonPolicy.suspicion).first ?? EarlierWork()
        }
    }

    private func replyWithin(_ work: EvaluationWork) -> Duration? {
        guard work.request.nodeID != nil, settings.replyDeadline > 0 else { return nil }
        return OutagePatience(replyDeadline: settings.replyDeadline).timeToReply(age: age(of: work.message))
    }
}
