/// What a group answered to a commit of several partitions, each with a code of its own.
package struct CommitAnswer: Sendable {
    /// One partition of the answer.
    package struct Part: Sendable {
        package var partition: TopicPartition
        package var offset: Int64
        package var code: KafkaErrorCode

        package init(_ partition: TopicPartition, offset: Int64, code: KafkaErrorCode = .none) {
            self.partition = partition
            self.offset = offset
            self.code = code
        }
    }

    /// Of the whole request; `.none` when only parts have failed.
    package var code: KafkaErrorCode
    package var parts: [Part]

    package init(code: KafkaErrorCode = .none, parts: [Part]) {
        self.code = code
        self.parts = parts
    }

    /// The offsets committed: partitions that failed are missing; a failure means that all of them did.
    package var result: Result<[TopicPartition: Int64], KafkaError> {
        guard code == .none else { return .failure(KafkaError(code)) }
        let committed = parts.filter { $0.code == .none }
        if committed.isEmpty, let first = parts.first { return .failure(KafkaError(first.code)) }
        return .success(Dictionary(committed.map { ($0.partition, $0.offset) }, uniquingKeysWith: max))
    }
}
