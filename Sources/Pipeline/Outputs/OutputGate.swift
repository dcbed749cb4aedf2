import Threads

/// Which dependencies of every message are there just now; intake pauses while one is not.
package final class OutputGate: Sendable {
    /// What a message needs.
    package enum Output: String, Sendable, CaseIterable {
        /// Keeps results.
        case store
        /// Takes output records.
        case queue
        /// Finds the facts that results are made of.
        case judge
    }

    private struct State {
        var closed: [Output: String]
        var closings: [Output: Int] = [:]
    }

    private let state: Locked<State>
    private let onChange: @Sendable (Output, String?) -> Void

    /// - Parameters:
    ///   - unreached: outputs that are closed until they are opened for the first time. Default: none.
    ///   - onChange: told when an output closes (with the cause) or opens (nil), once per change; must be quick.
    package init(
        unreached: [Output] = [], onChange: @escaping @Sendable (Output, String?) -> Void = { _, _ in }
    ) {
        state = Locked(State(closed: Dictionary(uniqueKeysWithValues: unreached.map { ($0, "not reached yet") })))
        self.onChange = onChange
    }

    package var isOpen: Bool { state.withLock { $0.closed.isEmpty } }

    /// Why an output is closed; nil when it is open.
    package func cause(_ output: Output) -> String? { state.withLock { $0.closed[output] } }

    /// How often an output has closed since the start.
    package func closings(of output: Output) -> Int { state.withLock { $0.closings[output] ?? 0 } }

    package func open(_ output: Output) {
        if state.withLock({ $0.closed.removeValue(forKey: output) != nil }) { onChange(output, nil) }
    }

    package func close(_ output: Output, because cause: String) {
        let isNew = state.withLock { state in
            guard state.closed.updateValue(cause, forKey: output) == nil else { return false }
            state.closings[output, default: 0] += 1
            return true
        }
        if isNew { onChange(output, cause) }
    }
}
