import CRdKafka
import Threads

extension ProducerCore {
    /// Runs a call that blocks on a thread of its own, with the client kept alive meanwhile.
    func blocking<Value: Sendable>(
        _ name: String, _ body: @escaping @Sendable (ProducerCore) throws(KafkaError) -> Value
    ) async throws(KafkaError) -> Value {
        try enter()
        let result: Result<Value, KafkaError> = await withCheckedContinuation { continuation in
            do throws(ThreadStartError) {
                _ = try WorkerThread(name: name) {
                    let result = Result { () throws(KafkaError) in try body(self) }
                    self.leave()
                    continuation.resume(returning: result)
                }
            } catch {
                leave()
                let code = KafkaErrorCode(rawValue: RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE.rawValue)
                continuation.resume(returning: .failure(KafkaError(code)))
            }
        }
        return try result.get()
    }

    func flush(_ timeout: Duration) throws(KafkaError) {
        let code = rd_kafka_flush(client.pointer, timeout.milliseconds)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(code) }
    }

    /// - Parameter allTopics: false: those that this client has to do with; all as long as there is none.
    func metadata(_ timeout: Duration, allTopics: Bool) throws(KafkaError) -> KafkaMetadata {
        var answer: UnsafePointer<rd_kafka_metadata>?
        // None by name: that could create it.
        let code = rd_kafka_metadata(client.pointer, allTopics ? 1 : 0, nil, &answer, timeout.milliseconds)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let answer else {
            // A certificate that is refused shows here as no more than a broken connection.
            throw state.withLock { $0.status.refusal } ?? KafkaError(code)
        }
        defer { rd_kafka_metadata_destroy(answer) }
        state.withLock { $0.status.isReached() }
        let brokers = UnsafeBufferPointer(start: answer.pointee.brokers, count: Int(answer.pointee.broker_cnt))
        let topics = UnsafeBufferPointer(start: answer.pointee.topics, count: Int(answer.pointee.topic_cnt))
        return KafkaMetadata(
            brokers: brokers.map { broker in
                let host = broker.host.map { String(cString: $0) } ?? ""
                return KafkaMetadata.Broker(id: broker.id, host: host, port: broker.port)
            },
            partitions: Dictionary(
                topics.compactMap { topic in
                    topic.topic.map { (String(cString: $0), Int(topic.partition_cnt)) }
                }, uniquingKeysWith: max),
            denials: Dictionary(
                topics.compactMap { topic in
                    let code = KafkaErrorCode(rawValue: topic.err.rawValue)
                    return topic.topic.flatMap { code.isDenial ? (String(cString: $0), code) : nil }
                }, uniquingKeysWith: { first, _ in first }))
    }
}
