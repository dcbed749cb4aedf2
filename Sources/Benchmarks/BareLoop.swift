import CRdKafka
import Threads

/// What librdkafka alone can do with the same records on the same broker: consume, produce, commit, and nothing between.
struct BareLoop {
    /// When the loop waits for the broker.
    enum Waiting {
        /// After every ten records it waits until the broker has what was produced and knows the offset.
        case eachBatch
        /// Only at the end.
        case atTheEnd
    }

    let bootstrapServers: String
    let topic: String
    let output: String
    let partitions: Int

    private static let batch = 10
    // Macros with a cast are not imported.
    private static let anyPartition: Int32 = -1  // RD_KAFKA_PARTITION_UA
    private static let beginning: Int64 = -2  // RD_KAFKA_OFFSET_BEGINNING
    private static let copies: Int32 = 0x2  // RD_KAFKA_MSG_F_COPY

    /// Records per second over the first `count` records of the topic.
    func rate(of count: Int, waiting: Waiting) async throws -> Double {
        let seconds = Locked(0.0)
        let thread = try WorkerThread(name: "bare-loop") {
            let took = run(count, waiting: waiting)
            seconds.withLock { $0 = took }
        }
        await thread.finished()
        let took = seconds.withLock { $0 }
        guard took > 0 else { throw BenchmarkError.missingResults(count) }
        return Double(count) / took
    }

    /// Seconds from the first record to the last commit; 0 when it did not come to that.
    private func run(_ count: Int, waiting: Waiting) -> Double {
        guard
            let consumer = client(
                RD_KAFKA_CONSUMER,
                [
                    ("group.id", "bare-\(waiting)"), ("enable.auto.commit", "false"), ("fetch.wait.max.ms", "20"),
                    ("auto.offset.reset", "earliest"),
                ]),
            let producer = client(RD_KAFKA_PRODUCER, [("linger.ms", "0"), ("acks", "all")])
        else { return 0 }
        defer {
            rd_kafka_consumer_close(consumer)
            rd_kafka_destroy(consumer)
            rd_kafka_destroy(producer)
        }
        let sink = rd_kafka_topic_new(producer, output, nil)
        defer { rd_kafka_topic_destroy(sink) }
        let list = rd_kafka_topic_partition_list_new(Int32(partitions))
        for partition in 0..<partitions {
            rd_kafka_topic_partition_list_add(list, topic, Int32(partition)).pointee.offset = Self.beginning
        }
        rd_kafka_assign(consumer, list)
        rd_kafka_topic_partition_list_destroy(list)

        let clock = ContinuousClock()
        var started = clock.now
        let deadline = clock.now + .seconds(60)
        var read = 0
        while read < count, clock.now < deadline {
            guard let message = rd_kafka_consumer_poll(consumer, 100) else { continue }
            defer { rd_kafka_message_destroy(message) }
            guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
            if read == 0 { started = clock.now }
            read += 1
            while rd_kafka_produce(
                sink, Self.anyPartition, Self.copies, message.pointee.payload, message.pointee.len, nil, 0,
                nil) != 0
            {
                rd_kafka_poll(producer, 10)
            }
            guard read % Self.batch == 0 else { continue }
            switch waiting {
            case .eachBatch:
                rd_kafka_flush(producer, 10_000)
                rd_kafka_commit(consumer, nil, 0)
            case .atTheEnd:
                rd_kafka_poll(producer, 0)
            }
        }
        rd_kafka_flush(producer, 10_000)
        rd_kafka_commit(consumer, nil, 0)
        return read < count ? 0 : started.duration(to: clock.now) / .seconds(1)
    }

    private func client(_ type: rd_kafka_type_t, _ properties: [(String, String)]) -> OpaquePointer? {
        let configuration = rd_kafka_conf_new()
        for (name, value) in [("bootstrap.servers", bootstrapServers), ("log_level", "0")] + properties {
            guard rd_kafka_conf_set(configuration, name, value, nil, 0) == RD_KAFKA_CONF_OK else {
                rd_kafka_conf_destroy(configuration)
                return nil
            }
        }
        return rd_kafka_new(type, configuration, nil, 0)
    }
}
