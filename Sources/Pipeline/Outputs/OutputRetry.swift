import Threads

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
            } catch {
                throw error
            }
            do { try await clock.sleep(for: pause) } catch { throw .cancelled }
            pause = min(pause * 2, .seconds(2))
        }
    }
}

/// Which outputs take results just now; intake pauses while one does not.
package final class OutputGate: Sendable {
    /// The outputs a message needs.
    package enum Output: String, Sendable, CaseIterable { case store, queue }

    private let closed: Locked<[Output: String]>
    private let onChange: @Sendable (Output, String?) -> Void

    /// - Parameters:
    ///   - unreached: outputs that are closed until they are opened for the first time. Default: none.
    ///   - onChange: told when an output closes (with the cause) or opens (nil), once per change; must be quick.
    package init(
        unreached: [Output] = [], onChange: @escaping @Sendable (Output, String?) -> Void = { _, _ in }
    ) {
        closed = Locked(Dictionary(uniqueKeysWithValues: unreached.map { ($0, "not reached yet") }))
        self.onChange = onChange
    }

    package var isOpen: Bool { closed.withLock { $0.isEmpty } }

    /// Why an output is closed; nil when it is open.
    package func cause(_ output: Output) -> String? { closed.withLock { $0[output] } }

    package func open(_ output: Output) {
        if closed.withLock({ $0.removeValue(forKey: output) != nil }) { onChange(output, nil) }
    }

    package func close(_ output: Output, because cause: String) {
        if closed.withLock({ $0.updateValue(cause, forKey: output) == nil }) { onChange(output, cause) }
    }
}
