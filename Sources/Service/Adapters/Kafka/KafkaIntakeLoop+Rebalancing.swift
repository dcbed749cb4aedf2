import Kafka
import Pipeline
import Threads

/// Partitions that come, go, or are started anew.
extension KafkaIntakeLoop {
    mutating func revoke(_ revocation: KafkaRevocation) {
        report(.revoked(revocation.partitions, isLost: revocation.isLost))
        watch.forget()
        dropUnbegun(of: Set(revocation.partitions))
        guard !revocation.isLost else {
            pending = nil
            if consumer.accept(revocation) { forgetWhatLeft() }
            leaveIfStopping()
            return
        }
        pending = (revocation, .now + settings.revocationLimit)
    }

    /// What waits here and was not handed out is left for whoever reads the partition next.
    private mutating func dropUnbegun(of partitions: Set<TopicPartition>) {
        let source = { (message: Message) in
            TopicPartition(topic: message.origin.queue, partition: message.origin.partition)
        }
        var dropped = batcher.remove { partitions.contains(source($0)) }
        for place in outbox.indices {
            dropped += outbox[place].filter { partitions.contains(source($0)) }
            outbox[place].removeAll { partitions.contains(source($0)) }
        }
        outbox.removeAll(where: \.isEmpty)
        for (partition, messages) in Dictionary(grouping: dropped, by: source) {
            if let first = messages.map(\.origin.offset).min() { tracker.drop(partition, from: first) }
        }
    }

    /// Gives revoked partitions back when their work has ended, or its time is over; what is finished is committed.
    mutating func settleRevocation() {
        guard let (revocation, deadline) = pending else { return }
        let isDone = revocation.partitions.allSatisfy { tracker.unfinished(in: $0) == 0 }
        guard isDone || .now >= deadline else { return }
        commitNow()
        handBack(revocation)
    }

    mutating func handBack(_ revocation: KafkaRevocation) {
        leaveIfStopping()
        // A newer rebalance may have overtaken this answer; then the partitions are no longer ours to forget.
        if consumer.accept(revocation) { forgetWhatLeft() }
        pending = nil
    }

    /// With what was asked for last goes whatever a rebalance has left unanswered before.
    mutating func forgetWhatLeft() {
        tracker.revoke(tracker.partitions.filter { !consumer.assignment.contains($0) })
    }

    /// Who is about to leave must not join again: the group would give it partitions that nobody reads until it has left.
    private func leaveIfStopping() {
        if isStopping { try? consumer.unsubscribe() }
    }

    /// Starts what is assigned and not read anew. What starts with it goes on at its first unfinished record: work on that and
    /// on what comes again behind it goes on.
    mutating func restartIdle(_ idle: Set<TopicPartition>) {
        guard !isStopping, pending == nil else { return }
        let stalled = watch.note(idle.intersection(consumer.assignment), at: .now)
        guard !stalled.isEmpty else { return }
        let known = consumer.assignment.compactMap { partition in
            tracker.position(of: partition).map { (partition, $0) }
        }
        let positions = Dictionary(uniqueKeysWithValues: known)
        let restarted = consumer.restart(stalled, at: positions)
        guard !restarted.isEmpty else { return }
        dropUnbegun(of: restarted)
        for partition in restarted {
            if let position = positions[partition] {
                tracker.rewind(partition, to: position)
            } else {
                tracker.assign([partition])
            }
        }
        // What was finished before is still to be committed.
        pace.noteFinished()
        report(.restarted(stalled: stalled.count, of: restarted.count))
    }
}
