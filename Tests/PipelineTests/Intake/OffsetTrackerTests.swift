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
        #expect(tracker.unfinished(in: "p") == 0)
        let delivered = tracker.deliver("p", offset: 0, bytes: 7)
        let new = try #require(delivered)
        #expect(new != old)
        tracker.finish("p", offset: 0, generation: old)
        #expect(tracker.committable.isEmpty)
        #expect(tracker.bytesInFlight == 17, "the orphan at offset 1 is still worked on")
        tracker.finish("p", offset: 0, generation: new)
        #expect(tracker.committable == ["p": 1])
    }

    @Test("a revoked partition leaves nothing to commit; what is worked on stays in flight until it ends")
    func revoked() throws {
        var (tracker, generation) = try tracker([0, 1, 2])
        tracker.finish("p", offset: 0, generation: generation)
        tracker.finish("p", offset: 2, generation: generation)
        tracker.revoke(["p", "never assigned"])
        #expect(tracker.recordsInFlight == 1)
        #expect(tracker.orphansInFlight == 1)
        #expect(tracker.committable.isEmpty)
        #expect(tracker.unfinished(in: "p") == 0)
        for _ in 0..<2 { tracker.finish("p", offset: 1, generation: generation) }
        #expect(tracker.recordsInFlight == 0)
        #expect(tracker.bytesInFlight == 0)
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

    @Test("work that goes on is adopted when its record comes back, and its end counts for the new assignment")
    func adopted() throws {
        var (tracker, old) = try tracker([5, 6, 7])
        tracker.revoke(["p"])
        tracker.assign(["p"])
        var isAdopted = tracker.adopt("p", offset: 5, bytes: 10)
        #expect(isAdopted)
        #expect(tracker.recordsInFlight == 3)
        tracker.finish("p", offset: 5, generation: old)
        #expect(tracker.committable == ["p": 6])
        // It has ended before it comes back.
        tracker.finish("p", offset: 6, generation: old)
        isAdopted = tracker.adopt("p", offset: 6, bytes: 10)
        #expect(isAdopted)
        #expect(tracker.committable == ["p": 7])
        // And once more: the work keeps its first generation.
        tracker.revoke(["p"])
        tracker.assign(["p"])
        isAdopted = tracker.adopt("p", offset: 7, bytes: 10)
        #expect(isAdopted)
        isAdopted = tracker.adopt("p", offset: 7, bytes: 10)
        #expect(!isAdopted)
        #expect(tracker.unfinished(in: "p") == 1)
        tracker.finish("p", offset: 7, generation: old)
        #expect(tracker.committable == ["p": 8])
        #expect(tracker.recordsInFlight == 0 && tracker.bytesInFlight == 0)
    }

    @Test("what was finished and not committed is not begun again; what was committed is forgotten")
    func uncommitted() throws {
        var (tracker, old) = try tracker([0, 1, 2])
        for offset: Int64 in [0, 1] { tracker.finish("p", offset: offset, generation: old) }
        tracker.commit(["p": 1])
        tracker.assign(["p"])
        var isAdopted = tracker.adopt("p", offset: 0, bytes: 10)
        #expect(!isAdopted)
        isAdopted = tracker.adopt("p", offset: 1, bytes: 10)
        #expect(isAdopted)
        #expect(tracker.committable == ["p": 2])
        #expect(tracker.recordsInFlight == 1)
    }

    @Test("another record in the same place is nobody's orphan, and the old work's end says nothing about it")
    func strangers() throws {
        var tracker = Tracker()
        tracker.assign(["p"])
        let first = tracker.deliver("p", offset: 0, bytes: 10, mark: 1)
        let old = try #require(first)
        tracker.revoke(["p"])
        var isAdopted = tracker.adopt("p", offset: 0, bytes: 10, mark: 1)
        #expect(!isAdopted, "it is not assigned")
        tracker.assign(["p"])
        isAdopted = tracker.adopt("p", offset: 0, bytes: 10, mark: 2)
        #expect(!isAdopted)
        isAdopted = tracker.adopt("p", offset: 0, bytes: 11, mark: 1)
        #expect(!isAdopted)
        let second = tracker.deliver("p", offset: 0, bytes: 10, mark: 2)
        #expect(second != nil)
        #expect(tracker.recordsInFlight == 1)
        tracker.finish("p", offset: 0, generation: old)
        #expect(tracker.recordsInFlight == 1)
        #expect(tracker.committable.isEmpty)
    }

    @Test("what has ended and is passed by is forgotten; what is worked on counts until it ends")
    func passed() throws {
        var (tracker, old) = try tracker([0, 1, 2])
        tracker.revoke(["p"])
        tracker.finish("p", offset: 0, generation: old)
        tracker.assign(["p"])
        _ = tracker.deliver("p", offset: 9, bytes: 10)
        #expect(tracker.orphansInFlight == 2)
        #expect(tracker.recordsInFlight == 3)
        tracker.revoke(["p"])
        tracker.assign(["p"])
        var isAdopted = tracker.adopt("p", offset: 0, bytes: 10)
        #expect(!isAdopted)
        isAdopted = tracker.adopt("p", offset: 1, bytes: 10)
        #expect(isAdopted)
        for offset: Int64 in [1, 2] { tracker.finish("p", offset: offset, generation: old) }
        #expect(tracker.recordsInFlight == 1)
    }

    @Test("what was not begun is dropped without a trace, and is never committed over")
    func dropped() throws {
        var (tracker, generation) = try tracker([0, 1, 2, 3])
        tracker.finish("p", offset: 0, generation: generation)
        tracker.drop("p", from: 2)
        tracker.drop("elsewhere", from: 0)
        #expect(tracker.recordsInFlight == 1)
        tracker.finish("p", offset: 3, generation: generation)
        tracker.finish("p", offset: 1, generation: generation)
        #expect(tracker.committable == ["p": 2])
        #expect(tracker.recordsInFlight == 0 && tracker.bytesInFlight == 0)
        tracker.revoke(["p"])
        #expect(tracker.orphansInFlight == 0)
    }

    @Test("adopted work behind a dropped record is an orphan again")
    func droppedAdopted() throws {
        var (tracker, old) = try tracker([4])
        tracker.assign(["p"])
        _ = tracker.deliver("p", offset: 3, bytes: 10)
        var isAdopted = tracker.adopt("p", offset: 4, bytes: 10)
        #expect(isAdopted)
        tracker.drop("p", from: 3)
        #expect(tracker.recordsInFlight == 1)
        tracker.assign(["p"])
        isAdopted = tracker.adopt("p", offset: 4, bytes: 10)
        #expect(isAdopted)
        tracker.finish("p", offset: 4, generation: old)
        #expect(tracker.committable == ["p": 5])
    }

    @Test("of what was dropped nothing is left to count, also where it had ended")
    func droppedFinished() throws {
        var (tracker, old) = try tracker([4])
        tracker.finish("p", offset: 4, generation: old)
        tracker.assign(["p"])
        _ = tracker.deliver("p", offset: 2, bytes: 10)
        _ = tracker.deliver("p", offset: 3, bytes: 10)
        let isAdopted = tracker.adopt("p", offset: 4, bytes: 10)
        #expect(isAdopted)
        tracker.drop("p", from: 3)
        #expect(tracker.unfinished(in: "p") == 1)
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
                model.revoke(partition)
            case 4..<45:
                let offset = (model.last[partition] ?? 0) + .random(in: -2...4, using: &random)
                let bytes = Int(offset.magnitude % 7)
                let isAdopted = tracker.adopt(partition, offset: offset, bytes: bytes)
                #expect(isAdopted == model.adopt(partition, offset), "seed \(seed), step \(step)")
                if isAdopted { continue }
                let generation = tracker.deliver(partition, offset: offset, bytes: bytes)
                let number = model.deliver(partition, offset, bytes: bytes)
                #expect((generation == nil) == (number == nil), "seed \(seed), step \(step)")
                if let generation, let number { tickets.append((partition, offset, generation, number)) }
            case 45..<90:
                guard let place = tickets.indices.randomElement(using: &random) else { continue }
                let ticket = tickets[place]
                // One in eight is finished again later.
                if Int.random(in: 0..<8, using: &random) > 0 { tickets.remove(at: place) }
                tracker.finish(ticket.partition, offset: ticket.offset, generation: ticket.generation)
                model.finish(ticket.number)
            default:
                let offsets = tracker.committable
                tracker.commit(offsets)
                for (partition, offset) in offsets { model.commit(partition, offset) }
            }
            #expect(tracker.committable == model.committable, "seed \(seed), step \(step)")
            #expect(tracker.recordsInFlight == model.recordsInFlight, "seed \(seed), step \(step)")
            #expect(tracker.bytesInFlight == model.bytesInFlight, "seed \(seed), step \(step)")
            #expect(tracker.recordsInFlight >= 0 && tracker.bytesInFlight >= 0)
            #expect(tracker.unfinished(in: partition) == model.unfinished(partition), "seed \(seed), step \(step)")
        }
    }
}

