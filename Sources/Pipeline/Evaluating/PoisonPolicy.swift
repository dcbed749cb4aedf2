/// Tells a request that kills its worker from one that was near when a worker died.
///
/// A process that is killed leaves the starts of everything it was working on behind, so one start says nothing. A
/// request with two is worked on alone, one such request at a time: whoever is innocent then ends, and only the starts
/// of the guilty one go on growing.
package struct PoisonPolicy: Sendable, Hashable {
    /// What to do with a request.
    package enum Verdict: Sendable, Hashable {
        /// Work on it beside others.
        case together
        /// Work on it while no other suspect is worked on.
        case alone
        /// It has killed enough workers.
        case deadLetter
    }

    /// Starts of killed processes from which a request is suspected.
    package static let suspicion = 2

    /// Starts of killed processes after which a request is a dead letter, at least 3. Default: 5.
    package let attempts: Int

    package init(attempts: Int = 5) { self.attempts = max(attempts, Self.suspicion + 1) }

    /// - Parameter starts: of other processes, without an end.
    package func verdict(starts: Int) -> Verdict {
        if starts >= attempts { return .deadLetter }
        return starts >= Self.suspicion ? .alone : .together
    }
}
