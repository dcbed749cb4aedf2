import Kafka
import Pipeline
import TestKit
import Testing
import Threads

@testable import Service

/// How a member of a group ends, with a broker that hands partitions out.
@Suite("Closing the intake", .enabled(if: TansuBroker.isAvailable), .timeLimit(.minutes(5)))
struct IntakeClosingTests {
    @Test("a close ends in time while Kafka is away, though a commit was never answered")
    func away() async throws {
        try await withGroupBroker { broker in
            // The library would wait for the answer as long as a session.
            let member = try GroupMember(broker, assignor: .range, session: .seconds(45))
            try await eventually("it has all records") { member.messages.count == 20 }
            broker.shim.refuse(true)
            for message in member.messages { message.acknowledge() }
            try await eventually("all work has ended") { member.source.status.recordsInFlight == 0 }
            member.source.stopIntake()
            let start = ContinuousClock.now
            await member.source.close()
            #expect(start.duration(to: .now) < .seconds(25))
            #expect(member.source.status.partitions == 0)
        }
    }
}
