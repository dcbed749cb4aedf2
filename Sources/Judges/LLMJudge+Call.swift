internal import Evaluation
internal import HTTPClient

extension LLMJudge {
    /// What came of one call, and what follows.
    struct CallResult {
        enum End {
            case answered(Exchange.Reply, model: String?)
            case again(after: Duration)
            case reshaped(RequestShape)
            case truncated
            case failed(CallFailure)
        }

        var end: End
        var usage: JudgeUsage
    }

    /// Makes one call inside the limits, tells the limiter and the observer how it went, and decides what follows.
    ///
    /// - Throws: `.cancelled`, and `.rateLimited` when there was no turn for the call in time.
    func perform(
        _ call: JudgeCall, state: inout RetryState, calls: Int, usage: JudgeUsage
    ) async throws(JudgeError) -> CallResult {
        let permit: JudgeLimiter.Permit
        do { permit = try await shared.limiter.begin(admission(of: call), for: party) } catch {
            throw error == .cancelled ? cancelled(usage) : JudgeError(.rateLimited, error.message, usage: usage)
        }

        let start = shared.clock.now
        let (attempt, others) = await raced(
            call, permit, timeout: min(configuration.callTimeout, state.remaining), number: calls)
        let exchange = attempt.exchange
        let duration = shared.clock.now - start
        configuration.circuit?.note(exchange.sign(isUsualModel: configuration.isUsualModel))
        var result = CallResult(end: .truncated, usage: exchange.usage + others)
        var lesson = JudgeLimiter.Lesson.none
        switch exchange.outcome {
        case .answer(let reply):
            lesson = .succeeded
            result.end = .answered(reply, model: exchange.model)
        case .truncated:
            lesson = .succeeded
            state.spend(duration)
        case .failure(let failure):
            result.end = decide(failure, call, &state, duration)
            lesson = self.lesson(of: failure, result.end)
        }
        end(attempt, lesson, result.end, number: calls)
        if case .failure(let failure) = exchange.outcome, failure.code == .cancelled {
            throw cancelled(usage + result.usage)
        }
        return result
    }

    private func decide(
        _ failure: CallFailure, _ call: JudgeCall, _ state: inout RetryState, _ duration: Duration
    ) -> CallResult.End {
        if case .repairable(let parameter) = failure.failureClass {
            // Another call may have learned the same meanwhile: what it learned must not be undone.
            let known = shape(of: call.question.schemaName)
            if case .tokens = call.question, known.alternatives == .none { return .failed(failure) }
            if known != call.shape, state.failed(failure, after: duration, chance: 0) != .giveUp {
                return .reshaped(known)
            }
            guard let shape = learn(from: call, without: parameter) else { return .failed(failure) }
            if case .tokens = call.question, shape.alternatives == .none {
                return .failed(CallFailure(.requestFinal, .rejected, Self.noProbabilities))
            }
            return state.failed(failure, after: duration, chance: 0) == .giveUp ? .failed(failure) : .reshaped(shape)
        }
        switch state.failed(failure, after: duration, chance: shared.randomness.chance()) {
        case .again(let pause): return .again(after: pause)
        case .giveUp: return .failed(failure)
        }
    }

    func report(
        _ exchange: Exchange, _ end: CallResult.End, _ duration: Duration, _ calls: Int
    ) -> JudgeCallReport {
        var report = JudgeCallReport(
            provider: identity.provider, model: identity.model, outcome: "OK", status: exchange.status,
            duration: duration, usage: exchange.usage, reasoningTokens: exchange.reasoningTokens, call: calls,
            requestID: exchange.requestID)
        switch exchange.outcome {
        case .answer: break
        case .truncated: report.outcome = JudgeError.Code.truncated.rawValue
        case .failure(let failure):
            report.outcome = failure.code.rawValue
            report.problem = failure.message
        }
        switch end {
        case .again(let pause): report.retryAfter = pause
        case .reshaped: report.retryAfter = .zero
        default: break
        }
        return report
    }
}
