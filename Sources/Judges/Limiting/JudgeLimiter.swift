internal import Threads

/// Bounds the calls in flight to one provider and lets all of them slow down as one when the provider says so.
package final class JudgeLimiter: Sendable {
    /// The right to make one call; give it back with exactly one of the limiter's `finish` calls.
    package struct Permit: Sendable {
        fileprivate let epoch: Int
    }

    /// What a call taught about the provider's limits.
    package enum Lesson: Sendable, Hashable {
        /// It was answered.
        case succeeded
        /// It was turned away; no call should begin before the time has passed.
        case throttled(pause: Duration)
        /// Nothing: it failed for another reason.
        case none
    }

    /// The numbers of one moment.
    package struct Statistics: Sendable, Hashable {
        /// Calls that may be in flight now.
        package var limit: Int
        package var inFlight: Int
        /// The most calls that were in flight at once.
        package var peakInFlight: Int
        /// How long no call begins; zero when nothing is paused.
        package var pausedFor: Duration
    }

    private struct State {
        var limit: AdaptiveLimit
        /// Permits that are out or in the semaphore beyond the limit, to be withheld when they come by.
        var excess = 0
        var inFlight = 0
        var peakInFlight = 0
        /// On the clock's time line.
        var pausedUntil: Duration = .zero
    }

    private let semaphore: AsyncSemaphore
    private let clock: JudgeClock
    private let state: Locked<State>

    /// - Parameters:
    ///   - maximum: calls in flight at most, at least 1.
    ///   - clock: what pauses are measured by.
    package init(maximum: Int, clock: JudgeClock) {
        semaphore = AsyncSemaphore(permits: max(1, maximum))
        self.clock = clock
        state = Locked(State(limit: AdaptiveLimit(maximum: maximum)))
    }

    /// Waits for a free place and for the end of a shared pause.
    ///
    /// - Throws: `CancellationError`; no place is held then.
    package func begin() async throws(CancellationError) -> Permit {
        while true {
            try await semaphore.wait()
            if !withholds() { break }
        }
        do throws(CancellationError) {
            while true {
                // Asked again after each sleep: a pause may have grown meanwhile.
                let now = clock.now
                let (permit, pause) = state.withLock { state -> (Permit?, Duration) in
                    guard state.pausedUntil <= now else { return (nil, state.pausedUntil - now) }
                    state.inFlight += 1
                    state.peakInFlight = max(state.peakInFlight, state.inFlight)
                    return (Permit(epoch: state.limit.epoch), .zero)
                }
                if let permit { return permit }
                try await clock.sleep(for: pause)
            }
        } catch {
            release()
            throw error
        }
    }

    /// Ends a call and learns from it. Never suspends.
    package func finish(_ permit: Permit, _ lesson: Lesson) {
        let now = clock.now
        let additional = state.withLock { state in
            state.inFlight -= 1
            let before = state.limit.current
            switch lesson {
            case .succeeded: state.limit.succeeded()
            case .throttled(let pause):
                state.limit.throttled(callEpoch: permit.epoch)
                state.pausedUntil = max(state.pausedUntil, now + pause)
            case .none: break
            }
            let change = state.limit.current - before
            // What the limit grows by is taken from what is still to be withheld, and only then made anew.
            let new = max(0, change - state.excess)
            state.excess = max(0, state.excess - change)
            return new
        }
        for _ in 0..<additional { semaphore.signal() }
        release()
    }

    /// The numbers of this moment.
    package var statistics: Statistics {
        let now = clock.now
        return state.withLock { state in
            Statistics(
                limit: state.limit.current, inFlight: state.inFlight, peakInFlight: state.peakInFlight,
                pausedFor: max(.zero, state.pausedUntil - now))
        }
    }

    private func release() {
        if !withholds() { semaphore.signal() }
    }

    /// Whether the permit in hand is one too many, and has to vanish.
    private func withholds() -> Bool {
        state.withLock { state in
            guard state.excess > 0 else { return false }
            state.excess -= 1
            return true
        }
    }
}
