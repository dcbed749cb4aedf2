package import Pipeline
package import Threads

/// A message source that a test feeds.
package final class ScriptedSource: MessageSource {
    package let batches: BoundedChannel<[Message]>
    private let state = Locked((stops: 0, closes: 0))
    private let onClose: @Sendable () -> Void

    /// - Parameter onClose: called when the source is closed. Default: nothing.
    package init(capacity: Int = 64, onClose: @escaping @Sendable () -> Void = {}) {
        batches = BoundedChannel(capacity: capacity)
        self.onClose = onClose
    }

    /// How often `stopIntake` was called.
    package var stops: Int { state.withLock { $0.stops } }
    /// How often `close` was called.
    package var closes: Int { state.withLock { $0.closes } }

    /// Offers a batch.
    ///
    /// - Returns: whether it was taken.
    @discardableResult package func feed(_ batch: [Message]) -> Bool { batches.trySend(batch) == .accepted }

    package func stopIntake() {
        state.withLock { $0.stops += 1 }
        batches.finish()
    }

    package func close() async {
        state.withLock { $0.closes += 1 }
        onClose()
    }
}
