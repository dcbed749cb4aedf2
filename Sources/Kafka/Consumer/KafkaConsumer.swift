import CRdKafka
import Threads

/// A member of a consumer group, driven by one thread.
///
/// One thread owns it: that thread alone calls every function except `wake()`, polls at least every
/// `maxPollInterval` even while it takes no records, and closes it. It is not a thread of the cooperative pool,
/// since `poll`, waiting commits and `close` block.
///
/// Records have a queue apart from what the group tells, so that back-pressure is not to read them: librdkafka fetches
/// ahead as far as its bounds allow and then stops. Pausing partitions instead would throw away what was fetched, and
/// librdkafka 2.0.2 notices a resume up to a second late.
///
/// `@unchecked Sendable`: so that it can be made in one place and handed to its thread; the rule above keeps the state
/// on one thread, and `wake()` touches the lock-guarded queue only.
package final class KafkaConsumer: @unchecked Sendable {
    let client: ClientHandle
    /// Rebalances, commits, errors and statistics.
    let queue: OpaquePointer
    /// Records, and errors of single partitions.
    private let records: OpaquePointer
    private let wakeable: Locked<WakeableQueues>

    /// Whether the client is still there; nothing of librdkafka is called once it is not.
    private(set) var isOpen = true
    /// Counts rebalance events.
    var generation = 0
    /// Whether the newest rebalance event has been answered.
    var isAnswered = true
    /// What the group has asked for and was not let go, by the newest revocation or by one that others have overtaken.
    var owed: Set<TopicPartition> = []

    /// What this member reads at present.
    package internal(set) var assignment: Set<TopicPartition> = []

    private static let destroyLimit = Duration.seconds(2)

    /// Starts the client; brokers are connected in the background.
    package init(
        _ configuration: KafkaConfiguration, _ consumer: KafkaConfiguration.Consumer,
        log: @escaping KafkaLog = { _ in }
    ) throws(KafkaConfigurationError) {
        client = try ClientHandle(
            RD_KAFKA_CONSUMER, try configuration.properties(for: consumer),
            events: RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS, log: log)
        // Errors and statistics come to the group's queue.
        rd_kafka_poll_set_consumer(client.pointer)
        queue = rd_kafka_queue_get_consumer(client.pointer)
        records = rd_kafka_queue_new(client.pointer)
        wakeable = Locked(WakeableQueues(queue: queue, records: records))
        // Who waits for records is told of everything else.
        rd_kafka_queue_cb_event_enable(queue, wakeReader, UnsafeMutableRawPointer(records))
    }

    deinit {
        if isOpen { destroy() }
    }

    /// Joins the group for these topics; an assignment comes as an event.
    package func subscribe(to topics: [String]) throws(KafkaError) {
        let list = PartitionList(topics: topics)
        try call { rd_kafka_subscribe($0, list.pointer) }
    }

    /// Gives the subscription up: what is assigned is still to be let go, and then the member leaves the group instead of
    /// joining it again.
    package func unsubscribe() throws(KafkaError) { try call { rd_kafka_unsubscribe($0) } }

    /// Reads these partitions without joining the group. Not while others are read: librdkafka would lose where records of
    /// partitions that stay are to go.
    package func assign(_ partitions: [TopicPartition: KafkaStart]) throws(KafkaError) {
        let list = PartitionList(partitions.mapValues(\.rawOffset))
        collect(partitions.keys)
        try call { rd_kafka_assign($0, list.pointer) }
        assignment = Set(partitions.keys)
    }

    /// Lets partitions of which nothing is read start anew.
    ///
    /// - Parameters:
    ///   - partitions: assigned ones that have come to a stop.
    ///   - positions: the offset to go on at, for each assigned partition of which records have come. Others start where the
    ///     group has committed, or as `offsetReset` says, which may lie beyond records that came and are not committed.
    /// - Returns: what starts anew: with an eager assignor all that is assigned.
    package func restart(
        _ partitions: Set<TopicPartition>, at positions: [TopicPartition: Int64]
    ) -> Set<TopicPartition> {
        // A rebalance that has come and was not read yet must not be answered by this.
        guard isOpen, isAnswered, rd_kafka_queue_length(queue) == 0, !partitions.isEmpty,
            partitions.isSubset(of: assignment)
        else { return [] }
        let restarted = isCooperative ? partitions : assignment
        let starts = restarted.map { ($0, positions[$0] ?? KafkaStart.committed.rawOffset) }
        let list = PartitionList(Dictionary(uniqueKeysWithValues: starts))
        if isCooperative {
            // Who does not have them does not get them back.
            guard KafkaError(taking: rd_kafka_incremental_unassign(client.pointer, list.pointer)) == nil else {
                return []
            }
            collect(restarted)
            guard add(list) else {
                assignment.subtract(restarted)
                return []
            }
        } else {
            collect(restarted)
            rd_kafka_assign(client.pointer, list.pointer)
        }
        return restarted
    }

    /// Stops reading everything.
    package func unassign() throws(KafkaError) {
        try call { rd_kafka_assign($0, nil) }
        assignment = []
    }

    /// Waits for the next event; nil when there is none in time or `wake` was called.
    ///
    /// - Parameter takingRecords: false leaves records with the client, which stops fetching when it has enough.
    package func poll(timeout: Duration, takingRecords: Bool = true) -> KafkaConsumerEvent? {
        guard isOpen else { return nil }
        guard takingRecords else { return next(in: queue, within: timeout) }
        return next(in: queue, within: .zero) ?? next(in: records, within: timeout)
    }

    private func next(in queue: OpaquePointer, within timeout: Duration) -> KafkaConsumerEvent? {
        guard let event = rd_kafka_queue_poll(queue, timeout.milliseconds) else { return nil }
        defer { rd_kafka_event_destroy(event) }
        let received = received(event)
        if queue == self.queue, case .record(let record)? = received { collect([record.source]) }
        return received
    }

    /// Lets the records of these partitions come to their own queue; before they are assigned, so that none goes elsewhere.
    func collect(_ partitions: some Sequence<TopicPartition>) {
        guard isOpen else { return }
        for partition in partitions {
            guard
                let source = rd_kafka_queue_get_partition(client.pointer, partition.topic, partition.partition)
            else { continue }
            rd_kafka_queue_forward(source, records)
            rd_kafka_queue_destroy(source)
        }
    }

    /// Ends the poll that is going on, or the next one. Any thread may call this, also after `close`.
    package func wake() {
        wakeable.withLock { wakeable in
            if let queue = wakeable.queue { rd_kafka_queue_yield(queue) }
            if let records = wakeable.records { rd_kafka_queue_yield(records) }
        }
    }

    /// Leaves the group and frees the client.
    ///
    /// Revocations and commit results that come on the way are given to `handle`, which may still commit; what it
    /// leaves unanswered is accepted, as is what was not answered before. Records are dropped. When the group does not let
    /// go within `limit`, the client is given up all the same and the session runs out, which a limit of zero brings about
    /// at once. Freeing the client takes two seconds more at most; what is left of it then goes on in the background.
    ///
    /// - Returns: whether the group let go in time.
    @discardableResult
    package func close(within limit: Duration, _ handle: (KafkaConsumerEvent) -> Void = { _ in }) -> Bool {
        guard isOpen else { return false }
        let deadline = ContinuousClock.now + limit
        let isLeaving = limit > .zero && KafkaError(taking: rd_kafka_consumer_close_queue(client.pointer, queue)) == nil
        // The library waits for the answer to what it asked before; one that closes takes this for it with any assignor.
        if isLeaving, !isAnswered {
            isAnswered = true
            rd_kafka_assign(client.pointer, nil)
        }
        while isLeaving, rd_kafka_consumer_closed(client.pointer) == 0 {
            let left = deadline - .now
            guard left > .zero else { break }
            switch poll(timeout: min(left, .milliseconds(100)), takingRecords: false) {
            case .none, .record: break
            case .revoked(let revocation)?:
                handle(.revoked(revocation))
                accept(revocation)
            case .assigned(let assignment)?: accept(assignment)
            case .some(let event): handle(event)
            }
        }
        let hasLeft = isLeaving && rd_kafka_consumer_closed(client.pointer) != 0
        destroy()
        return hasLeft
    }

    /// Why the client cannot go on: another member has its name, or it has lost its way. Nil while it can.
    package var failure: KafkaError? {
        guard isOpen, rd_kafka_fatal_error(client.pointer, nil, 0) != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        return error(RD_KAFKA_RESP_ERR__FATAL)
    }

    /// Calls librdkafka while it is there, and turns its code into a throw.
    func call(_ function: (OpaquePointer) -> rd_kafka_resp_err_t) throws(KafkaError) {
        guard isOpen else { throw KafkaError(.closed) }
        let code = function(client.pointer)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw error(code) }
    }

    /// The error behind a code: a fatal one is looked up.
    func error(_ code: rd_kafka_resp_err_t, text: String? = nil) -> KafkaError {
        guard code == RD_KAFKA_RESP_ERR__FATAL else { return KafkaError(code, text: text) }
        var buffer = [CChar](repeating: 0, count: 512)
        let cause = rd_kafka_fatal_error(client.pointer, &buffer, buffer.count)
        let reason = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return KafkaError(cause, text: reason, isFatal: true)
    }

    private func destroy() {
        isOpen = false
        assignment = []
        wakeable.withLock { $0 = WakeableQueues() }
        rd_kafka_queue_cb_event_enable(queue, nil, nil)
        rd_kafka_queue_destroy(records)
        rd_kafka_queue_destroy(queue)
        client.destroy(within: Self.destroyLimit)
    }
}

private struct WakeableQueues {
    var queue: OpaquePointer?
    var records: OpaquePointer?
}

/// Ends the wait for records when something else has come. Called by librdkafka's threads.
private func wakeReader(_ client: OpaquePointer?, _ records: UnsafeMutableRawPointer?) {
    if let records { rd_kafka_queue_yield(OpaquePointer(records)) }
}
