import Glibc
import Kafka
import Processes
import Redis
import TestKit
import Threads

/// Real servers, replicas of the shipped binary, and a witness of everything that is sent and comes out.
final class DrillStage: Sendable {
    /// How a stage is furnished.
    struct Setup: Sendable {
        /// Of the request topic.
        var partitions = 4
        /// Redis keeps what it acknowledged over a restart.
        var keepsRedis = true
        /// Each replica has a host of its own, whose cables can be pulled.
        var separatesReplicas = false
        /// Before each answer of the judge.
        var judgeDelay = Duration.milliseconds(100)
        /// What replicas are told besides the stand's own.
        var environment: [String: String] = [:]
    }

    let stand: Stand
    let setup: Setup
    let temper: JudgeTemper
    /// The network in front of Redis.
    let redisNetwork: TCPShim
    /// The network in front of the judge, where replicas have hosts of their own.
    let judgeNetwork: TCPShim?
    /// The hosts of the replicas, where they have some of their own.
    let hosts: SeparateHosts?
    let witness: Witness
    private let reread = Locked<TopicLog?>(nil)

    /// Few calls at once, so that a run has a middle; a short time for each try, so that it has an end.
    private static let environment = ["JUDGE_CONCURRENCY": "8", "JUDGE_TIMEOUT_SECONDS": "2", "MAX_IN_FLIGHT": "64"]

    init(_ setup: Setup) async throws {
        self.setup = setup
        let temper = JudgeTemper(delay: setup.judgeDelay)
        let witness = Witness()
        self.temper = temper
        self.witness = witness
        hosts = setup.separatesReplicas ? try await SeparateHosts() : nil
        let servers: @Sendable (Cable) -> String = { setup.separatesReplicas ? $0.server : "127.0.0.1" }
        stand = try await Stand(
            partitions: setup.partitions, brokerHost: servers(.kafka), keepsRedis: setup.keepsRedis,
            hears: { witness.hear($0) }, judge: { temper.respond(to: $0) })
        guard case .tcp(_, let port, _) = stand.redis.url.endpoint else { throw DrillError.noRedisPort }
        redisNetwork = try TCPShim(to: UInt16(clamping: port), on: servers(.redis))
        judgeNetwork =
            setup.separatesReplicas ? try TCPShim(to: UInt16(clamping: stand.judge.port), on: servers(.judge)) : nil
        try await admitWorker()
    }

    /// Gives the replicas their user in Redis, which a server that starts anew does not know.
    func admitWorker() async throws {
        try await eventually("Redis answers") {
            (try? await stand.store.command(["ACL", "SETUSER", "worker", "on", ">right", "~*", "&*", "+@all"])) != nil
        }
    }

    /// What replicas are told.
    var environment: [String: String] {
        var environment = Self.environment
        let redisHost = hosts == nil ? "127.0.0.1" : Cable.redis.server
        environment["REDIS_URL"] = "redis://worker:right@\(redisHost):\(redisNetwork.port)/0"
        if let judgeNetwork {
            environment["OPENAI_BASE_URL"] = "http://\(Cable.judge.server):\(judgeNetwork.port)/v1"
        }
        return environment.merging(setup.environment) { _, wanted in wanted }
    }

    /// Starts a replica and waits until it has partitions.
    @discardableResult
    func startReplica() async throws -> WorkerProcess { try await stand.startWorker(environment) }

    /// Starts a replica and returns when its endpoints answer; on a host of its own where the setup says so.
    func startUnready(_ environment: [String: String], shell: String? = nil) async throws -> WorkerProcess {
        guard let host = try await hosts?.add() else {
            return try await stand.startUnready(environment, shell: shell)
        }
        let listening = environment.merging(["HOST": host.address]) { _, its in its }
        return try await stand.startUnready(listening, on: host)
    }

    /// The replicas that run.
    var replicas: [WorkerProcess] { stand.replicas.filter(\.process.isRunning) }

    /// Sends one record and takes note of where it is; tries again until the broker has taken it.
    ///
    /// A try that failed may have been written all the same: then the record is there twice, and its second copy is
    /// found to be answered already.
    func send(_ kind: Fate.Kind, padding: Int = 0) async throws {
        let number = witness.note { ledger in
            let number = ledger.fates.count
            return ledger.add(kind, payload: ContentDigest(Self.payload(kind, number, padding: padding)))
        }
        try await send(again: number, kind, padding: padding)
    }

    /// Sends a record that is known already.
    func send(again number: Int, _ kind: Fate.Kind, padding: Int = 0) async throws {
        let payload = Self.payload(kind, number, padding: padding)
        let deadline = ContinuousClock.now + .seconds(300)
        while true {
            do {
                let delivery = try await stand.produce(
                    payload, key: Array("\(number)".utf8), headers: [KafkaHeader(Witness.header, "\(number)")])
                witness.note {
                    $0.delivered(number, to: .init(partition: delivery.partition, offset: delivery.offset))
                }
                return
            } catch {
                guard .now < deadline, !Task.isCancelled else { throw error }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    private static func payload(_ kind: Fate.Kind, _ number: Int, padding: Int) -> [UInt8] {
        kind == .poison ? DrillLoad.poison(number) : DrillLoad.request(number, padding: padding)
    }

    /// Waits for a condition that other processes bring about.
    ///
    /// - Throws: `DrillError.notInTime`.
    func eventually(
        _ what: String, within limit: Duration = .seconds(240), _ condition: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while try await !condition() {
            guard .now < deadline else { throw DrillError.notInTime(what) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Kills the broker, starts an empty one in its place, reads its topics from their beginning, and sends anew.
    func replaceBroker() async throws {
        await stand.outputs.stop()
        try await stand.broker.restart(
            topics: [.init(Stand.Topic.requests, partitions: setup.partitions)]
                + Stand.Topic.outputs.map { .init($0, partitions: 1) })
        witness.note { $0.forgetOffsets() }
        let log = try TopicLog(
            bootstrapServers: stand.broker.bootstrapServers,
            partitions: Dictionary(uniqueKeysWithValues: Stand.Topic.outputs.map { ($0, 1) }),
            hears: { [witness] in witness.hear($0) })
        reread.withLock { $0 = log }
        try await stand.renewProducer()
    }

    /// Ends everything.
    func stop() async {
        let log = reread.withLock { $0 }
        await log?.stop()
        await redisNetwork.stop()
        await judgeNetwork?.stop()
        await stand.stop()
        await hosts?.stop()
    }
}
