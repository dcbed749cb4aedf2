/// Repeats an output until it is confirmed: a dependency that is away is not the message's fault.
///
/// While it repeats, the gate of that output is closed, so that intake pauses instead of paying a judge for work that
/// cannot be delivered.
package struct OutputRetry: Sendable {
    private let gate: OutputGate
    private let clock: any Clock<Duration>

    package init(gate: OutputGate, clock: any Clock<Duration> = ContinuousClock()) {
        self.gate = gate
        self.clock = clock
    }

    /// Runs `operation` until it succeeds.
    ///
    /// - Parameter output: whose gate closes while it fails.
    /// - Throws: `OutputError.refused` at once, `.cancelled` when the surrounding task is.
    package func callAsFunction<Value: Sendable>(
        _ output: OutputGate.Output, _ operation: () async throws(OutputError) -> Value
    ) async throws(OutputError) -> Value {
        var pause = Duration.milliseconds(50)
        while true {
            do {
                let value = try await operation()
                gate.open(output)
                return value
            } catch .unavailable(let text) {
                gate.close(output, because: text)
            } catch .refused(let text) {
                // An answer all the same: a gate that stayed closed here would have nobody left to open it.
                gate.open(output)
                throw .refused(text)
            } catch {
                throw error
            }
            do { try await clock.sleep(for: pause) } catch { throw .cancelled }
            pause = min(pause * 2, .seconds(2))
        }
    }
}
