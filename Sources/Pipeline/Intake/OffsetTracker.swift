/// Knows which offsets of each partition are finished, and how far they are finished without a gap.
///
/// Work ends in any order; only the contiguous prefix may be committed, or a crash would lose what lies in the gap.
/// Offsets are not consecutive (compaction, control records), so the tracker keeps the delivered ones in order and never
/// counts. A partition that is assigned anew begins a new generation.
///
/// Work that has begun is never stopped by a rebalance: it becomes an orphan. When its partition comes back and its
/// record with it, the new generation adopts it instead of beginning again; otherwise it ends for nobody, which is
/// harmless.
///
/// A partition may go back without being assigned anew: its topic was deleted and created again, its log was cut, or it
/// was started anew. What was delivered from there on is orphaned in the same way.
package struct OffsetTracker<Partition: Hashable & Sendable>: Sendable {
    /// Marks one assignment of a partition.
    package struct Generation: Sendable, Hashable {
        fileprivate let number: UInt64
    }

    var lanes: [Partition: OffsetLane<Generation>] = [:]
    /// Work of partitions that were taken away, by offset: running, or finished and not yet passed by.
    var orphans: [Partition: OffsetOrphans<Generation>] = [:]
    private var generations: UInt64 = 0
    /// Delivered and unfinished, orphans too.
    package internal(set) var recordsInFlight = 0
    package internal(set) var bytesInFlight = 0

    package init() {}

    package var partitions: [Partition] { Array(lanes.keys) }

    /// Begins a generation of each partition; the work of one that was assigned before is orphaned first.
    package mutating func assign(_ partitions: some Sequence<Partition>) {
        for partition in partitions {
            revoke([partition])
            generations += 1
            lanes[partition] = OffsetLane(generation: Generation(number: generations))
        }
    }

    /// Forgets partitions; whatever of them is still worked on is an orphan.
    package mutating func revoke(_ partitions: some Sequence<Partition>) {
        for partition in partitions {
            guard let lane = lanes.removeValue(forKey: partition) else { continue }
            for entry in lane.uncommitted + lane.pending { orphan(entry, of: lane, in: partition) }
        }
    }

    /// Begins a generation of an assigned partition that is read from `offset` on, as though what was delivered from there
    /// on had not been: it can be committed when it comes again and is finished, and not before. What was delivered below
    /// and is not finished still holds back the commit; when there is none, `offset` itself can be committed.
    ///
    /// - Parameter offset: from 0.
    package mutating func rewind(_ partition: Partition, to offset: Int64) {
        guard let lane = lanes[partition] else { return }
        generations += 1
        for entry in lanes[partition]?.rewind(to: offset, as: Generation(number: generations)) ?? [] {
            orphan(entry, of: lane, in: partition)
        }
    }

    /// The highest offset of an assigned partition that has been delivered; nil when there is none. A record at or below it
    /// says that the partition has gone back.
    package func lastDelivered(in partition: Partition) -> Int64? { lanes[partition]?.lastDelivered }

    /// Where an assigned partition would have to be read anew: at the first record that is not finished, or behind the last
    /// one; nil when nothing of it was delivered.
    package func position(of partition: Partition) -> Int64? { lanes[partition]?.position }

    /// Notes that a record was handed out. One that is not above the last one rewinds its partition.
    ///
    /// - Parameter mark: tells the record from another in the same place, after the topic was created anew.
    /// - Returns: the generation to finish it with; nil when the partition is not assigned, so that the record must not be
    ///   worked on.
    package mutating func deliver(
        _ partition: Partition, offset: Int64, bytes: Int, mark: Int64? = nil
    ) -> Generation? {
        rewindIfBehind(partition, at: offset)
        // No copy of the lane: it would make appending copy all that is delivered.
        guard let generation = lanes[partition]?.generation else { return nil }
        passOrphans(of: partition, before: offset)
        if let stranger = orphans[partition]?.remove(offset), !stranger.isFinished {
            leave(stranger.bytes)
        }
        lanes[partition]?.append(offset, bytes: bytes, mark: mark)
        recordsInFlight += 1
        bytesInFlight += bytes
        return generation
    }

    /// Notes that every effect of a record is durable. Repetitions, and generations whose record was handed out anew,
    /// change nothing.
    package mutating func finish(_ partition: Partition, offset: Int64, generation: Generation) {
        if let bytes = lanes[partition]?.finish(offset, generation) {
            leave(bytes)
        } else if let orphan = orphans[partition]?[offset], orphan.generation == generation, !orphan.isFinished {
            orphans[partition]?.finish(offset)
            leave(orphan.bytes)
        }
    }

    /// What can be committed and is not yet: the next offset to read, per partition.
    package var committable: [Partition: Int64] {
        lanes.compactMapValues { lane in lane.next == lane.committed ? nil : lane.next }
    }

    /// Notes a commit that the broker took. An older figure than one already noted changes nothing.
    package mutating func commit(_ offsets: [Partition: Int64]) {
        for (partition, offset) in offsets { lanes[partition]?.commit(offset) }
    }

    /// Records of the assigned partition that has most of them, from its oldest unfinished one on: not committed, whether
    /// finished or not.
    package var longestSpan: Int { lanes.values.reduce(0) { max($0, $1.pending.count) } }

    /// Delivered and unfinished records of one partition.
    package func unfinished(in partition: Partition) -> Int {
        guard let lane = lanes[partition] else { return 0 }
        return lane.pending.count - lane.finished.count
    }

    /// A record above the last one goes on; any other says that the partition is read anew from there.
    mutating func rewindIfBehind(_ partition: Partition, at offset: Int64) {
        if let last = lastDelivered(in: partition), offset <= last { rewind(partition, to: offset) }
    }

    mutating func leave(_ bytes: Int) {
        recordsInFlight -= 1
        bytesInFlight -= bytes
    }
}
