import JSON
import Kafka
import TestKit
import Testing
import Threads

/// A gate that a test opens, for calls that it wants to be under way until then.
final class Gate: Sendable {
    private let isOpened = Locked(false)

    var isOpen: Bool { isOpened.withLock { $0 } }

    func open() { isOpened.withLock { $0 = true } }

    /// The reply itself for the first calls, for the others as soon as the gate is open: so a test has its middle, however
    /// slowly it gets there.
    func holding(
        _ request: StubLLMRequest, from number: Int = 0, _ reply: StubLLMReply
    ) -> StubLLMReply {
        request.number < number ? reply : .when({ self.isOpen }, reply)
    }
}

/// Many alike requests of one campaign, and the bookkeeping about what became of them.
struct Load {
    let campaign: String
    let count: Int

    /// One judge call each, and texts of their own: equal questions may be asked once.
    var requests: [JSONValue] {
        (0..<count).map { number in
            let fact = "Tower \(number) in \(campaign) is \(300 + number) metres tall."
            return [
                "evaluation_id": .string(id(number)), "campaign_id": .string(campaign),
                "node_id": .string("n\(number)"), "input": .string("How tall is tower \(number)?"),
                "actual_output": .string(fact), "retrieval_context": [.string(fact)], "metrics": ["faithfulness"],
            ]
        }
    }

    func id(_ number: Int) -> String { "\(campaign)-\(number)" }

    private var nodeKeys: [String] { (0..<count).map { "campaign:\(campaign):node:n\($0):result" } }

    /// How many requests have a result in Redis.
    func answered(_ stand: Stand) async throws -> Int {
        try await stand.lists(nodeKeys).count { !$0.isEmpty }
    }

    /// Waits until every request has a result in Redis and on a topic.
    func awaitAll(_ stand: Stand, at location: SourceLocation = #_sourceLocation) async throws {
        try await eventually("\(count) requests are answered", within: .seconds(300), at: location) {
            try await answered(stand) == count && stand.results.count == count
        }
    }

    /// Checks, once the replicas have ended, that every request has one element in its list and its bytes on one topic.
    ///
    /// - Parameter repeats: whether records may be there several times, byte for byte.
    func expectExactlyOnce(
        _ stand: Stand, repeats: Bool = false, at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await stand.settle()
        let lists = try await stand.lists(nodeKeys)
        let results = stand.results
        for number in 0..<count {
            let records = results[id(number)] ?? []
            #expect(lists[number].count == 1, "\(id(number)) in Redis", sourceLocation: location)
            #expect(
                repeats ? !records.isEmpty : records.count == 1, "\(id(number)): \(records.count) records",
                sourceLocation: location)
            #expect(
                Set(records.map { [$0.topic, $0.text] }).count <= 1, "\(id(number)) differs from itself",
                sourceLocation: location)
            #expect(lists[number].first == records.first?.value, sourceLocation: location)
        }
        #expect(
            stand.outputs.records(of: Stand.Topic.deadLetters).filter { $0.value != nil }.isEmpty,
            sourceLocation: location)
    }
}
