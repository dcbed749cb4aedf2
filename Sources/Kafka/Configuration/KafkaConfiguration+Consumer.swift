extension KafkaConfiguration {
    /// How a consumer joins its group and how much it fetches ahead.
    package struct Consumer: Hashable, Sendable {
        /// How a group's partitions are divided among its members. All members must agree.
        package enum Assignor: String, Hashable, Sendable, CaseIterable {
            /// Neighbouring partitions of each topic; everything is revoked and assigned again in a rebalance.
            case range
            /// Partitions in turn; everything is revoked and assigned again in a rebalance.
            case roundRobin = "roundrobin"
            /// Only partitions that move are revoked. Loses assignments before librdkafka 2.10.
            case cooperativeSticky = "cooperative-sticky"
        }

        /// Where to start in a partition for which the group has committed nothing, or what is no longer there.
        package enum OffsetReset: String, Hashable, Sendable, CaseIterable {
            /// The oldest record kept.
            case earliest
            /// The first record written from now on.
            case latest
            /// Nowhere: the consumer reports a failure.
            case error
        }

        /// The group whose members share the partitions and the committed offsets.
        package var groupID: String

        /// A name that stays with this replica over restarts, so that a restart within the session timeout causes no
        /// rebalance. Two replicas with one name fence each other off. Default: none, membership is dynamic.
        package var instanceID: String?

        /// Default: `range`.
        package var assignor = Assignor.range

        /// Default: `earliest`; `latest` would skip what was written before the first join.
        package var offsetReset = OffsetReset.earliest

        /// How long the coordinator waits for a heartbeat before it gives the partitions away. Default: 45 s.
        package var sessionTimeout = Duration.seconds(45)

        /// Time between heartbeats, at most a third of the session timeout. Default: 3 s.
        package var heartbeatInterval = Duration.seconds(3)

        /// Longest time between two polls before the member is expelled; also how long a rebalance waits for it.
        /// Default: 120 s.
        package var maxPollInterval = Duration.seconds(120)

        /// Longest time a broker holds a fetch while there is nothing new. Default: 500 ms.
        package var fetchWait = Duration.milliseconds(500)

        /// Bytes asked for per partition and fetch; the first record passes whatever its size. Default: 1 MiB.
        package var fetchBytesPerPartition = 1024 * 1024

        /// Bytes asked for per fetch over all partitions, or `message.max.bytes` where that is more. Default: 4 MiB.
        package var fetchBytes = 4 * 1024 * 1024

        /// Longest answer accepted from a broker; 512 bytes more than a fetch where that is more. Default: 32 MiB.
        package var receiveBytes = 32 * 1024 * 1024

        /// Records over all partitions that the library has ready before it stops fetching. Default: 500; 3000 before
        /// librdkafka 2.2.
        ///
        /// A record waits behind those of other partitions that are ready. But before 2.2 the library looks only once a second
        /// whether there is room, so that this and `queuedKibibytes` are also the most that a consumer takes in a second.
        package var queuedRecords = Self.looksOften ? 500 : 3000

        /// KiB over all partitions that the library has ready before it stops fetching. Default: 8192.
        package var queuedKibibytes = 8192

        /// Whether the library can be told how often to look whether there is room for more.
        fileprivate static var looksOften: Bool { KafkaVersion.number >= 0x0202_0000 }

        /// Raw librdkafka properties for this consumer, which win over everything else. Default: none.
        package var extra: [String: String] = [:]

        package init(groupID: String) {
            self.groupID = groupID
        }
    }

    /// The librdkafka properties of a consumer, sorted by name.
    package func properties(for consumer: Consumer) throws(KafkaConfigurationError) -> [(String, String)] {
        var properties = sharedProperties
        properties["group.id"] = consumer.groupID
        properties["group.instance.id"] = consumer.instanceID
        properties["partition.assignment.strategy"] = consumer.assignor.rawValue
        properties["auto.offset.reset"] = consumer.offsetReset.rawValue
        properties["session.timeout.ms"] = String(consumer.sessionTimeout.milliseconds)
        properties["heartbeat.interval.ms"] = String(consumer.heartbeatInterval.milliseconds)
        properties["max.poll.interval.ms"] = String(consumer.maxPollInterval.milliseconds)
        properties["fetch.wait.max.ms"] = String(consumer.fetchWait.milliseconds)
        properties["fetch.message.max.bytes"] = String(consumer.fetchBytesPerPartition)
        // The library takes no fetch below its largest record, and no answer below a fetch.
        let largest = Self.largestRecord(in: extra.merging(consumer.extra) { $1 })
        let fetchBytes = max(consumer.fetchBytes, largest)
        properties["fetch.max.bytes"] = String(fetchBytes)
        properties["receive.message.max.bytes"] = String(max(consumer.receiveBytes, fetchBytes + 512))
        properties["queued.min.messages"] = String(consumer.queuedRecords)
        properties["queued.max.messages.kbytes"] = String(consumer.queuedKibibytes)
        // How long it does not look whether there is room again; before, always a second.
        if Consumer.looksOften { properties["fetch.queue.backoff.ms"] = "20" }
        // Offsets are committed by hand, after the work they stand for.
        properties["enable.auto.commit"] = "false"
        properties["enable.auto.offset.store"] = "false"
        properties["enable.partition.eof"] = "false"
        return try Self.merging(properties, extra, consumer.extra)
    }

    /// `message.max.bytes` among raw properties; 0 when it is not there or out of the library's range.
    private static func largestRecord(in properties: [String: String]) -> Int {
        let bytes = properties["message.max.bytes"].flatMap(Int.init) ?? 0
        return 1...1_000_000_000 ~= bytes ? bytes : 0
    }
}