/// What the tracker should do, written without a thought for speed: a list of everything that was ever begun.
private struct NaiveOffsets {
    struct Work {
        let number: Int
        let partition: Int
        let offset: Int64
        let bytes: Int
        var isFinished = false
        /// Its partition was taken away.
        var isOrphan = false
    }

    private var works: [Work] = []
    private var assigned: Set<Int> = []
    /// Of this assignment: where each partition stands.
    private(set) var last: [Int: Int64] = [:]
    private var next: [Int: Int64] = [:]
    private var committed: [Int: Int64] = [:]
    private var numbers = 0

    mutating func assign(_ partition: Int) {
        revoke(partition)
        assigned.insert(partition)
    }

    mutating func revoke(_ partition: Int) {
        // What is committed is history; the rest may be asked for again.
        for place in works.indices where works[place].partition == partition { works[place].isOrphan = true }
        assigned.remove(partition)
        last[partition] = nil
        next[partition] = nil
        committed[partition] = nil
    }

    func isNext(_ partition: Int, _ offset: Int64) -> Bool {
        assigned.contains(partition) && offset > last[partition] ?? .min
    }

    mutating func deliver(_ partition: Int, _ offset: Int64, bytes: Int) -> Int? {
        guard isNext(partition, offset) else { return nil }
        pass(partition, offset)
        works.removeAll { $0.partition == partition && $0.isOrphan && $0.offset == offset }
        numbers += 1
        works.append(Work(number: numbers, partition: partition, offset: offset, bytes: bytes))
        last[partition] = offset
        return numbers
    }

