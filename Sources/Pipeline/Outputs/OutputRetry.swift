/// Repeats an output until it is confirmed: a dependency that is away is not the message's fault.
///
/// While it repeats, the gate of that output is closed, so that intake pauses instead of paying a judge for work that
/// cannot be delivered.
package struct OutputRetry: Sendable {
    let gate: OutputGate
    private let clock: any Clock<Duration>

    package init(gate: OutputGate, clock: any Clock<Duration> = ContinuousClock()) {
        self.gate = gate
        self.clock = clock
    }

    /// Waits until an output is open.
    ///
    /// - Parameters:
    ///   - limit: how long; nil: as long as it takes.
    ///   - isOver: whether to give up waiting, asked now and then.
    /// - Returns: whether it is open; false after `limit`.
    /// - Throws: `.cancelled`, also when it is over.
    func waitUntilOpen(
        _ output: OutputGate.Output, within limit: Duration?, unless isOver: () -> Bool
    ) async throws(OutputError) -> Bool {
        var waited = Duration.zero
        while gate.cause(output) != nil {
            if isOver() { throw .cancelled }
            let left = limit.map { $0 - waited } ?? Self.longestWait
            guard left > .zero else { return false }
            let pause = min(left, Self.longestWait)
            do { try await clock.sleep(for: pause) } catch { throw .cancelled }
            waited += pause
        }
        return true
    }

    private static let longestWait = Duration.milliseconds(200)

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
