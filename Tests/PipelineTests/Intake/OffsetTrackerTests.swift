import Pipeline
import TestKit
import Testing

@Suite struct OffsetTrackerTests {
    private typealias Tracker = OffsetTracker<String>

    /// A tracker of partition `p` with these offsets delivered.
    private func tracker(_ offsets: [Int64]) throws -> (Tracker, Tracker.Generation) {
        var tracker = Tracker()
        tracker.assign(["p"])
        var generation: Tracker.Generation?
        for offset in offsets { generation = tracker.deliver("p", offset: offset, bytes: 10) }
        let newest = generation
        return (tracker, try #require(newest))
    }

    @Test("only the prefix without a gap can be committed")
    func gaps() throws {
        var (tracker, generation) = try tracker([0, 1, 2, 3])
        #expect(tracker.committable.isEmpty)
        tracker.finish("p", offset: 2, generation: generation)
        tracker.finish("p", offset: 1, generation: generation)
        #expect(tracker.committable.isEmpty)
        #expect(tracker.recordsInFlight == 2)
        tracker.finish("p", offset: 0, generation: generation)
        #expect(tracker.committable == ["p": 3])
        #expect(tracker.bytesInFlight == 10)
        #expect(tracker.unfinished(in: "p") == 1)
    }

    @Test("offsets with holes between them are no gaps")
    func notConsecutive() throws {
        var (tracker, generation) = try tracker([5, 9, 100])
        tracker.finish("p", offset: 5, generation: generation)
        tracker.finish("p", offset: 9, generation: generation)
        #expect(tracker.committable == ["p": 10])
        tracker.finish("p", offset: 100, generation: generation)
        #expect(tracker.committable == ["p": 101])
    }

    @Test("an offset that was never delivered finishes nothing")
    func unknownOffset() throws {
        var (tracker, generation) = try tracker([5, 9])
        for offset: Int64 in [0, 6, 10, .min, .max] { tracker.finish("p", offset: offset, generation: generation) }
        tracker.finish("q", offset: 5, generation: generation)
        #expect(tracker.committable.isEmpty)
        #expect(tracker.recordsInFlight == 2)
    }

    @Test("a record is finished once, however often that is said")
    func repeated() throws {
        var (tracker, generation) = try tracker([0, 1])
        for _ in 0..<3 { tracker.finish("p", offset: 1, generation: generation) }
        #expect(tracker.recordsInFlight == 1)
        for _ in 0..<3 { tracker.finish("p", offset: 0, generation: generation) }
        #expect(tracker.recordsInFlight == 0)
        #expect(tracker.bytesInFlight == 0)
        #expect(tracker.committable == ["p": 2])
    }

    @Test("a record at or below the last delivered one is not worked on again")
    func deliveredAgain() throws {
        var (tracker, _) = try tracker([3, 4])
        var again = tracker.deliver("p", offset: 4, bytes: 1)
        #expect(again == nil)
        again = tracker.deliver("p", offset: 0, bytes: 1)
        #expect(again == nil)
        again = tracker.deliver("elsewhere", offset: 0, bytes: 1)
        #expect(again == nil)
        #expect(tracker.recordsInFlight == 2)
        again = tracker.deliver("p", offset: 5, bytes: 1)
        #expect(again != nil)
    }

    @Test("what an earlier assignment finishes changes nothing")
    func generations() throws {
        var (tracker, old) = try tracker([0, 1])
        tracker.assign(["p"])
        #expect(tracker.recordsInFlight == 0)
        #expect(tracker.bytesInFlight == 0)
        let delivered = tracker.deliver("p", offset: 0, bytes: 7)
        let new = try #require(delivered)
        #expect(new != old)
        tracker.finish("p", offset: 0, generation: old)
        #expect(tracker.committable.isEmpty)
        #expect(tracker.bytesInFlight == 7)
        tracker.finish("p", offset: 0, generation: new)
        #expect(tracker.committable == ["p": 1])
    }

    @Test("a revoked partition leaves nothing in flight and nothing to commit")
    func revoked() throws {
        var (tracker, generation) = try tracker([0, 1, 2])
        tracker.finish("p", offset: 0, generation: generation)
        tracker.finish("p", offset: 2, generation: generation)
        tracker.revoke(["p", "never assigned"])
        #expect(tracker.recordsInFlight == 0)
        #expect(tracker.bytesInFlight == 0)
        #expect(tracker.committable.isEmpty)
        #expect(tracker.unfinished(in: "p") == 0)
        tracker.finish("p", offset: 1, generation: generation)
        #expect(tracker.recordsInFlight == 0)
    }

    @Test("a commit settles what it covers, and an older answer does not undo it")
    func commits() throws {
        var (tracker, generation) = try tracker([0, 1, 2])
        tracker.finish("p", offset: 0, generation: generation)
        let first = tracker.committable
        tracker.finish("p", offset: 1, generation: generation)
        tracker.commit(["p": 2])
        #expect(tracker.committable.isEmpty)
        tracker.commit(first)
        #expect(tracker.committable.isEmpty)
        tracker.commit(["p": 99, "q": 1])
        #expect(tracker.committable.isEmpty)
        tracker.finish("p", offset: 2, generation: generation)
        #expect(tracker.committable == ["p": 3])
    }

    @Test("it agrees with a naive model over random histories", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func property(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var tracker = OffsetTracker<Int>()
        var model = NaiveOffsets()
        var tickets: [(partition: Int, offset: Int64, generation: OffsetTracker<Int>.Generation, number: Int)] = []
        for step in 0..<4000 {
            let partition = Int.random(in: 0..<3, using: &random)
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<2:
                tracker.assign([partition])
                model.assign(partition)
            case 2..<4:
                tracker.revoke([partition])
                model.lanes[partition] = nil
            case 4..<45:
                let offset = (model.lanes[partition]?.delivered.last?.offset ?? 0) + .random(in: -2...4, using: &random)
                let generation = tracker.deliver(partition, offset: offset, bytes: Int(offset.magnitude % 7))
                let number = model.deliver(partition, offset, bytes: Int(offset.magnitude % 7))
                #expect((generation == nil) == (number == nil), "seed \(seed), step \(step)")
                if let generation, let number { tickets.append((partition, offset, generation, number)) }
            case 45..<90:
                guard let place = tickets.indices.randomElement(using: &random) else { continue }
                let ticket = tickets[place]
                // One in eight is finished again later.
                if Int.random(in: 0..<8, using: &random) > 0 { tickets.remove(at: place) }
                tracker.finish(ticket.partition, offset: ticket.offset, generation: ticket.generation)
                model.finish(ticket.partition, ticket.offset, number: ticket.number)
            default:
                let offsets = tracker.committable
                tracker.commit(offsets)
                for (partition, offset) in offsets { model.lanes[partition]?.committed = offset }
            }
            #expect(tracker.committable == model.committable, "seed \(seed), step \(step)")
            #expect(tracker.recordsInFlight == model.recordsInFlight, "seed \(seed), step \(step)")
            #expect(tracker.bytesInFlight == model.bytesInFlight, "seed \(seed), step \(step)")
            #expect(tracker.recordsInFlight >= 0 && tracker.bytesInFlight >= 0)
            #expect(tracker.unfinished(in: partition) == model.unfinished(partition), "seed \(seed), step \(step)")
        }
    }
}

/// What the tracker should do, written without a thought for speed.
private struct NaiveOffsets {
    struct Record {
        let offset: Int64
        let bytes: Int
        var isFinished = false
    }

