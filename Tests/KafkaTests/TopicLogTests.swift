import Kafka
import TestKit
import Testing
import Threads

@Suite("What tests read of a topic", .enabled(if: TansuBroker.isAvailable), .timeLimit(.minutes(15)))
struct TopicLogTests {
    @Test("a reader that follows several writers hears each record once, in order")
    func severalWriters() async throws {
        let broker = try await TansuBroker.start(topics: [.init("results", partitions: 1)])
        let configuration = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
        let heard = Locked<[Int64]>([])
        let log = try TopicLog(bootstrapServers: broker.bootstrapServers, partitions: ["results": 1]) { record in
            heard.withLock { $0.append(record.offset) }
        }
        let writers = 16
        let each = 500
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<writers {
                group.addTask {
                    let producer = try KafkaProducer(configuration)
                    for _ in 0..<each { _ = try await producer.send(topic: "results", key: nil, value: [1]) }
                    await producer.close()
                }
            }
            try await group.waitForAll()
        }
        let all = Array(0..<Int64(writers * each))
        try await eventually("the last record is heard") { heard.withLock { $0.last } == all.last }
        let gaps = Set(all).subtracting(heard.withLock { $0 }).sorted()
        #expect(gaps.isEmpty)
        #expect(heard.withLock { $0.count } == all.count)
        await log.stop()
        await broker.stop()
    }
}
