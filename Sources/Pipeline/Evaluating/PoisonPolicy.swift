/// Tells a request that kills its worker from one that was near when a worker died.
///
/// A process that is killed leaves the starts of everything it was working on behind, so one start says nothing. A
/// request with two is worked on alone, one such request at a time: whoever is innocent then ends, and only the starts
/// of the guilty one go on growing. That a process is gone shows after a while only: until then its starts make a
/// suspect, but not a dead letter.
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

    /// Starts from which a request is suspected.
    package static let suspicion = 2

    /// Starts of killed processes after which a request is a dead letter, at least 3. Default: 5.
    package let attempts: Int

    package init(attempts: Int = 5) { self.attempts = max(attempts, Self.suspicion + 1) }

    /// How many starts count.
    ///
    /// - Parameters:
    ///   - killed: processes that are gone.
    ///   - alive: processes that are at it, or were a moment ago.
    package static func starts(killed: Int, alive: Int) -> Int { max(killed, min(killed + alive, suspicion)) }

    /// - Parameter starts: of other processes, without an end, as `starts(killed:alive:)` counts them.
    package func verdict(starts: Int) -> Verdict {
        if starts >= attempts { return .deadLetter }
        return starts >= Self.suspicion ? .alone : .together
    }
}
