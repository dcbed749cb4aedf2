import Kafka
import Pipeline
import Testing
import Threads

@testable import Service

@Suite struct KafkaMessageSourceTests {
    @Test("records come in batches of at most the size, each once, in order, with all that belongs to them")
    func batches() async throws {
        try await withBench { bench in
            _ = try await bench.producer.send(
                topic: "requests", key: [7], value: Array("first".utf8), headers: [KafkaHeader("traceparent", "t")])
            _ = try await bench.producer.send(topic: "requests", key: nil, value: nil)
            try await bench.send((2..<25).map { "\($0)" })
            let source = try bench.source()
            let batches = try await source.take(25)
            #expect(batches.offsets == Array(0..<25))
            #expect(batches.allSatisfy { (1...10).contains($0.count) })
            let first = try #require(batches.first?.first)
            #expect(first.payload == Array("first".utf8))
            #expect(first.key == [7])
            #expect(first.attribute("traceparent") == "t")
            #expect(first.timestamp.map { $0 > 1_600_000_000_000 } == true)
            #expect(first.origin == MessageOrigin(queue: "requests", partition: 0, offset: 0))
            #expect(batches.flatMap(\.self)[1].payload.isEmpty)
            await source.close()
        }
    }

    @Test("a lone record does not wait for company, one beside work in flight does until that work ends")
    func lone() async throws {
        try await withBench { bench in
            let source = try bench.source(linger: .seconds(3600))
            try await bench.send(["a"])
            let first = try await source.take(1)
            try await bench.send(["b"])
            try await eventually("the second record is there") { source.status.recordsInFlight == 2 }
            #expect(source.batches.count == 0)
            first[0][0].acknowledge()
            #expect(try await source.take(1).offsets == [1])
            await source.close()
        }
    }

    @Test("intake pauses at the high mark, goes on below it, and nothing is lost or doubled by that")
    func flow() async throws {
        try await withBench { bench in
            try await bench.send((0..<60).map { "\($0)" })
            let source = try bench.source(batchSize: 4, flow: FlowControl(highRecords: 8))
            var seen: [Int64] = []
            var most = 0
            while seen.count < 60 {
                var waiting: [Message] = []
                // All but what the last round leaves: the high mark is reached each time.
                let expected = min(8, 60 - seen.count)
                try await eventually("\(expected) are in flight") {
                    while let batch = source.batches.tryNext() { waiting += batch }
                    most = max(most, source.status.recordsInFlight)
                    return waiting.count == expected && (expected < 8 || source.status.isPaused)
                }
                seen += waiting.map(\.origin.offset)
                for message in waiting { message.acknowledge() }
            }
            #expect(seen == Array(0..<60))
            #expect(most <= 8)
            #expect(bench.events.withLock { $0.contains("paused inFlight") && $0.contains("resumed") })
            await source.close()
        }
    }

    @Test("intake pauses while one record holds back many that are finished, and goes on when it is finished")
    func span() async throws {
        try await withBench { bench in
            try await bench.send((0..<60).map { "\($0)" })
            let source = try bench.source(batchSize: 1, flow: FlowControl(highRecords: 4, highSpan: 20))
            var seen: [Message] = []
            try await eventually("it pauses with one record in work") {
                while let batch = source.batches.tryNext() { seen += batch }
                // Which is not finished; the others are at once.
                for message in seen.dropFirst() { message.acknowledge() }
                let status = source.status
                return status.isPaused && status.recordsInFlight == 1 && status.longestSpan == seen.count
            }
            #expect((20...24).contains(seen.count))
            #expect(bench.events.withLock { $0.contains("paused span") })
            seen[0].acknowledge()
            try await eventually("the rest comes") {
                while let batch = source.batches.tryNext() { seen += batch }
                for message in seen { message.acknowledge() }
                return seen.count >= 60
            }
            #expect(seen.map(\.origin.offset) == Array(0..<60))
            await source.close()
        }
    }

    @Test("while an output is away nothing is taken in; when it is back, intake goes on")
    func outputs() async throws {
        try await withBench { bench in
            bench.isOpen.withLock { $0 = false }
            let source = try bench.source()
            try await eventually("it has joined and paused") { source.status.hasJoined && source.status.isPaused }
            try await bench.send((0..<40).map { "\($0)" })
            let turn = source.status.lastTurn
            try await eventually("the thread goes round") { source.status.lastTurn > turn + .milliseconds(500) }
            #expect(source.status.recordsInFlight == 0)
            bench.isOpen.withLock { $0 = true }
            #expect(try await source.take(40).offsets == Array(0..<40))
            await source.close()
        }
    }

    @Test("only what is finished without a gap is committed; the rest comes again after a restart")
    func redelivery() async throws {
        try await withBench { bench in
            try await bench.send((0..<10).map { "\($0)" })
            let first = try bench.source()
            let messages = try await first.take(10).flatMap(\.self)
            for place in [0, 1, 2, 4, 5, 9] { messages[place].acknowledge() }
            first.stopIntake()
            await first.close()
            #expect(first.batches.isFinished)

            let second = try bench.source()
            let again = try await second.take(7)
            #expect(again.offsets == Array(3..<10))
            // What the first life finishes late is none of the second one's business.
            messages[3].acknowledge()
            for message in again.flatMap(\.self) { message.acknowledge() }
            second.stopIntake()
            await second.close()

            try await bench.send(["new"])
            let third = try bench.source()
            #expect(try await third.take(1).offsets == [10])
            await third.close()
        }
    }

    @Test("after a stop the batches end, and what is acknowledged then is still committed by the close")
    func stop() async throws {
        try await withBench { bench in
            try await bench.send(["a", "b", "c"])
            let source = try bench.source()
            let messages = try await source.take(3).flatMap(\.self)
            source.stopIntake()
            #expect(await source.batches.next() == nil)
            try await bench.send(["d"])
            for message in messages { message.acknowledge() }
            await source.close()
            #expect(source.status.partitions == 0)
            let next = try bench.source()
            #expect(try await next.take(1).offsets == [3])
            await next.close()
        }
    }
}
