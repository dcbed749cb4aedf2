internal import Evaluation

extension LLMJudge {
    /// What a call asks of the limiter.
    func admission(of call: JudgeCall) -> Admission {
        Admission(
            key: bulkhead, origin: configuration.origin, tokens: Self.estimatedTokens(of: call),
            rates: rates, patience: configuration.retry.patienceInLine)
    }

    /// The client of the request has not given up yet.
    var isWaitedFor: Bool { configuration.origin.deadline.map { $0 > shared.clock.now } ?? false }

    /// The question and all of the answer that is allowed: as providers count before they know.
    private static func estimatedTokens(of call: JudgeCall) -> Int { promptTokens(of: call) + call.maximumTokens }

    /// What a call has cost at least that may have been carried out and brought no answer: its question, at four bytes a
    /// token. Zero where no price is known.
    func leastCost(of call: JudgeCall) -> JudgeCost {
        PriceRule.cost(
            of: TokenUsage(prompt: Self.promptTokens(of: call)), by: prices, unixTime: shared.unixTime())
            ?? JudgeCost(picodollars: 0)
    }

    private static func promptTokens(of call: JudgeCall) -> Int {
        let bytes =
            switch call.question {
            case .structured(let prompt): prompt.system.utf8.count + prompt.user.utf8.count
            case .tokens(let question): question.system.utf8.count + question.user.utf8.count
            }
        return (bytes + (call.repair?.utf8.count ?? 0)) / 4 + 1
    }

    /// What a failed call says to all that wait for the same provider.
    func lesson(of failure: CallFailure, _ end: CallResult.End) -> JudgeLimiter.Lesson {
        let pause: Duration? = if case .again(let pause) = end { pause } else { nil }
        return JudgeLimiter.Lesson(of: failure, pause: pause, configuration.retry)
    }
}

extension LLMJudge.Exchange {
    /// What the call did cost; nil when that is not known. What is turned away costs nothing.
    var tokens: Int? {
        guard status != nil || usage.calls == 0 else { return nil }
        return usage.promptTokens + usage.completionTokens
    }
}
