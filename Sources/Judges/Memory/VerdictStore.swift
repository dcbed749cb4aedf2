/// Keeps answers for a while under the code of their question, for one process or for all replicas. What it gives back is
/// not trusted.
///
/// Nothing here fails: a store that cannot be reached knows nothing, and the judge is asked.
package protocol VerdictStore: Sendable {
    /// What is kept under a key; else the lease, if one is wanted and nobody holds it.
    ///
    /// - Parameter lease: announces to other replicas that this one asks the judge. Nil: only looks.
    func recall(_ key: VerdictKey, wanting lease: VerdictLease?) async -> VerdictRecall

    /// Lets a lease live on from now, if it is still held.
    func renew(_ key: VerdictKey, _ lease: VerdictLease) async

    /// Keeps a value and gives the lease back. Returns at once; what is lost is asked for again.
    ///
    /// - Parameter lease: nil when the caller holds none.
    func keep(_ value: [UInt8], under key: VerdictKey, ending lease: VerdictLease?)

    /// Gives a lease back that is still held. Returns at once, also when the task is cancelled.
    func release(_ key: VerdictKey, _ lease: VerdictLease)

    /// Drops what is kept under a key. Returns at once.
    func forget(_ key: VerdictKey)
}

/// The right to ask the judge a question, for as long as it is renewed.
package struct VerdictLease: Sendable, Hashable {
    /// Nobody else's.
    package let token: String
    /// Ends by itself after this, so that a crash holds nobody up for longer.
    package let life: Duration

    package init(token: String, life: Duration) {
        self.token = token
        self.life = life
    }
}

/// What a store knows about a key.
package enum VerdictRecall: Sendable, Hashable {
    case known([UInt8])
    /// Nothing, and the lease is the caller's now: it must be given back or ends by itself.
    case leased
    /// Nothing yet: another process holds the lease.
    case taken
    /// Nothing, and there is no lease to be had or none was wanted.
    case unknown
    /// The store cannot be reached.
    case away
}
