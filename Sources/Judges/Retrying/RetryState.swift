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
    private var enteredLine: Duration = .zero
    private var turnedAwaySince: Duration?
    private var isWaitedFor = true
    /// Time that went into calls and pauses so far; without those that were turned away where nobody waits.
    package private(set) var spent: Duration = .zero
    /// The last call was turned away for too much traffic: the next one has no pause of its own, but stands in the line
    /// that is paused for all.
    package private(set) var isTurnedAway = false

    package init(policy: RetryPolicy) { self.policy = policy }

    /// The question stands in line for its next call. Not called, a client waits.
    ///
    /// - Parameters:
    ///   - now: on any time line that does not run backwards.
    ///   - isWaitedFor: a client waits for the answer, for no longer than the policy's deadline.
    package mutating func enterLine(at now: Duration, isWaitedFor: Bool) {
        enteredLine = now
        self.isWaitedFor = isWaitedFor
        if isTurnedAway, turnedAwaySince == nil { turnedAwaySince = now }
    }

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
        isTurnedAway = failure.isThrottling
        // Turned away, it was not tried: its time is left for the call that will be.
        if !isTurnedAway || isWaitedFor { spend(duration) }
        switch failure.failureClass {
        case .requestFinal, .providerFinal: return .giveUp
        case .repairable:
            repairs += 1
            return remaining > .zero && repairs <= Self.mostRepairs ? .again(after: .zero) : .giveUp
        case .transient(let retryAfter):
            if isTurnedAway { turnedAway += 1 } else { tried += 1 }
            let counted = tried + (isPatient ? 0 : turnedAway)
            guard counted < policy.tries, (retryAfter ?? .zero) <= policy.longestRetryAfter else { return .giveUp }
            pauses += 1
            let pause = policy.pause(
                number: pauses, previous: lastBackoff, retryAfter: retryAfter, chance: chance)
            lastBackoff = pause.backoff
            return isTurnedAway ? again(throttledFor: pause.total) : again(after: pause.total)
        }
    }

    /// Being turned away does not count yet.
    private var isPatient: Bool {
        guard !isWaitedFor else { return spent < policy.throttlingPatience }
        guard policy.throttlingPatience > .zero else { return false }
        return turnedAwaySince.map { enteredLine - $0 < policy.patienceInLine } ?? true
    }

    private mutating func again(after pause: Duration) -> Decision {
        // A provider's wish may shrink as its window closes; ours never does.
        lastPause = max(pause, lastPause)
        guard lastPause < remaining else { return .giveUp }
        spent += lastPause
        return .again(after: lastPause)
    }

    /// For how long nobody is let through. Nobody's time goes by in the line where nobody waits.
    private mutating func again(throttledFor pause: Duration) -> Decision {
        guard remaining > (isWaitedFor ? pause : .zero) else { return .giveUp }
        if isWaitedFor { spent += pause }
        return .again(after: pause)
    }
}
