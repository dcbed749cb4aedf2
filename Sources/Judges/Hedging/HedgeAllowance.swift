internal import Threads

/// The share of second calls that all judges of a process have together.
final class HedgeAllowance: Sendable {
    private let share = Locked(HedgeShare())

    func noteCall() { share.withLock { $0.noteCall() } }

    /// A permit for a second call; nil when the share is used up or `begin` gives none.
    func begin(_ begin: () -> JudgeLimiter.Permit?) -> JudgeLimiter.Permit? {
        guard share.withLock({ $0.take() }) else { return nil }
        if let permit = begin() { return permit }
        share.withLock { $0.giveBack() }
        return nil
    }
}