    struct Lane {
        let number: Int
        var delivered: [Record] = []
        var committed: Int64?

        var next: Int64? { delivered.prefix { $0.isFinished }.last.map { $0.offset + 1 } }
    }

    var lanes: [Int: Lane] = [:]
    private var numbers = 0

    mutating func assign(_ partition: Int) {
        numbers += 1
        lanes[partition] = Lane(number: numbers)
    }

    mutating func deliver(_ partition: Int, _ offset: Int64, bytes: Int) -> Int? {
        guard let lane = lanes[partition], lane.delivered.allSatisfy({ $0.offset < offset }) else { return nil }
        lanes[partition]?.delivered.append(Record(offset: offset, bytes: bytes))
        return lane.number
    }

    mutating func finish(_ partition: Int, _ offset: Int64, number: Int) {
        guard let lane = lanes[partition], lane.number == number,
            let place = lane.delivered.firstIndex(where: { $0.offset == offset })
        else { return }
        lanes[partition]?.delivered[place].isFinished = true
    }

    var committable: [Int: Int64] { lanes.compactMapValues { $0.next == $0.committed ? nil : $0.next } }
    var recordsInFlight: Int { lanes.keys.reduce(0) { $0 + unfinished($1) } }
    var bytesInFlight: Int {
        lanes.values.reduce(0) { $0 + $1.delivered.filter { !$0.isFinished }.reduce(0) { $0 + $1.bytes } }
    }

    func unfinished(_ partition: Int) -> Int { lanes[partition]?.delivered.count { !$0.isFinished } ?? 0 }
}
