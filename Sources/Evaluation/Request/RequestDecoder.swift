package import JSON

/// Reads a record into a request: strict about types, sizes and UTF-8, tolerant about the many shapes clients send.
///
/// Pure and total: every input is a request or a `RequestError` that lists all its problems.
package struct RequestDecoder: Sendable {
    /// What a record may hold.
    package struct Limits: Sendable, Hashable {
        /// Bytes of one record. Default: 1 MiB.
        package var recordBytes: Int
        /// UTF-8 bytes of an id. Default: 512.
        package var idBytes: Int
        /// Metrics of one request. Default: 64.
        package var metrics: Int
        /// UTF-8 bytes of a criterion with its steps. Default: 32 KiB.
        package var criteriaBytes: Int
        /// Levels of nesting. Default: 64.
        package var depth: Int

        package init(
            recordBytes: Int = 1 << 20, idBytes: Int = 512, metrics: Int = 64, criteriaBytes: Int = 32 << 10,
            depth: Int = 64
        ) {
            self.recordBytes = recordBytes
            self.idBytes = idBytes
            self.metrics = metrics
            self.criteriaBytes = criteriaBytes
            self.depth = depth
        }
    }

    package let limits: Limits

    package init(limits: Limits = Limits()) { self.limits = limits }

    /// The request that `bytes` hold.
    ///
    /// - Parameter fallbackID: the evaluation's id when the record names none.
    /// - Throws: `RequestError`; nothing was evaluated.
    package func decode(_ bytes: [UInt8], fallbackID: String) throws(RequestError) -> EvaluationRequest {
        guard !bytes.isEmpty else { throw RequestError(.empty, ["the record is empty"]) }
        guard bytes.count <= limits.recordBytes else {
            throw RequestError(
                .tooLarge, ["the record has \(bytes.count) bytes, more than the limit of \(limits.recordBytes)"])
        }
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes, options: .init(maximumDepth: limits.depth))
        } catch {
            throw RequestError(.invalidJSON, ["not JSON: \(error)"])
        }
        guard let object = value.object else {
            throw RequestError(.notAnObject, ["the record is \(value.kindName), not an object"])
        }
        return try decode(object, fallbackID: fallbackID)
    }

    /// The request that a parsed record holds.
    package func decode(_ object: JSONObject, fallbackID: String) throws(RequestError) -> EvaluationRequest {
        var fields = FieldReader(object: object)
        let id = fields.id("evaluation_id", limit: limits.idBytes) ?? fields.id("request_id", limit: limits.idBytes)
        let campaign = fields.id("campaign_id", limit: limits.idBytes)
        if campaign?.contains(":node:") == true {
            // Its own results would stand under the key that a node of another campaign waits on.
            fields.report("campaign_id", "must not contain :node:")
        }
        let node = fields.id("node_id", limit: limits.idBytes)
        let metadata = fields.object("metadata") ?? JSONObject()
        let testCase = fields.testCase()
        let battle = fields.battle(hasTestCase: testCase != TestCase())
        let judge = fields.judgeOverride()
        let judging = fields.judging()
        // The score of a battle has a fixed key; a battle without metrics is compared by our own criteria.
        var selection =
            battle == nil
            ? MetricSelection(limits: limits, defaults: testCase.isArena ? ["arena_g_eval"] : MetricSelection.defaults)
            : MetricSelection(limits: limits, defaults: [], reserved: [BattleComparison.key])
        let metrics = selection.metrics(of: &fields)
        guard fields.problems.isEmpty else { throw RequestError(.invalidField, fields.problems) }
        return EvaluationRequest(
            id: id ?? fallbackID, campaignID: campaign ?? "unknown",
            nodeID: node ?? (battle == nil ? nil : Self.battleNodeID), metadata: metadata,
            subject: battle.map(Subject.battle) ?? .testCase(testCase), metrics: metrics, judge: judge,
            judging: judging)
    }

    /// The node a battle's client waits on when the request does not say.
    static let battleNodeID = "battle_judge"
}