    mutating func adopt(_ partition: Int, _ offset: Int64) -> Bool {
        guard isNext(partition, offset),
            let place = works.firstIndex(where: { $0.partition == partition && $0.isOrphan && $0.offset == offset })
        else { return false }
        var work = works.remove(at: place)
        work.isOrphan = false
        pass(partition, offset)
        works.append(work)
        last[partition] = offset
        settle(partition)
        return true
    }

    mutating func finish(_ number: Int) {
        guard let place = works.firstIndex(where: { $0.number == number }) else { return }
        works[place].isFinished = true
        settle(works[place].partition)
    }

    private mutating func pass(_ partition: Int, _ offset: Int64) {
        works.removeAll { $0.partition == partition && $0.isOrphan && $0.isFinished && $0.offset < offset }
    }

    private mutating func settle(_ partition: Int) {
        let lane = works.filter { $0.partition == partition && !$0.isOrphan }.sorted { $0.offset < $1.offset }
        for work in lane.prefix(while: \.isFinished) { next[partition] = work.offset + 1 }
    }

    mutating func commit(_ partition: Int, _ offset: Int64) {
        committed[partition] = offset
        works.removeAll { $0.partition == partition && !$0.isOrphan && $0.offset < offset }
    }

    var committable: [Int: Int64] { next.filter { $0.value != committed[$0.key] } }
    var recordsInFlight: Int { works.count { !$0.isFinished } }
    var bytesInFlight: Int { works.filter { !$0.isFinished }.reduce(0) { $0 + $1.bytes } }

    func unfinished(_ partition: Int) -> Int {
        works.count { $0.partition == partition && !$0.isOrphan && !$0.isFinished }
    }
}
