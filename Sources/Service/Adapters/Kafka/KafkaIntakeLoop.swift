import Kafka
import Pipeline
import Threads

/// The intake's thread: everything here runs on it alone.
struct KafkaIntakeLoop {
    let consumer: KafkaConsumer
    let settings: KafkaMessageSource.Settings
    private let batches: BoundedChannel<[Message]>
    private let mailbox: KafkaIntakeMailbox
    private let isOpen: @Sendable () -> Bool
    let report: @Sendable (KafkaIntakeEvent) -> Void

    var tracker = OffsetTracker<TopicPartition>()
    var batcher: Batcher<Message>
    private var flow: FlowControl
    /// Formed batches for which the channel had no room; bounded by what is in flight.
    var outbox: [[Message]] = []
    /// A revocation that waits for work in flight.
    var pending: (revocation: KafkaRevocation, deadline: ContinuousClock.Instant)?
    var isStopping = false
    private var isClosing = false
    var pace = CommitPace(at: .now)
    var watch = IdleWatch()
    private var status = KafkaIntakeStatus()
    /// Whether `status.denial` is about partitions that were assigned: being given some proves nothing then.
    private var deniesReading = false

    private static let commitLimit = Duration.seconds(5)
    private static let closeLimit = Duration.seconds(5)
    /// With a commit that was not answered the group is away: it would hardly hear of the leaving either.
    private static let hopelessCloseLimit = Duration.seconds(1)
    private static let longestPoll = Duration.milliseconds(100)

    init(
        consumer: KafkaConsumer, settings: KafkaMessageSource.Settings, batches: BoundedChannel<[Message]>,
        mailbox: KafkaIntakeMailbox, isOpen: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (KafkaIntakeEvent) -> Void
    ) {
        self.consumer = consumer
        self.settings = settings
        self.batches = batches
        self.mailbox = mailbox
        self.isOpen = isOpen
        self.report = report
        batcher = Batcher(size: settings.batchSize, linger: settings.linger)
        flow = settings.flow
    }

    mutating func run() {
        while !isClosing, !status.isDead { turn() }
        finish()
    }

    /// Does what there is to do, and waits for one event.
    mutating func turn() {
        readMail()
        // What a last poll brought would find nobody to answer it.
        guard !isClosing else { return }
        settleRevocation()
        commitIfWorthIt()
        adjustFlow()
        handOut()
        publishStatus()
        let event = consumer.poll(timeout: pollTime(), takingRecords: !flow.isPaused && !isStopping)
        if let event { handle(event) }
        // Not every fatal error comes as an event.
        if !status.isDead, let failure = consumer.failure { handle(.failed(failure)) }
    }

    private mutating func readMail() {
        for letter in mailbox.takeAll() {
            switch letter {
            case .finished(let partition, let offset, let generation):
                tracker.finish(partition, offset: offset, generation: generation)
                pace.noteFinished()
            case .stop: isStopping = true
            case .close: isClosing = true
            }
        }
    }

    mutating func handle(_ event: KafkaConsumerEvent) {
        switch event {
        case .record(let record): take(record)
        case .assigned(let assignment):
            guard consumer.accept(assignment) else { return }
            // The answer to a revocation comes too late now: the consumer has let go of what it was about.
            pending = nil
            watch.forget()
            forgetWhatLeft()
            tracker.assign(assignment.partitions)
            status.hasJoined = true
            status.lastError = nil
            if !deniesReading, !assignment.partitions.isEmpty { status.denial = nil }
            report(.assigned(assignment.partitions))
        case .revoked(let revocation): revoke(revocation)
        case .committed(.success(let offsets)):
            tracker.commit(offsets)
            status.denial = nil
            // Partitions the broker did not take are missing here.
            pace.noteAnswer(isRest: !tracker.committable.isEmpty, at: .now)
        case .committed(.failure(let error)): commitFailed(error)
        case .statistics(let json):
            guard let statistics = ConsumerStatistics(json) else { return }
            report(.statistics(statistics))
            restartIdle(statistics.idle)
        case .failed(let error):
            status.lastError = error
            if error.code.isDenial {
                status.denial = error
                deniesReading = !consumer.assignment.isEmpty
            }
            status.isDead = error.isFatal
            report(.failed(error))
        }
    }

