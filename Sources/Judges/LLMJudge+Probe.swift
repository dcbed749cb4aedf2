internal import Evaluation

extension LLMJudge {
    /// Sends one small question if the circuit is open and a probe is due; any answer closes the circuit.
    package func probeIfDue() async {
        guard let circuit = configuration.circuit, circuit.beginProbe() else { return }
        let task = JudgeTask.safety(
            SafetyTask(
                input: "Hello", output: "Hello.", asksForToxicity: true, asksForBias: false, asksForPersonalData: false)
        )
        let call = JudgeCall(
            .structured(task.prompt(fence)), model: configuration.model, shape: shape(of: task.name),
            maximumTokens: Self.probeTokens, seed: configuration.seed)
        let permit: JudgeLimiter.Permit
        do { permit = try await shared.limiter.begin(admission(of: call)) } catch {
            return circuit.endProbe(
                error == .cancelled ? .nothing : .turnedAway(JudgeError(.rateLimited, error.message)))
        }
        let start = shared.clock.now
        let exchange = await exchange(call, timeout: configuration.callTimeout)
        shared.limiter.finish(permit, lesson(of: exchange), tokens: exchange.tokens, headers: exchange.limits)
        shared.observer.callFinished(report(exchange, .truncated, shared.clock.now - start, 1))
        circuit.endProbe(exchange.sign(isUsualModel: true))
    }

    /// That a probe is turned away holds for everybody's next call; what else goes wrong is the circuit's to know.
    private func lesson(of exchange: Exchange) -> JudgeLimiter.Lesson {
        guard case .failure(let failure) = exchange.outcome, failure.isThrottling else { return .none }
        return lesson(of: failure, .failed(failure))
    }

    /// An answer that is cut off is an answer.
    private static let probeTokens = 16
}

extension LLMJudge.Exchange {
    /// What the exchange says about the endpoint.
    func sign(isUsualModel: Bool) -> CircuitState.Sign {
        switch outcome {
        case .answer, .truncated: .answered
        case .failure(let failure): failure.sign(isUsualModel: isUsualModel)
        }
    }
}
