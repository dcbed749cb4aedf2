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

    @Test("a record of a partition that is not assigned is not worked on")
    func strange() throws {
        var (tracker, _) = try tracker([3])
        let delivered = tracker.deliver("elsewhere", offset: 0, bytes: 1)
        #expect(delivered == nil)
        #expect(tracker.recordsInFlight == 1)
    }

    @Test("a record that is worked on and comes again is not begun a second time")
    func deliveredAgain() throws {
        var (tracker, old) = try tracker([3, 4])
        tracker.finish("p", offset: 4, generation: old)
        for offset: Int64 in [4, 3, 4] {
            let isAdopted = tracker.adopt("p", offset: offset, bytes: 10)
            #expect(isAdopted)
        }
        #expect(tracker.recordsInFlight == 1)
        #expect(tracker.committable == ["p": 3], "what comes again is not committed over")
        tracker.finish("p", offset: 3, generation: old)
        #expect(tracker.committable == ["p": 5])
    }

    @Test("a partition that begins anew is worked on and committed from there, whatever was committed before")
    func createdAnew() throws {
        var (tracker, old) = try tracker([998, 999])
        tracker.finish("p", offset: 998, generation: old)
        tracker.commit(tracker.committable)
        #expect(tracker.lastDelivered(in: "p") == 999)
        let first = tracker.deliver("p", offset: 0, bytes: 10)
        let new = try #require(first)
        #expect(new != old)
        #expect(tracker.committable == ["p": 0], "after a crash it goes on there")
        tracker.finish("p", offset: 999, generation: old)
        #expect(tracker.committable == ["p": 0])
        // The answer to what was sent before.
        tracker.commit(["p": 1000])
        tracker.finish("p", offset: 0, generation: new)
        #expect(tracker.committable == ["p": 1])
        #expect(tracker.recordsInFlight == 0)
    }

    @Test("what was delivered below the place a partition goes back to still holds back the commit")
    func cut() throws {
        var (tracker, old) = try tracker([5, 6, 7, 8])
        tracker.finish("p", offset: 5, generation: old)
        tracker.finish("p", offset: 8, generation: old)
        tracker.rewind("p", to: 7)
        #expect(tracker.position(of: "p") == 6)
        let isAdopted = tracker.adopt("p", offset: 7, bytes: 11)
        #expect(!isAdopted, "it is another record")
        let delivered = tracker.deliver("p", offset: 7, bytes: 11)
        let new = try #require(delivered)
        tracker.finish("p", offset: 7, generation: old)
        tracker.finish("p", offset: 7, generation: new)
        #expect(tracker.committable == ["p": 6])
        tracker.finish("p", offset: 6, generation: new)
        #expect(tracker.committable == ["p": 6])
        tracker.finish("p", offset: 6, generation: old)
        #expect(tracker.committable == ["p": 8])
        #expect(tracker.recordsInFlight == 0 && tracker.bytesInFlight == 0)
    }

    @Test("a partition is read anew at its first unfinished record, and that far it can be committed")
    func position() throws {
        var (tracker, old) = try tracker([5, 6, 9, 12])
        #expect(tracker.position(of: "p") == 5)
        tracker.finish("p", offset: 5, generation: old)
        tracker.finish("p", offset: 9, generation: old)
        #expect(tracker.position(of: "p") == 6)
        tracker.rewind("p", to: 6)
        #expect(tracker.committable == ["p": 6])
        #expect(tracker.position(of: "p") == 6)
        for offset: Int64 in [6, 9, 12] {
            let isAdopted = tracker.adopt("p", offset: offset, bytes: 10)
            #expect(isAdopted)
            tracker.finish("p", offset: offset, generation: old)
        }
        #expect(tracker.committable == ["p": 13])
        #expect(tracker.position(of: "p") == 13)
        tracker.assign(["p"])
        #expect(tracker.position(of: "p") == nil)
        // What lies below the place that was asked for says that the partition has gone back as well.
        tracker.rewind("p", to: 13)
        let delivered = tracker.deliver("p", offset: 2, bytes: 10)
        #expect(delivered != nil)
        #expect(tracker.committable == ["p": 2])
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
            case 4..<6:
                // What was not begun is dropped, and the partition is read anew at its first unfinished record.
                let position = model.position(partition)
                #expect(tracker.position(of: partition) == position, "seed \(seed), step \(step)")
                guard let position, let first = model.unbegun(partition, random: &random) else { continue }
                tracker.drop(partition, from: first)
                model.drop(partition, from: first)
                tracker.rewind(partition, to: position)
                model.rewind(partition, to: position)
            case 6..<45:
                // One in eight goes back.
                let isBehind = Int.random(in: 0..<8, using: &random) == 0
                let step = Int64.random(in: isBehind ? -8...0 : 1...4, using: &random)
                let offset = max(0, (model.last[partition] ?? 0) + step)
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
            for (partition, offset) in tracker.committable {
                let left = model.unfinished(partition, below: offset)
                #expect(left == [], "seed \(seed), step \(step)")
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
        /// Its partition was taken away, or has gone back.
        var isOrphan = false
        /// It was an orphan.
        var isAdopted = false
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

    /// What was delivered from there on is no longer of this assignment; below it all has to be finished as before.
    mutating func rewind(_ partition: Int, to offset: Int64) {
        guard assigned.contains(partition) else { return }
        for place in works.indices where works[place].partition == partition && works[place].offset >= offset {
            works[place].isOrphan = true
        }
        last[partition] = offset - 1
        guard unfinished(partition) == 0, next[partition] != offset else { return }
        next[partition] = offset
        committed[partition] = nil
    }

    /// An offset from which on nothing is finished, if there is one.
    func unbegun(_ partition: Int, random: inout SeededGenerator) -> Int64? {
        let lane = works.filter { $0.partition == partition && !$0.isOrphan }.sorted { $0.offset < $1.offset }
        return lane.reversed().prefix { !$0.isFinished && !$0.isAdopted }.randomElement(using: &random)?.offset
    }

    mutating func drop(_ partition: Int, from offset: Int64) {
        works.removeAll { $0.partition == partition && !$0.isOrphan && $0.offset >= offset }
    }

    func position(_ partition: Int) -> Int64? {
        works.filter { $0.partition == partition && !$0.isOrphan && !$0.isFinished }.map(\.offset).min()
            ?? next[partition]
    }

    func unfinished(_ partition: Int, below offset: Int64) -> [Int64] {
        works.filter { $0.partition == partition && !$0.isOrphan && !$0.isFinished && $0.offset < offset }.map(\.offset)
    }

    private mutating func note(_ partition: Int, _ offset: Int64) {
        if let highest = last[partition], offset <= highest { rewind(partition, to: offset) }
    }

    mutating func deliver(_ partition: Int, _ offset: Int64, bytes: Int) -> Int? {
        note(partition, offset)
        guard assigned.contains(partition) else { return nil }
        pass(partition, offset)
        works.removeAll { $0.partition == partition && $0.isOrphan && $0.offset == offset }
        numbers += 1
        works.append(Work(number: numbers, partition: partition, offset: offset, bytes: bytes))
        last[partition] = offset
        return numbers
    }

    mutating func adopt(_ partition: Int, _ offset: Int64) -> Bool {
        note(partition, offset)
        guard assigned.contains(partition),
            let place = works.firstIndex(where: { $0.partition == partition && $0.isOrphan && $0.offset == offset })
        else { return false }
        var work = works.remove(at: place)
        work.isOrphan = false
        work.isAdopted = true
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
        for work in lane.prefix(while: \.isFinished) { next[partition] = max(next[partition] ?? 0, work.offset + 1) }
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