    private mutating func take(_ record: KafkaRecord) {
        let payload = record.value ?? []
        // A record that comes while intake stops, or of a partition that is being handed back, is left for whoever
        // reads the partition next.
        guard !isStopping, pending?.revocation.partitions.contains(record.source) != true else { return }
        if let last = tracker.lastDelivered(in: record.source), record.offset <= last {
            // What waits here stays: a log that was cut may never bring it again, and what comes again adopts it.
            tracker.rewind(record.source, to: record.offset)
            // The group may have to go back, too.
            pace.noteFinished()
            report(.rewound(record.source, from: last, to: record.offset))
        }
        if tracker.adopt(record.source, offset: record.offset, bytes: payload.count, mark: record.timestamp) {
            // It may have ended before it came back.
            pace.noteFinished()
            report(.adopted(record.source, offset: record.offset))
            return
        }
        guard
            let generation = tracker.deliver(
                record.source, offset: record.offset, bytes: payload.count, mark: record.timestamp)
        else { return }
        status.lastError = nil
        status.denial = nil
        let mailbox = mailbox
        let source = record.source
        let offset = record.offset
        let message = Message(
            payload: payload, key: record.key, attributes: record.headers.map { Attribute($0.name, $0.value) },
            timestamp: record.timestamp,
            origin: MessageOrigin(queue: record.topic, partition: record.partition, offset: offset),
            onAcknowledge: { mailbox.post(.finished(source, offset: offset, generation)) })
        if let batch = batcher.add(message, at: .now) { outbox.append(batch) }
    }

    private mutating func adjustFlow() {
        guard !isStopping else { return }
        let change = flow.change(
            records: tracker.recordsInFlight, bytes: tracker.bytesInFlight, span: tracker.longestSpan,
            isOpen: isOpen())
        switch change {
        case .pause(let cause):
            if !consumer.assignment.isEmpty { report(.paused(cause)) }
        case .resume: report(.resumed)
        case nil: break
        }
    }

    private mutating func handOut() {
        let isIdle = tracker.recordsInFlight == batcher.count
        if isStopping || pending != nil {
            let rest = batcher.takeAll()
            if !rest.isEmpty { outbox.append(rest) }
        } else if let batch = batcher.due(at: .now, isIdle: isIdle) {
            outbox.append(batch)
        }
        while let batch = outbox.first, batches.trySend(batch) == .accepted { outbox.removeFirst() }
        if isStopping, outbox.isEmpty { batches.finish() }
    }

    private func pollTime() -> Duration {
        guard let deadline = batcher.deadline else { return Self.longestPoll }
        return max(.zero, min(Self.longestPoll, deadline - .now))
    }

    private mutating func commitIfWorthIt() {
        guard pace.isDue(at: .now, isIdle: tracker.recordsInFlight == 0) else { return }
        let offsets = tracker.committable
        guard !offsets.isEmpty else { return pace.noteNothing() }
        pace.noteSent(at: .now)
        do {
            try consumer.commit(offsets)
        } catch {
            commitFailed(error)
        }
    }

    private mutating func commitFailed(_ error: KafkaError) {
        pace.noteAnswer(isRest: true, at: .now)
        report(.commitFailed(error))
    }

    /// Returns whether there was an answer, if only a refusal.
    @discardableResult
    mutating func commitNow() -> Bool {
        do {
            tracker.commit(try consumer.commit(tracker.committable, waiting: Self.commitLimit))
            return true
        } catch {
            report(.commitFailed(error))
            return error.code != .timedOut
        }
    }

    mutating func finish() {
        readMail()
        batches.finish()
        let isAnswered = commitNow()
        isStopping = true
        if let pending { handBack(pending.revocation) }
        consumer.close(within: isAnswered ? Self.closeLimit : Self.hopelessCloseLimit) { event in
            if case .revoked(let revocation) = event { report(.revoked(revocation.partitions, isLost: true)) }
        }
        status.partitions = 0
        publishStatus()
    }

    private mutating func publishStatus() {
        status.lastTurn = .now
        if !status.isDead { status.partitions = consumer.assignment.count }
        status.stalledPartitions = watch.stalled.count
        status.isPaused = flow.isPaused
        status.recordsInFlight = tracker.recordsInFlight
        status.bytesInFlight = tracker.bytesInFlight
        status.longestSpan = tracker.longestSpan
        let status = status
        mailbox.status.withLock { $0 = status }
    }
}
