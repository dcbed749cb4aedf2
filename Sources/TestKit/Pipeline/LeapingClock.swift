import Threads

/// A clock whose sleepers do not wait: time leaps to where they want to be.
package final class LeapingClock: Clock {
    private let start = ContinuousClock.now
    private let state = Locked((passed: Duration.zero, pauses: [Duration]()))

    package init() {}

    package var now: ContinuousClock.Instant { start + state.withLock { $0.passed } }
    package var minimumResolution: Duration { .nanoseconds(1) }

    /// How long each sleeper wanted to sleep, in order.
    package var pauses: [Duration] { state.withLock { $0.pauses } }

    package func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let target = start.duration(to: deadline)
        state.withLock { state in
            state.pauses.append(target - state.passed)
            state.passed = max(state.passed, target)
        }
        await Task.yield()
    }
}
