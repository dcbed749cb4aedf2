/// When offsets are worth a commit: after some finished records, when nothing is left in flight, or after a while; one
/// commit at a time, and none at once after one that failed.
///
/// A failed commit is no reason to work again: the next one covers it.
package struct CommitPace: Sendable {
    /// Finished records after which a commit is worth a request.
    package static let records = 10
    /// How long fewer of them may wait; also the pause after a commit that failed.
    package static let interval = Duration.seconds(1)

    private var finished = 0
    private var isCommitting = false
    private var last: ContinuousClock.Instant
    /// Not before this instant.
    private var earliest: ContinuousClock.Instant

    package init(at now: ContinuousClock.Instant) {
        last = now
        earliest = now
    }

    /// A record was finished.
    package mutating func noteFinished() { finished += 1 }

    /// - Parameter isIdle: nothing is in flight.
    package func isDue(at now: ContinuousClock.Instant, isIdle: Bool) -> Bool {
        guard !isCommitting, finished > 0, now >= earliest else { return false }
        return finished >= Self.records || isIdle || last.duration(to: now) >= Self.interval
    }

    /// There was nothing to commit after all: what is finished stands behind a gap.
    package mutating func noteNothing() { finished = 0 }

    /// A commit was sent.
    package mutating func noteSent(at now: ContinuousClock.Instant) {
        finished = 0
        isCommitting = true
        last = now
    }

    /// The broker has answered.
    ///
    /// - Parameter isRest: something that can be committed is still not, because the commit or a part of it failed. With
    ///   nothing else finished it would wait for ever.
    package mutating func noteAnswer(isRest: Bool, at now: ContinuousClock.Instant) {
        isCommitting = false
        guard isRest else { return }
        finished += 1
        earliest = now + Self.interval
    }
}
