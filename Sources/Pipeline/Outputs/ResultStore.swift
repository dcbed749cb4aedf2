/// Keeps results where clients wait for them, each once.
package protocol ResultStore: Sendable {
    /// The results that were stored before, in the order of `keys`.
    func stored(_ keys: [ResultKey]) async throws(OutputError) -> [StoredResult?]

    /// Stores and pushes a result in one atomic step, unless one is stored under the key already.
    ///
    /// - Returns: what is stored now: the given value, or the earlier one, which then was not pushed again.
    func store(_ entry: ResultEntry) async throws(OutputError) -> StoredResult
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
