/// Keeps results where clients wait for them, each once.
package protocol ResultStore: Sendable {
    /// What is known of requests before work on them begins, in the order of `keys`.
    ///
    /// In the same step a start of this process is noted for each request with fewer than `limit` starts of other
    /// processes, as `PoisonPolicy` counts them. A start lasts until the request has a result or is settled or handed
    /// back; one whose process was killed stays. Noting it again changes nothing.
    func begin(_ keys: [ResultKey], ifStartedLessThan limit: Int) async throws(OutputError) -> [EarlierWork]

    /// Stores and pushes a result in one atomic step, unless one is stored under the key already.
    ///
    /// - Returns: what is stored now: the given value, or the earlier one, which then was not pushed again. No start of
    ///   the request is left.
    func store(_ entry: ResultEntry) async throws(OutputError) -> StoredResult

    /// Forgets every start of requests that have ended in another way than by `store`.
    func settle(_ keys: [ResultKey]) async throws(OutputError)

    /// Takes this process's starts back: the requests are unfinished, and that is not their fault, or they only wait.
    func handBack(_ keys: [ResultKey]) async throws(OutputError)
}

/// What happened to a request before this process begins to work on it.
package struct EarlierWork: Sendable, Hashable {
    /// The result it has already; nil when it has none.
    package let result: StoredResult?
    /// Other processes that began to work on it and have neither ended nor handed it back, as `PoisonPolicy` counts them:
    /// those that were killed, and up to a suspicion those that are still at it.
    package let starts: Int

    package init(result: StoredResult? = nil, starts: Int = 0) {
        self.result = result
        self.starts = starts
    }
}

/// Names one request for good.
package struct ResultKey: Sendable, Hashable {
    package let campaignID: String
    /// The evaluation's id; for an id that was derived from the record's place also a fingerprint of the record, so that
    /// a topic that is created anew does not find the old one's results.
    package let id: String

    package init(campaignID: String, id: String) {
        self.campaignID = campaignID
        self.id = id
    }

    /// Stands for a message before anything in it is read: its place, and its time, so that a topic that is created anew
    /// does not inherit the old one's starts. No request has an empty campaign.
    package init(reading message: Message) {
        self.init(campaignID: "", id: "\(message.origin.id)@\(message.timestamp ?? 0)")
    }

    /// Whether this stands for a message that is being read.
    package var isReading: Bool { campaignID.isEmpty }
}

/// A result that is kept.
package struct StoredResult: Sendable, Hashable {
    /// The JSON as it was first written.
    package let value: [UInt8]
    /// Of the request it belongs to.
    package let fingerprint: String

    package init(value: [UInt8], fingerprint: String) {
        self.value = value
        self.fingerprint = fingerprint
    }
}

/// A result to keep and push.
package struct ResultEntry: Sendable, Hashable {
    package let key: ResultKey
    package let result: StoredResult
    package let campaignID: String
    package let nodeID: String?
    /// The waiting client's key gets it too; off when the reply is so late that nobody waits.
    package let repliesToNode: Bool

    package init(key: ResultKey, result: StoredResult, campaignID: String, nodeID: String?, repliesToNode: Bool) {
        self.key = key
        self.result = result
        self.campaignID = campaignID
        self.nodeID = nodeID
        self.repliesToNode = repliesToNode
    }
}
