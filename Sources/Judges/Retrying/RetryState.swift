/// Where one question stands between its calls: a pure state machine that decides what follows a failure.
package struct RetryState: Sendable {
    /// What to do next.
    package enum Decision: Sendable, Hashable {
        /// Call again after the pause; with a changed request there is none.
        case again(after: Duration)
        /// The failure stands.
        case giveUp
    }

    private let policy: RetryPolicy
    private var tried = 0
    private var turnedAway = 0
    private var repairs = 0
    /// More than a request has parameters to change.
    private static let mostRepairs = 8
    private var pauses = 0
    private var lastBackoff: Duration = .zero
    private var lastPause: Duration = .zero
    /// Time that went into calls and pauses so far.
    package private(set) var spent: Duration = .zero

    package init(policy: RetryPolicy) { self.policy = policy }

    /// Time left for the next call, above zero while the question is alive.
    package var remaining: Duration { policy.deadline - spent }

    /// Counts the time of a call that did not fail and yet is not the last.
    package mutating func spend(_ duration: Duration) { spent += max(.zero, duration) }

    /// Takes a call that failed for good or for now.
    ///
    /// - Parameters:
    ///   - duration: how long the call took.
    ///   - chance: 0 to 1, for the jitter.
    package mutating func failed(_ failure: CallFailure, after duration: Duration, chance: Double) -> Decision {
        spend(duration)
        switch failure.failureClass {
        case .requestFinal, .providerFinal: return .giveUp
        case .repairable:
            repairs += 1
            return remaining > .zero && repairs <= Self.mostRepairs ? .again(after: .zero) : .giveUp
        case .transient(let retryAfter):
            if failure.isThrottling { turnedAway += 1 } else { tried += 1 }
            let counted = tried + (spent >= policy.throttlingPatience ? turnedAway : 0)
            guard counted < policy.tries, (retryAfter ?? .zero) <= policy.longestRetryAfter else { return .giveUp }
            pauses += 1
            let pause = policy.pause(
                number: pauses, previous: lastBackoff, retryAfter: retryAfter, chance: chance)
            lastBackoff = pause.backoff
            // A provider's wish may shrink as its window closes; ours never does.
            lastPause = max(pause.total, lastPause)
            guard spent + lastPause < policy.deadline else { return .giveUp }
            spent += lastPause
            return .again(after: lastPause)
        }
    }
}
