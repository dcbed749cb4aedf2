import Threads

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
