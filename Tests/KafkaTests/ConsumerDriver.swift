import Kafka
import Testing
import Threads

/// Owns a consumer on a thread of its own, as the service does, and notes what comes.
final class ConsumerDriver: Sendable {
    typealias Command = @Sendable (KafkaConsumer) -> Void

    struct Notes: Sendable {
        var records: [KafkaRecord] = []
        var assigned: [KafkaAssignment] = []
        var revoked: [KafkaRevocation] = []
        var committed: [Result<[TopicPartition: Int64], KafkaError>] = []
        var failures: [KafkaError] = []
        var statistics: [[UInt8]] = []
    }

    private enum Ending { case leaving, dying }

    let consumer: KafkaConsumer
    private let notes = Locked(Notes())
    /// Whether polls take records.
    let takesRecords: Locked<Bool>
    private let mailbox = Locked<[Command]>([])
    private let stopping = Locked<Ending?>(nil)
    private let left = Locked(false)
    private let thread: WorkerThread

    /// - Parameters:
    ///   - topics: subscribed to; empty for none.
    ///   - takesRecords: whether the first polls take records.
    ///   - pollLimit: how long one poll may last.
    ///   - onRecord: called on the consumer's thread for each record.
    ///   - onRevoked: called on the consumer's thread; returns whether to accept at once.
    init(
        _ configuration: KafkaConfiguration, _ settings: KafkaConfiguration.Consumer, topics: [String] = [],
        takesRecords: Bool = true, pollLimit: Duration = .milliseconds(50),
        onRecord: @escaping @Sendable (KafkaConsumer, KafkaRecord) -> Void = { _, _ in },
        onRevoked: @escaping @Sendable (KafkaConsumer, KafkaRevocation) -> Bool = { _, _ in true }
    ) throws {
        let consumer = try KafkaConsumer(configuration, settings)
        if !topics.isEmpty { try consumer.subscribe(to: topics) }
        self.consumer = consumer
        let takesRecords = Locked(takesRecords)
        self.takesRecords = takesRecords
        thread = try WorkerThread(name: "test-consumer") { [notes, mailbox, stopping, left] in
            @Sendable func handle(_ event: KafkaConsumerEvent) {
                notes.withLock { $0.add(event) }
                switch event {
                case .record(let record): onRecord(consumer, record)
                case .assigned(let assignment): consumer.accept(assignment)
                case .revoked(let revocation):
                    if onRevoked(consumer, revocation) { consumer.accept(revocation) }
                default: break
                }
            }
            while stopping.withLock({ $0 }) == nil {
                let commands = mailbox.withLock { commands in
                    defer { commands = [] }
                    return commands
                }
                for command in commands { command(consumer) }
                let takes = takesRecords.withLock { $0 }
                if let event = consumer.poll(timeout: pollLimit, takingRecords: takes) { handle(event) }
            }
            let isLeaving = stopping.withLock { $0 == .leaving }
            let hasLeft = consumer.close(within: isLeaving ? .seconds(60) : .zero, handle)
            left.withLock { $0 = hasLeft }
        }
    }

    /// Whether the group has let it go.
    var hasLeft: Bool { left.withLock { $0 } }
    var seen: Notes { notes.withLock { $0 } }
    var values: [String] { seen.records.map { String(decoding: $0.value ?? [], as: UTF8.self) } }

    /// Runs on the consumer's thread and returns its result.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (KafkaConsumer) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            mailbox.withLock { $0.append { continuation.resume(returning: body($0)) } }
            consumer.wake()
        }
    }

    func stop() async { await end(.leaving) }

    /// Ends without leaving the group, as a crash would.
    func abandon() async { await end(.dying) }

    private func end(_ ending: Ending) async {
        stopping.withLock { $0 = ending }
        consumer.wake()
        await thread.finished()
    }
}

extension ConsumerDriver.Notes {
    mutating func add(_ event: KafkaConsumerEvent) {
        switch event {
        case .record(let record): records.append(record)
        case .assigned(let assignment): assigned.append(assignment)
        case .revoked(let revocation): revoked.append(revocation)
        case .committed(let result): committed.append(result)
        case .statistics(let bytes): statistics.append(bytes)
        case .failed(let error): failures.append(error)
        }
    }
}

/// Waits for a condition that another thread brings about.
func eventually(
    _ what: Comment, within limit: Duration = .seconds(600), at location: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, what, sourceLocation: location)
        try await Task.sleep(for: .milliseconds(10))
    }
}

extension KafkaConfiguration.Consumer {
    /// Timeouts that let the embedded broker settle quickly.
    static func onMock(_ group: String) -> Self {
        var settings = Self(groupID: group)
        settings.sessionTimeout = .seconds(6)
        settings.heartbeatInterval = .milliseconds(500)
        settings.fetchWait = .milliseconds(50)
        return settings
    }
}

extension [UInt8] {
    init(_ text: String) { self = Array(text.utf8) }
}
