internal import Evaluation
internal import HTTPClient

extension LLMJudge {
    /// When its calls are made a second time; nil: never.
    package var hedge: HedgePolicy? { configuration.hedge }

    /// One of the identical calls that a question is asked by.
    struct Attempt: Sendable {
        var exchange: Exchange
        let permit: JudgeLimiter.Permit
        let duration: Duration
        let isHedge: Bool
    }

    /// Makes a call, and a second one beside it when the first has had no answer for some time; the first answer counts,
    /// and the other call is given up.
    ///
    /// - Parameter permit: of the first call.
    /// - Returns: what decides, its permit not given back yet, and what the other call did cost.
    func raced(
        _ call: JudgeCall, _ permit: JudgeLimiter.Permit, timeout: Duration, number: Int
    ) async -> (attempt: Attempt, others: JudgeUsage) {
        guard let policy = configuration.hedge,
            policy.mayFollow(
                temperature: configuration.temperature, isSent: call.shape.sendsTemperature, timeout: timeout)
        else { return (await attempt(call, permit, timeout: timeout), JudgeUsage()) }
        return await raced(call, permit, timeout: timeout, number: number, policy)
    }

    // A function of its own: where nothing is called twice, nobody waits with its frame.
    @inline(never)
    private func raced(
        _ call: JudgeCall, _ permit: JudgeLimiter.Permit, timeout: Duration, number: Int, _ policy: HedgePolicy
    ) async -> (attempt: Attempt, others: JudgeUsage) {
        shared.hedges.noteCall()
        let start = shared.clock.now
        return await withTaskGroup(of: Attempt?.self) { group in
            group.addTask { await attempt(call, permit, timeout: timeout) }
            group.addTask {
                try? await shared.clock.sleep(for: policy.after)
                return nil
            }
            var decided: Attempt?
            var others = JudgeUsage()
            var running = 1
            while let event = await group.next() {
                guard let ended = event else {
                    guard decided == nil, !Task.isCancelled, let second = hedgePermit(for: call) else { continue }
                    running += 1
                    let rest = timeout - (shared.clock.now - start)
                    group.addTask { await attempt(call, second, timeout: rest, isHedge: true) }
                    continue
                }
                running -= 1
                if decided == nil, ended.exchange.isDecisive || running == 0 {
                    decided = ended
                    group.cancelAll()
                } else {
                    others = others + ended.exchange.usage
                    giveUp(ended, number: number, isSuperseded: decided != nil)
                }
            }
            return (decided ?? unmade(permit), others)
        }
    }

    /// Gives the permit back with what the call taught, and tells the observer.
    func end(
        _ attempt: Attempt, _ lesson: JudgeLimiter.Lesson, _ end: CallResult.End, number: Int,
        isSuperseded: Bool = false
    ) {
        let exchange = attempt.exchange
        shared.limiter.finish(attempt.permit, lesson, tokens: exchange.tokens, headers: exchange.limits)
        var report = report(exchange, end, attempt.duration, number)
        report.isHedge = attempt.isHedge
        report.isSuperseded = isSuperseded
        shared.observer.callFinished(report)
    }

    /// Ends the call that does not decide. Given up, it says nothing about the provider.
    private func giveUp(_ attempt: Attempt, number: Int, isSuperseded: Bool) {
        // One question that two calls could not bring an answer to is one failure, and the call that decides tells of it.
        let sign = attempt.exchange.sign(isUsualModel: configuration.isUsualModel)
        if case .failed = sign {} else { configuration.circuit?.note(sign) }
        switch attempt.exchange.outcome {
        case .answer, .truncated: end(attempt, .succeeded, .truncated, number: number, isSuperseded: isSuperseded)
        case .failure(let failure):
            let result = CallResult.End.failed(failure)
            end(attempt, lesson(of: failure, result), result, number: number, isSuperseded: isSuperseded)
        }
    }

    /// For a second call, if the judge is not away, the share allows it, and a place is free that nobody waits for.
    private func hedgePermit(for call: JudgeCall) -> JudgeLimiter.Permit? {
        guard configuration.circuit?.outage == nil else { return nil }
        return shared.hedges.begin { shared.limiter.beginAtOnce(admission(of: call)) }
    }

    private func attempt(
        _ call: JudgeCall, _ permit: JudgeLimiter.Permit, timeout: Duration, isHedge: Bool = false
    ) async -> Attempt {
        let start = shared.clock.now
        let exchange = await exchange(call, timeout: timeout)
        return Attempt(
            exchange: exchange, permit: permit, duration: shared.clock.now - start, isHedge: isHedge)
    }

    /// What a group would leave without its first call, which always ends.
    private func unmade(_ permit: JudgeLimiter.Permit) -> Attempt {
        Attempt(
            exchange: Exchange(outcome: .failure(classifier.failure(of: .cancelled)), usage: JudgeUsage()),
            permit: permit, duration: .zero, isHedge: false)
    }
}

extension LLMJudge.Exchange {
    /// An identical call would come to nothing else.
    var isDecisive: Bool {
        guard case .failure(let failure) = outcome, case .transient = failure.failureClass else { return true }
        return false
    }
}
