import Kafka
import Testing

struct CommitAnswerTests {
    private let partitions = (0..<3).map { TopicPartition(topic: "t", partition: Int32($0)) }

    private func result(
        _ codes: [KafkaErrorCode], whole: KafkaErrorCode = .none
    ) -> Result<[TopicPartition: Int64], KafkaError> {
        CommitAnswer(code: whole, parts: zip(partitions, codes).map { .init($0, offset: 7, code: $1) }).result
    }

    @Test("partitions that failed are missing from what was committed")
    func partial() throws {
        #expect(try result([.none, .none, .none]).get().count == 3)
        #expect(
            try result([.none, .topicAuthorizationFailed, .none]).get() == [partitions[0]: 7, partitions[2]: 7])
        #expect(try result([]).get().isEmpty)
    }

    @Test("when all failed, or the request did, nothing was committed, and the cause is said")
    func failed() {
        let all = result([.unknownMember, .unknownMember, .unknownMember])
        #expect(throws: KafkaError.self) { try all.get() }
        for code in [KafkaErrorCode.illegalGeneration, .rebalanceInProgress, .timedOut] {
            guard case .failure(let error) = result([.none, .none, .none], whole: code) else {
                Issue.record("\(code) is a failure")
                continue
            }
            #expect(error.code == code)
        }
    }
}
