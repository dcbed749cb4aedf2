/// A counted limit on how many tasks do something at once; those that wait are served in the order they came.
package final class AsyncSemaphore: Sendable {
    private typealias Continuation = CheckedContinuation<Bool, Never>

    private struct State {
        // More than zero only while nobody waits: `signal` hands its permit over directly.
        var permits: Int
        var waiters = WaiterQueue<Continuation>()
    }

    private let state: Locked<State>

    /// - Parameter permits: how many holders there may be at once, at least 0. With 0 every `wait` needs a `signal`.
    package init(permits: Int) {
        state = Locked(State(permits: max(0, permits)))
    }

    /// How many tasks stand in line.
    package var waiting: Int { state.withLock { $0.waiters.count } }

    /// Permits nobody holds.
    package var available: Int { state.withLock { $0.permits } }

    /// Takes a permit, suspending until one is free.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before it got a permit; it then holds none.
    package func wait() async throws(CancellationError) {
        guard !Task.isCancelled else { throw CancellationError() }
        let ticket: UInt64? = state.withLock { state in
            guard state.permits == 0 else {
                state.permits -= 1
                return nil
            }
            return state.waiters.drawTicket()
        }
        guard let ticket else { return }
        let granted = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(continuation, ticket: ticket)
                // The handler may have run before there was anything to take out of the line.
                if Task.isCancelled { cancel(ticket) }
            }
        } onCancel: {
            cancel(ticket)
        }
        guard granted else { throw CancellationError() }
    }

    /// Gives a permit back, to the task that has waited longest if there is one. Never suspends.
    package func signal() {
        let next: Continuation? = state.withLock { state in
            if let next = state.waiters.popFirst() { return next }
            state.permits += 1
            return nil
        }
        next?.resume(returning: true)
    }

    /// Runs `body` holding a permit, which is given back however `body` ends.
    ///
    /// - Throws: `CancellationError` when cancelled in line (`body` has not run), otherwise what `body` throws.
    package func withPermit<Result>(_ body: () async throws -> Result) async throws -> Result {
        try await wait()
        defer { signal() }
        return try await body()
    }

    private func enqueue(_ continuation: Continuation, ticket: UInt64) {
        // A permit may have come back since `wait` looked.
        let granted = state.withLock { state in
            guard state.permits == 0 else {
                state.permits -= 1
                return true
            }
            state.waiters.append(continuation, ticket: ticket)
            return false
        }
        if granted { continuation.resume(returning: true) }
    }

    private func cancel(_ ticket: UInt64) {
        state.withLock { $0.waiters.remove(ticket: ticket) }?.resume(returning: false)
    }
}
