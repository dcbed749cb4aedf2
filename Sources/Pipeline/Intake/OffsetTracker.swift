/// Knows which offsets of each partition are finished, and how far they are finished without a gap.
///
/// Work ends in any order; only the contiguous prefix may be committed, or a crash would lose what lies in the gap.
/// Offsets are not consecutive (compaction, control records), so the tracker keeps the delivered ones in order and never
/// counts. A partition that is assigned anew begins a new generation: what an old generation finishes is ignored.
package struct OffsetTracker<Partition: Hashable & Sendable>: Sendable {
    /// Marks one assignment of a partition.
    package struct Generation: Sendable, Hashable {
        fileprivate let number: UInt64
    }

    private struct Lane {
        let generation: Generation
        /// Delivered and not yet behind the prefix, in order of delivery.
        var pending: ArraySlice<Entry> = []
        var finished: Set<Int64> = []
        /// The offset to commit, one behind the last of the prefix; nil while nothing is finished.
        var next: Int64?
        var committed: Int64?
        var lastDelivered: Int64?

        /// Offsets are delivered in ascending order, so the entry is found by halving.
        func entry(at offset: Int64) -> Entry? {
            var low = pending.startIndex
            var high = pending.endIndex
            while low < high {
                let middle = low + (high - low) / 2
                if pending[middle].offset < offset { low = middle + 1 } else { high = middle }
            }
            return low < pending.endIndex && pending[low].offset == offset ? pending[low] : nil
        }
    }

    private struct Entry {
        let offset: Int64
        let bytes: Int
    }

    private var lanes: [Partition: Lane] = [:]
    private var generations: UInt64 = 0
    /// Delivered and unfinished, over all assigned partitions.
    package private(set) var recordsInFlight = 0
    package private(set) var bytesInFlight = 0

    package init() {}

    package var partitions: [Partition] { Array(lanes.keys) }

    /// Begins a generation of each partition; one that was assigned before is forgotten first.
    package mutating func assign(_ partitions: some Sequence<Partition>) {
        for partition in partitions {
            revoke([partition])
            generations += 1
            lanes[partition] = Lane(generation: Generation(number: generations))
        }
    }

    /// Forgets partitions; whatever of them is still worked on will be ignored when it ends.
    package mutating func revoke(_ partitions: some Sequence<Partition>) {
        for partition in partitions {
            guard let lane = lanes.removeValue(forKey: partition) else { continue }
            for entry in lane.pending where !lane.finished.contains(entry.offset) {
                recordsInFlight -= 1
                bytesInFlight -= entry.bytes
            }
        }
    }

    /// Notes that a record was handed out.
    ///
    /// - Returns: the generation to finish it with; nil when the partition is not assigned or the offset is not above
    ///   the last one, so that the record must not be worked on.
    package mutating func deliver(_ partition: Partition, offset: Int64, bytes: Int) -> Generation? {
        guard let lane = lanes[partition], offset > lane.lastDelivered ?? .min else { return nil }
        lanes[partition]?.lastDelivered = offset
        lanes[partition]?.pending.append(Entry(offset: offset, bytes: bytes))
        recordsInFlight += 1
        bytesInFlight += bytes
        return lane.generation
    }

    /// Notes that every effect of a record is durable. Repetitions and earlier generations change nothing.
    package mutating func finish(_ partition: Partition, offset: Int64, generation: Generation) {
        guard var lane = lanes[partition], lane.generation == generation,
            let entry = lane.entry(at: offset), lane.finished.insert(offset).inserted
        else { return }
        // The copy above must not keep the dictionary's lane alive, or each finish would copy the arrays.
        lanes[partition] = nil
        recordsInFlight -= 1
        bytesInFlight -= entry.bytes
        while let first = lane.pending.first, lane.finished.remove(first.offset) != nil {
            lane.pending.removeFirst()
            lane.next = first.offset + 1
        }
        lanes[partition] = lane
    }

    /// What can be committed and is not yet: the next offset to read, per partition.
    package var committable: [Partition: Int64] {
        lanes.compactMapValues { lane in lane.next == lane.committed ? nil : lane.next }
    }

    /// Notes a commit that the broker took. An older figure than one already noted changes nothing.
    package mutating func commit(_ offsets: [Partition: Int64]) {
        for (partition, offset) in offsets {
            guard let lane = lanes[partition], let next = lane.next, offset <= next else { continue }
            lanes[partition]?.committed = max(offset, lane.committed ?? .min)
        }
    }

    /// Delivered and unfinished records of one partition.
    package func unfinished(in partition: Partition) -> Int {
        guard let lane = lanes[partition] else { return 0 }
        return lane.pending.count - lane.finished.count
    }
}
