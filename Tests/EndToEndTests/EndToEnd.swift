import Processes
import JSON
import TestKit
import Testing

/// The shipped program with real servers around it. One test at a time: each has a broker, a Redis and replicas of its
/// own, and two cores to share.
@Suite("The shipped program", .serialized, .enabled(if: TansuBroker.isAvailable), .timeLimit(.minutes(15)))
enum EndToEnd {}

/// Runs `body` with servers of its own; shows what the replicas logged when it fails.
func withStand(
    partitions: Int = 4, keepsRedis: Bool = false,
    judge: @escaping @Sendable (StubLLMRequest) -> StubLLMReply = TruthfulJudge().responder(),
    _ body: (Stand) async throws -> Void
) async throws {
    let stand = try await Stand(partitions: partitions, keepsRedis: keepsRedis, judge: judge)
    do {
        try await body(stand)
    } catch {
        for (place, replica) in stand.replicas.enumerated() {
            print("replica \(place): \(replica.process.output.suffix(6000))")
        }
        await stand.stop()
        throw error
    }
    await stand.stop()
}

/// Waits for a condition that another process brings about.
func eventually(
    _ what: Comment, within limit: Duration = .seconds(180), at location: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, what, sourceLocation: location)
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// Reads a JSON object out of bytes that should be one.
func json(_ bytes: [UInt8]?, at location: SourceLocation = #_sourceLocation) throws -> JSONValue {
    try JSONReader.read(try #require(bytes, sourceLocation: location))
}
