/// Work of one partition that was taken away or has gone back, by offset: running, or finished and not yet passed by.
///
/// Records come back in ascending order, so each offset is passed by once, whatever their number.
struct OffsetOrphans<Generation: Hashable & Sendable>: Sendable {
    /// One record's work.
    struct Orphan: Sendable {
        let generation: Generation
        let bytes: Int
        let mark: Int64?
        var isFinished: Bool
    }

    private var orphans: [Int64: Orphan] = [:]
    /// Offsets that were not passed by, ascending; nil when that has to be found out anew.
    private var ahead: ArraySlice<Int64>?
    /// Offsets that were passed by while the work went on.
    private var behind: [Int64] = []

    var isEmpty: Bool { orphans.isEmpty }

    /// Those whose work still goes on.
    var running: Int { orphans.values.count { !$0.isFinished } }

    subscript(offset: Int64) -> Orphan? { orphans[offset] }

    mutating func add(_ orphan: Orphan, at offset: Int64) {
        orphans[offset] = orphan
        ahead = nil
    }

    mutating func remove(_ offset: Int64) -> Orphan? { orphans.removeValue(forKey: offset) }

    mutating func finish(_ offset: Int64) { orphans[offset]?.isFinished = true }

    /// The partition is read beyond what has ended: nobody will ask for that again, unless it goes back.
    mutating func pass(before offset: Int64) {
        if ahead == nil {
            ahead = ArraySlice(orphans.keys.sorted())
            behind = []
        }
        while let first = ahead?.first, first < offset {
            ahead?.removeFirst()
            behind.append(first)
        }
        behind.removeAll { passed in
            guard let orphan = orphans[passed] else { return true }
            guard orphan.isFinished, passed < offset else { return false }
            orphans[passed] = nil
            return true
        }
    }
}
