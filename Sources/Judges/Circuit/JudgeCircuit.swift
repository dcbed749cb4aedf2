package import Evaluation
internal import Threads

/// The circuit of the configured judge, shared by everyone who asks it with the operator's key.
///
/// Endpoints and keys that requests bring have none: a client could stop everybody's intake with a wrong key.
package final class JudgeCircuit: Sendable {
    private let state = Locked(CircuitState())
    private let clock: JudgeClock
    private let onChange: @Sendable (JudgeError?) -> Void

    /// - Parameters:
    ///   - clock: Default: the continuous clock.
    ///   - onChange: told why when the circuit opens and whenever a probe meets something else, and nil when it closes, in
    ///     this order; must be quick and must not ask the circuit.
    package init(
        clock: JudgeClock = JudgeClock(ContinuousClock()),
        onChange: @escaping @Sendable (JudgeError?) -> Void = { _ in }
    ) {
        self.clock = clock
        self.onChange = onChange
    }

    /// Why nothing is asked; nil while the judge is asked.
    package var outage: JudgeError? { state.withLock { $0.outage } }

    /// Takes what a call said about the endpoint.
    package func note(_ sign: CircuitState.Sign) { change { $0.note(sign, at: clock.now) } }

    /// A question has used up its tries, and this is how the last one ended.
    package func noteGivenUp(_ sign: CircuitState.Sign) { change { $0.noteGivenUp(sign, at: clock.now) } }

    /// Whether the one probe may go now; to be followed by `endProbe`.
    package func beginProbe() -> Bool { state.withLock { $0.beginProbe(at: clock.now) } }

    /// The probe has ended.
    package func endProbe(_ sign: CircuitState.Sign) { change { $0.endProbe(sign, at: clock.now) } }

    private func change(_ body: (inout CircuitState) -> Void) {
        state.withLock { state in
            let before = state.outage
            body(&state)
            if before != state.outage { onChange(state.outage) }
        }
    }
}
