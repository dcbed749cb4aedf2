import TestKit

/// When what goes wrong: the same for the same seed.
struct SoakPlan: Sendable, Hashable {
    struct Step: Sendable, Hashable {
        /// From the start of the run.
        let at: Duration
        let event: SoakEvent
        /// Until it is put right; what is over at once has none.
        let lasts: Duration
        /// The place of the replica it happens to, 1 or more: the one at 0 is spared, so that its memory can be watched.
        let replica: Int
    }

    let steps: [Step]

    /// Quiet at the start, so that there is something to compare with, and before the end.
    private static let quiet = Duration.seconds(10)

    /// Between the end of an event and the next one of the same target.
    private static let recovery = Duration.seconds(3)

    /// - Parameters:
    ///   - length: of the run; the last event begins before its end.
    ///   - replicas: 2 or more.
    init(seed: UInt64, length: Duration, replicas: Int) {
        var generator = SeededGenerator(seed: seed)
        var steps: [Step] = []
        var at = Self.quiet
        // Every event once before any comes again: a short run, too, has most of them.
        var deck: [SoakEvent] = []
        var free: [SoakEvent.Target: Duration] = [:]
        while at < length - Self.quiet {
            if deck.isEmpty { deck = SoakEvent.allCases.shuffled(using: &generator) }
            let event = deck.removeLast()
            at = max(at, free[event.target] ?? .zero)
            let lasts = Duration.milliseconds(Int.random(in: 1000...5000, using: &generator))
            steps.append(
                Step(
                    at: at, event: event, lasts: lasts,
                    replica: Int.random(in: 1..<max(replicas, 2), using: &generator)))
            if event.target != .replicas { free[event.target] = at + lasts + Self.recovery }
            // Shorter than most events last: some overlap.
            at += Duration.milliseconds(Int.random(in: 2000...10_000, using: &generator))
        }
        self.steps = steps
    }
}
