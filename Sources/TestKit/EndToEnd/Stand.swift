import Glibc
package import HTTPClient
package import JSON
package import Kafka
package import Processes
package import Redis
import Threads

/// Everything around the product for one end-to-end test: a broker, a Redis, a judge, replicas. Nothing is shared with
/// other tests, so topics, groups and keys have the names they have in production.
package final class Stand: Sendable {
    /// The topics as they are called by default.
    package enum Topic {
        package static let requests = "evaluation.requests"
        package static let completed = "evaluation.completed"
        package static let review = "evaluation.manual_review"
        package static let deadLetters = "evaluation.dlq"
        package static let traces = "traces"
        /// Where results and refused records go.
        package static let outputs = [completed, review, deadLetters, traces]
    }

    package let broker: TansuBroker
    package let redis: RedisServer
    package let judge: StubLLMServer
    /// A client of `redis`.
    package let store: RedisClient
    /// What the product wrote.
    package let outputs: TopicLog
    package let transport: HTTPTransport
    private let folder: String
    private let sender: Locked<KafkaProducer>
    private let workers = Locked<[WorkerProcess]>([])

    /// Starts the servers.
    ///
    /// - Parameters:
    ///   - partitions: of the request topic; the others have one. Default: 4.
    ///   - brokerHost: the address at which the broker is reached. Default: 127.0.0.1.
    ///   - keepsRedis: Redis writes a log to disk, so that a restart finds what was acknowledged. Default: no.
    ///   - hears: told of each record the product wrote, which `outputs` then does not keep. Default: nobody.
    ///   - judge: answers the judge's calls.
    package init(
        partitions: Int = 4, brokerHost: String = "127.0.0.1", keepsRedis: Bool = false,
        hears: (@Sendable (KafkaRecord) -> Void)? = nil,
        judge respond: @escaping @Sendable (StubLLMRequest) -> StubLLMReply = TruthfulJudge().responder()
    ) async throws {
        var template = Array("/tmp/evaluation-worker-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw StandError(code: errno) }
        folder = template.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
        broker = try await TansuBroker.start(
            topics: [.init(Topic.requests, partitions: partitions)] + Topic.outputs.map { .init($0, partitions: 1) },
            on: brokerHost)
        redis = try await RedisServer.start(
            arguments: keepsRedis ? ["--dir", folder, "--appendonly", "yes", "--appendfsync", "always"] : [])
        judge = try StubLLMServer(respond: respond)
        var patient = RedisConfiguration()
        patient.commandTimeout = .seconds(30)
        store = try RedisClient(url: redis.url, configuration: patient)
        transport = try HTTPTransport(configuration: .init(proxy: .none))
        outputs = try TopicLog(
            bootstrapServers: broker.bootstrapServers,
            partitions: Dictionary(uniqueKeysWithValues: Topic.outputs.map { ($0, 1) }), hears: hears)
        sender = Locked(try Self.producer(for: broker))
    }

    private var producer: KafkaProducer { sender.withLock { $0 } }

    private static func producer(for broker: TansuBroker) throws -> KafkaProducer {
        try KafkaProducer(
            KafkaConfiguration(
                bootstrapServers: broker.bootstrapServers,
                extra: ["message.max.bytes": "8000000", "reconnect.backoff.max.ms": "500"]))
    }

    /// Sends with a producer that the broker does not know yet: an emptied one refuses those it has forgotten. What the
    /// old one could not deliver fails.
    package func renewProducer() async throws {
        let fresh = try Self.producer(for: broker)
        let old = sender.withLock { producer in
            defer { producer = fresh }
            return producer
        }
        await old.close(flushing: .zero)
    }

    /// What a replica is told besides what a test wants: the servers, and timings that suit a test.
    package var environment: [String: String] {
        [
            "KAFKA_BOOTSTRAP_SERVERS": broker.bootstrapServers, "REDIS_URL": "\(redis.url)",
            "OPENAI_BASE_URL": judge.baseURL, "OPENAI_API_KEY": "test-key", "MODEL_NAME": "stub-judge",
            "HOST": "127.0.0.1", "PORT": "0", "CONFIG_FILE": "", "JUDGE_PROVIDER": "openai", "LOG_LEVEL": "info",
            // No client of a test gives up, however long a busy machine lets it wait; those about late replies do.
            "NODE_REPLY_DEADLINE_SECONDS": "3600",
            // Tests count calls; those about the cache turn it on.
            "VERDICT_CACHE": "off",
            "LOG_FORMAT": "json", "KAFKA_CONFIG_SESSION_TIMEOUT_MS": "2000",
            "KAFKA_CONFIG_HEARTBEAT_INTERVAL_MS": "300", "KAFKA_CONFIG_FETCH_WAIT_MAX_MS": "50",
            "KAFKA_CONFIG_RECONNECT_BACKOFF_MAX_MS": "500",
        ]
    }

    /// Starts one more replica; returns when it has partitions.
    ///
    /// - Parameter environment: variables that replace those of `environment`.
    @discardableResult
    package func startWorker(_ environment: [String: String] = [:]) async throws -> WorkerProcess {
        let worker = try await startUnready(environment)
        try await worker.awaitReady()
        return worker
    }

    /// Starts one more replica; returns when its HTTP endpoints answer.
    ///
    /// - Parameters:
    ///   - shell: a line for bash that starts the product as `"$0" serve`. Default: started directly.
    ///   - host: where it runs, unless a shell starts it. Default: here.
    package func startUnready(
        _ environment: [String: String] = [:], shell: String? = nil, on host: WorkerHost = .here
    ) async throws -> WorkerProcess {
        let environment = self.environment.merging(environment) { _, wanted in wanted }
        let worker =
            if let shell {
                try await WorkerProcess.start(shell: shell, environment: environment, transport: transport)
            } else {
                try await WorkerProcess.start(on: host, environment: environment, transport: transport)
            }
        workers.withLock { $0.append(worker) }
        return worker
    }

    /// Lets go of replicas that have ended, and of what they logged.
    package func forgetEnded() { workers.withLock { $0.removeAll { !$0.process.isRunning } } }

    /// Runs a command of the product to its end.
    package func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> (exit: ChildProcess.Exit, output: String) {
        try await ChildProcess.run(
            WorkerBinary.path(), arguments,
            environment: self.environment.merging(environment) { _, wanted in wanted })
    }

    /// Every replica that was started, ended ones too.
    package var replicas: [WorkerProcess] { workers.withLock { $0 } }

    /// Writes a file for a command to read; it goes when the stand does.
    package func file(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw StandError(code: errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else { throw StandError(code: errno) }
        return path
    }

    /// Writes one record to the request topic.
    ///
    /// - Parameter key: default: none, as the product's clients do.
    /// - Returns: where it is.
    @discardableResult
    package func produce(
        _ value: [UInt8]?, key: [UInt8]? = nil, headers: [KafkaHeader] = []
    ) async throws -> KafkaDelivery {
        try await producer.send(topic: Topic.requests, key: key, value: value, headers: headers)
    }

    /// Writes one record without key and value to a topic, for a reader to know it by its headers.
    package func send(_ topic: String, headers: [KafkaHeader]) async throws {
        _ = try await producer.send(topic: topic, key: nil, value: nil, headers: headers)
    }

    /// Writes requests, many at a time.
    ///
    /// - Parameter spreads: gives each a key of its own, which spreads them over the partitions; records without keys
    ///   may all go to one when they come at once. Default: no.
    package func produce(_ requests: [JSONValue], spreads: Bool = false) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, request) in requests.enumerated() {
                group.addTask {
                    try await self.produce(
                        JSONWriter.bytes(of: request), key: spreads ? Array("\(place)".utf8) : nil)
                }
            }
            try await group.waitForAll()
        }
    }

    /// Ends everything.
    package func stop() async {
        for replica in replicas { await replica.process.kill() }
        await outputs.stop()
        await producer.close(flushing: .zero)
        await store.shutdown()
        await transport.shutdown()
        await judge.stop()
        await redis.stop()
        await broker.stop()
        _ = try? await ChildProcess.run("rm", ["-rf", folder])
    }
}

/// The system refused a file or a folder.
package struct StandError: Error {
    /// The system's error number.
    package let code: Int32
}
