import Judges
import Redis
import Threads

/// Keeps judges' answers in Redis for all replicas, and the leases of those that are being asked for.
///
/// A Redis that does not answer soon is left alone for a while: nobody waits for it to save a call.
struct RedisVerdictStore: VerdictStore {
    private let client: RedisClient
    private let lifetime: Int
    private let patience: Duration
    private let looking = RedisScript(Self.look)
    private let renewing = RedisScript(Self.renew)
    private let rest = Locked<ContinuousClock.Instant?>(nil)

    /// How long a Redis is left alone that did not answer.
    private static let restTime: Duration = .seconds(1)

    /// - Parameters:
    ///   - lifetime: seconds that an answer is kept, at least 1.
    ///   - patience: the longest wait for a reply. Default: 1 s.
    init(client: RedisClient, lifetime: Int, patience: Duration = .seconds(1)) {
        self.client = client
        self.lifetime = max(1, lifetime)
        self.patience = patience
    }

    /// A value that is too large, or of another type, is none: nothing but a store writes there. It is not even sent.
    private static let look = """
        local size = redis.pcall('STRLEN', KEYS[1])
        if type(size) == 'number' and size > 0 and size <= tonumber(ARGV[3]) then
          return {1, redis.call('GET', KEYS[1])}
        end
        if ARGV[1] == '' then return {0} end
        if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {2} end
        return {3}
        """

    /// Only the holder renews a lease and gives it back.
    private static let renew = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        return 0
        """

    private static let end = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
        return 0
        """

    func recall(_ key: VerdictKey, wanting lease: VerdictLease?) async -> VerdictRecall {
        let reply = await limited { [client, looking] in
            try? await looking.run(
                on: client, keys: [Self.valueKey(key), Self.leaseKey(key)],
                arguments: [
                    RedisArgument(lease?.token ?? ""), RedisArgument(Self.milliseconds(lease?.life ?? .zero)),
                    RedisArgument(Verdict.largest),
                ])
        }
        guard let fields = reply?.array, let kind = fields.first?.integer else { return .away }
        switch kind {
        case 1: return fields.count > 1 ? fields[1].bytes.map { .known($0) } ?? .away : .away
        case 2: return .leased
        case 3: return .taken
        default: return .unknown
        }
    }

    func renew(_ key: VerdictKey, _ lease: VerdictLease) async {
        _ = await limited { [client, renewing] in
            try? await renewing.run(
                on: client, keys: [Self.leaseKey(key)],
                arguments: [RedisArgument(lease.token), RedisArgument(Self.milliseconds(lease.life))])
        }
    }

    func keep(_ value: [UInt8], under key: VerdictKey, ending lease: VerdictLease?) {
        let keeping: [RedisArgument] = [
            "SET", Self.valueKey(key), RedisArgument(value), "EX", RedisArgument(lifetime),
        ]
        client.post([keeping] + (lease.map { [Self.ending($0, of: key)] } ?? []))
    }

    func release(_ key: VerdictKey, _ lease: VerdictLease) { client.post([Self.ending(lease, of: key)]) }

    func forget(_ key: VerdictKey) { client.post([["DEL", Self.valueKey(key)]]) }

    private static func ending(_ lease: VerdictLease, of key: VerdictKey) -> [RedisArgument] {
        ["EVAL", RedisArgument(end), "1", leaseKey(key), RedisArgument(lease.token)]
    }

    private static func valueKey(_ key: VerdictKey) -> RedisArgument { "evaluation-worker:verdict:\(key.name)" }

    private static func leaseKey(_ key: VerdictKey) -> RedisArgument { "evaluation-worker:asking:\(key.name)" }

    private static func milliseconds(_ duration: Duration) -> Int { max(1, Int(duration / .milliseconds(1))) }

    /// The reply, or nil when there is none in time.
    private func limited(_ ask: @escaping @Sendable () async -> RedisValue?) async -> RedisValue? {
        if let end = rest.withLock({ $0 }), ContinuousClock.now < end { return nil }
        let reply = await withTaskGroup(of: RedisValue?.self) { [patience] group in
            group.addTask { await ask() }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if reply == nil, !Task.isCancelled { rest.withLock { $0 = .now + Self.restTime } }
        return reply
    }
}
