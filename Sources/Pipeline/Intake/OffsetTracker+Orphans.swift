extension OffsetTracker {
    /// Takes a record that is delivered again for the work on it that is still going on, or has ended since. One that is not
    /// above the last one rewinds its partition.
    ///
    /// - Returns: whether there is such work: the record must not be worked on a second time.
    package mutating func adopt(_ partition: Partition, offset: Int64, bytes: Int, mark: Int64? = nil) -> Bool {
        rewindIfBehind(partition, at: offset)
        guard lanes[partition] != nil, let orphan = orphans[partition]?[offset], orphan.bytes == bytes,
            orphan.mark == mark
        else { return false }
        passOrphans(of: partition, before: offset)
        _ = orphans[partition]?.remove(offset)
        lanes[partition]?.adopt(offset, bytes: bytes, mark: mark, from: orphan.generation)
        // Its bytes have left already when it has ended.
        if orphan.isFinished { _ = lanes[partition]?.finish(offset, orphan.generation) }
        return true
    }

    /// Forgets what was delivered from `offset` on and not begun; work that was adopted is an orphan again. The
    /// partition is about to be let go: whoever reads it next gets these records.
    package mutating func drop(_ partition: Partition, from offset: Int64) {
        guard let lane = lanes[partition] else { return }
        for entry in lanes[partition]?.cut(from: offset) ?? [] {
            if lane.adopted[entry.offset] != nil {
                orphan(entry, of: lane, in: partition)
            } else if !lane.finished.contains(entry.offset) {
                leave(entry.bytes)
            }
        }
    }

    /// Work of partitions that were taken away which still goes on.
    package var orphansInFlight: Int {
        orphans.values.reduce(0) { $0 + $1.running }
    }

    mutating func orphan(
        _ entry: OffsetLane<Generation>.Entry, of lane: OffsetLane<Generation>, in partition: Partition
    ) {
        orphans[partition, default: OffsetOrphans()].add(
            .init(
                generation: lane.adopted[entry.offset] ?? lane.generation, bytes: entry.bytes, mark: entry.mark,
                isFinished: lane.isFinished(entry.offset)), at: entry.offset)
    }

    /// The partition is read beyond what has ended: nobody will ask for that again.
    mutating func passOrphans(of partition: Partition, before offset: Int64) {
        orphans[partition]?.pass(before: offset)
        if orphans[partition]?.isEmpty == true { orphans[partition] = nil }
    }
}
