/// One assigned partition: what was delivered of it and how far that is finished.
struct OffsetLane<Generation: Hashable & Sendable>: Sendable {
    struct Entry: Sendable {
        let offset: Int64
        let bytes: Int
        let mark: Int64?
    }

    private(set) var generation: Generation
    /// Delivered and not yet behind the prefix, in order of delivery.
    private(set) var pending: ArraySlice<Entry> = []
    private(set) var finished: Set<Int64> = []
    /// Behind the prefix and not known to be committed: delivered again when a commit fails with its assignment.
    private(set) var uncommitted: ArraySlice<Entry> = []
    /// Work that an earlier generation began, by offset.
    private(set) var adopted: [Int64: Generation] = [:]
    /// The offset to commit, one behind the last of the prefix; nil while nothing is finished.
    private(set) var next: Int64?
    private(set) var committed: Int64?
    /// The highest offset that needs nothing more from whoever reads; nil while nothing was delivered.
    private(set) var lastDelivered: Int64?

    /// Commits fail for long only together with everything else; what is forgotten then is published twice.
    private static var mostUncommitted: Int { 4096 }

    init(generation: Generation) { self.generation = generation }

    mutating func append(_ offset: Int64, bytes: Int, mark: Int64?) {
        lastDelivered = offset
        pending.append(Entry(offset: offset, bytes: bytes, mark: mark))
    }

    /// Takes on work of an earlier generation.
    mutating func adopt(_ offset: Int64, bytes: Int, mark: Int64?, from generation: Generation) {
        append(offset, bytes: bytes, mark: mark)
        adopted[offset] = generation
    }

    /// - Returns: the entry's bytes; nil when this changes nothing.
    mutating func finish(_ offset: Int64, _ generation: Generation) -> Int? {
        guard let entry = entry(at: offset), adopted[offset] ?? self.generation == generation,
            finished.insert(offset).inserted
        else { return nil }
        while let first = pending.first, finished.remove(first.offset) != nil {
            pending.removeFirst()
            adopted[first.offset] = nil
            uncommitted.append(first)
            if uncommitted.count > Self.mostUncommitted { uncommitted.removeFirst() }
            next = first.offset + 1
        }
        return entry.bytes
    }

    /// The broker has taken a commit. An older figure than one already noted changes nothing.
    mutating func commit(_ offset: Int64) {
        guard let next, offset <= next, offset > committed ?? .min else { return }
        committed = offset
        while let first = uncommitted.first, first.offset < offset { uncommitted.removeFirst() }
    }

    /// Removes and returns everything from `offset` on.
    mutating func cut(from offset: Int64) -> [Entry] {
        let place = pending.firstIndex { $0.offset >= offset } ?? pending.endIndex
        let removed = Array(pending[place...])
        pending.removeSubrange(place...)
        for entry in removed {
            finished.remove(entry.offset)
            adopted[entry.offset] = nil
        }
        return removed
    }

    /// Begins a generation that is read from `offset` on. What was delivered below it ends as before, and is committed.
    ///
    /// - Returns: what was delivered from there on, and comes again.
    mutating func rewind(to offset: Int64, as newest: Generation) -> [Entry] {
        let place = uncommitted.firstIndex { $0.offset >= offset } ?? uncommitted.endIndex
        let settled = Array(uncommitted[place...])
        uncommitted.removeSubrange(place...)
        let removed = settled + cut(from: offset)
        for entry in pending where adopted[entry.offset] == nil { adopted[entry.offset] = generation }
        generation = newest
        lastDelivered = offset - 1
        // The group may stand further on than that: then it has to go back, or a crash would skip what comes now.
        if pending.isEmpty, next != offset {
            next = offset
            committed = nil
        }
        return removed
    }

    /// Whether the work on what was delivered there has ended.
    func isFinished(_ offset: Int64) -> Bool {
        finished.contains(offset) || pending.first.map { offset < $0.offset } ?? true
    }

    /// The first offset delivered that is not finished, or the one behind all that is; nil while nothing was delivered.
    var position: Int64? { pending.first?.offset ?? next }

    /// Offsets are delivered in ascending order, so the entry is found by halving.
    private func entry(at offset: Int64) -> Entry? {
        var low = pending.startIndex
        var high = pending.endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if pending[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low < pending.endIndex && pending[low].offset == offset ? pending[low] : nil
    }
}
