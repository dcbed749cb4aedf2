/// How many calls may be in flight: additive increase, multiplicative decrease, as congestion control has it.
///
/// A provider that turns calls away gets half as many; each round of successes as long as the limit earns one more.
/// Calls that were in flight when the limit fell and are turned away too say nothing new, so a burst of refusals
/// counts once: `epoch` tells the two apart.
package struct AdaptiveLimit: Sendable, Hashable {
    /// The most the limit can be, at least 1.
    package let maximum: Int
    /// The limit now, 1 to `maximum`.
    package private(set) var current: Int
    /// Grows by one each time the limit falls; a call remembers the epoch it began in.
    package private(set) var epoch = 0
    private var successes = 0

    package init(maximum: Int) {
        self.maximum = max(1, maximum)
        current = self.maximum
    }

    /// A call was answered.
    package mutating func succeeded() {
        guard current < maximum else { return }
        successes += 1
        guard successes >= current else { return }
        successes = 0
        current += 1
    }

    /// A call that began in `callEpoch` was turned away for too much traffic.
    package mutating func throttled(callEpoch: Int) {
        guard callEpoch == epoch else { return }
        epoch += 1
        successes = 0
        current = max(1, current / 2)
    }
}
