import Kafka
import Pipeline
import Redis
import TestKit
import Testing
import Threads

@testable import Service

@Suite(.enabled(if: TansuBroker.isAvailable)) struct DependencyMonitorTests {
    /// A running monitor of a real broker and a real Redis.
    private struct Bench: Sendable {
        let broker: TansuBroker
        let producer: KafkaProducer
        let gate: OutputGate
        let sink: KafkaMessageSink
        let monitor: DependencyMonitor
    }

    /// - Parameter delay: of all that is sent, each way.
    private func withBench(delay: Duration = .zero, _ body: (Bench) async throws -> Void) async throws {
        try await withRedis { _, redis in
            let broker = try await TansuBroker.start(topics: [.init("out", partitions: 1)])
            broker.shim.delay(delay)
            // The client itself would notice nothing for five minutes.
            let producer = try KafkaProducer(
                KafkaConfiguration(
                    bootstrapServers: broker.bootstrapServers,
                    extra: ["socket.timeout.ms": "300000", "reconnect.backoff.max.ms": "500"]))
            let gate = OutputGate(unreached: [.queue, .store])
            let sink = KafkaMessageSink(producer: producer)
            let monitor = DependencyMonitor(redis: redis, producer: producer, gate: gate, sink: sink, topics: ["out"])
            let running = Task { await monitor.run() }
            let failure: (any Error)?
            do {
                try await body(Bench(broker: broker, producer: producer, gate: gate, sink: sink, monitor: monitor))
                failure = nil
            } catch {
                failure = error
            }
            running.cancel()
            await running.value
            await producer.close(flushing: .zero)
            await broker.stop()
            if let failure { throw failure }
        }
    }

    @Test("a broker that accepts connections and falls silent is a problem soon, and none once it answers again")
    func silent() async throws {
        try await withBench { bench in
            try await eventually("all is well") { bench.monitor.kafkaProblem == nil && bench.gate.isOpen }
            bench.broker.shim.blackHole(true)
            let connections = bench.broker.shim.connectionCount
            try await eventually("the silence shows") {
                bench.monitor.kafkaProblem?.contains("no broker answers") == true && bench.gate.cause(.queue) != nil
            }
            #expect(bench.monitor.redisProblem == nil)
            // It was no broken connection that told.
            #expect(bench.broker.shim.connectionCount == connections)
            bench.broker.shim.blackHole(false)
            try await eventually("all is well again") { bench.monitor.kafkaProblem == nil && bench.gate.isOpen }
            _ = try await bench.producer.send(topic: "out", key: nil, value: [1])
        }
    }

    @Test("a cluster that takes six seconds for every answer is waited for")
    func slow() async throws {
        try await withBench(delay: .seconds(3)) { bench in
            try await eventually("all is well") { bench.monitor.kafkaProblem == nil && bench.gate.isOpen }
        }
    }

    @Test("a sign of life does not open a gate that a refused record has closed")
    func refusedRecord() async throws {
        try await withBench { bench in
            try await eventually("all is well") { bench.gate.isOpen }
            bench.gate.close(.queue, because: "a topic may not be written to")
            // What the next answer replaces; it may come at any moment.
            try await eventually("the denial shows") {
                bench.sink.note(denied: ["out": KafkaError(.topicAuthorizationFailed)])
                return bench.monitor.kafkaProblem?.hasPrefix("writing to out is not allowed") == true
            }
            try await eventually("it was asked again") { bench.sink.denial(of: ["out"]) == nil }
            #expect(bench.gate.cause(.queue) == "a topic may not be written to")
            #expect(bench.monitor.kafkaProblem == "a topic may not be written to")
        }
    }
}
