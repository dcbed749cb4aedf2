import Pipeline
import Redis

/// Keeps results in Redis: one atomic script pushes a result to the lists clients read and marks its request as done.
struct RedisResultStore: ResultStore {
    private let client: RedisClient
    private let lifetime: Int
    private let longestSilence: Int
    private let storing = RedisScript(Self.storeOnce)
    private let beginning = RedisScript(Self.lookUpAndStart)
    /// Names this process among those that have begun a request.
    private let life: String

    /// Seconds a node's reply lives: the client waits 60 s and reuses the key, so an old reply must go soon.
    private static let replyLifetime = 600

    /// Seconds a start lives at least. Whoever starts a worker that is killed again and again takes longer from time to
    /// time: the starts of earlier ones must still be there.
    private static let startLifetime = 86_400

    /// Between signs of life; several of them may be lost before a process counts as killed.
    private static let signInterval = Duration.seconds(3)

    /// - Parameters:
    ///   - lifetime: seconds that a campaign's results and the marks of done requests live.
    ///   - longestSilence: seconds without a sign of life after which a process counts as killed. Default: 15.
    init(client: RedisClient, lifetime: Int, longestSilence: Int = 15) {
        self.client = client
        self.lifetime = lifetime
        self.longestSilence = longestSilence
        life = String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// A key of the wrong type is found before anything is written: a script's writes are not undone when it fails.
    private static let storeOnce = """
        local done = redis.call('HMGET', KEYS[1], 'result', 'request')
        if done[1] then
          redis.call('DEL', KEYS[2])
          return {0, done[1], done[2]}
        end
        for i = 3, #KEYS do
          local kind = redis.call('TYPE', KEYS[i]).ok
          if kind ~= 'none' and kind ~= 'list' then return redis.error_reply('WRONGTYPE ' .. KEYS[i] .. ' is no list') end
        end
        redis.call('HSET', KEYS[1], 'result', ARGV[1], 'request', ARGV[2])
        redis.call('EXPIRE', KEYS[1], ARGV[3])
        redis.call('RPUSH', KEYS[3], ARGV[1])
        redis.call('EXPIRE', KEYS[3], ARGV[3])
        if #KEYS > 3 then
          redis.call('RPUSH', KEYS[4], ARGV[1])
          redis.call('EXPIRE', KEYS[4], ARGV[4])
        end
        redis.call('DEL', KEYS[2])
        return {1}
        """

    /// Whose last sign of life is too old is dead. A done key of another type is no result; storing under it is refused,
    /// and the record becomes a dead letter.
    private static let lookUpAndStart = """
        local now = tonumber(redis.call('TIME')[1])
        redis.call('ZADD', KEYS[1], now, ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[4]))
        redis.call('EXPIRE', KEYS[1], ARGV[4])
        local found = {}
        for i = 2, #KEYS, 2 do
          local done = redis.pcall('HMGET', KEYS[i], 'result', 'request')
          if done.err then done = {false, false} end
          local others, killed = 0, 0
          for _, life in ipairs(redis.call('SMEMBERS', KEYS[i + 1])) do
            if life ~= ARGV[1] then
              others = others + 1
              if not redis.call('ZSCORE', KEYS[1], life) then killed = killed + 1 end
            end
          end
          local starts = math.max(killed, math.min(others, tonumber(ARGV[5])))
          if starts < tonumber(ARGV[2]) then
            redis.call('SADD', KEYS[i + 1], ARGV[1])
            redis.call('EXPIRE', KEYS[i + 1], ARGV[3])
          end
          found[#found + 1] = {done[1], done[2], starts}
        end
        return found
        """

    func begin(_ keys: [ResultKey], ifStartedLessThan limit: Int) async throws(OutputError) -> [EarlierWork] {
        guard !keys.isEmpty else { return [] }
        let reply: RedisValue
        do {
            reply = try await lookUp(keys, limit)
        } catch {
            // No request is at fault here: whatever stands in the way, the work waits for it to go.
            if case .refused(let cause) = Self.outputError(error) { throw .unavailable(cause) }
            throw Self.outputError(error)
        }
        guard let found = reply.array, found.count == keys.count else {
            throw .unavailable("the look-up script was not answered as expected")
        }
        return found.map { fields in
            let fields = fields.array ?? []
            return EarlierWork(
                result: Self.result(in: fields, at: 0), starts: fields.last?.integer.map { Int($0) } ?? 0)
        }
    }

    private func lookUp(_ keys: [ResultKey], _ limit: Int) async throws(RedisError) -> RedisValue {
        try await beginning.run(
            on: client,
            keys: [Self.livesKey]
                + keys.flatMap { [RedisArgument(Self.doneKey($0)), RedisArgument(Self.startsKey($0))] },
            arguments: [
                RedisArgument(life), RedisArgument(limit), RedisArgument(max(lifetime, Self.startLifetime)),
                RedisArgument(longestSilence), RedisArgument(PoisonPolicy.suspicion),
            ])
    }

    /// Gives signs of life until it is cancelled, so that what this process has begun counts as begun, not as deadly.
    func stayAlive() async {
        while !Task.isCancelled {
            // A sign that is lost is followed by others in time.
            _ = try? await lookUp([], 0)
            try? await Task.sleep(for: Self.signInterval)
        }
    }

    func settle(_ keys: [ResultKey]) async throws(OutputError) {
        try await all(keys.map { ["DEL", RedisArgument(Self.startsKey($0))] })
    }

    func handBack(_ keys: [ResultKey]) async throws(OutputError) {
        try await all(keys.map { ["SREM", RedisArgument(Self.startsKey($0)), RedisArgument(life)] })
    }

    private func all(_ commands: [[RedisArgument]]) async throws(OutputError) {
        let replies: [RedisValue]
        do { replies = try await client.pipeline(commands) } catch { throw Self.outputError(error) }
        for case .error(let code, let text) in replies { throw .unavailable("\(code) \(text)") }
    }

    func store(_ entry: ResultEntry) async throws(OutputError) -> StoredResult {
        var keys = [
            Self.doneKey(entry.key), Self.startsKey(entry.key), "campaign:\(entry.campaignID):result",
        ]
        if let node = entry.nodeID {
            if entry.repliesToNode { keys.append("campaign:\(entry.campaignID):node:\(node):result") }
        } else {
            keys.append("campaign:\(entry.campaignID):evaluation_result")
        }
        let reply: RedisValue
        do {
            reply = try await storing.run(
                on: client, keys: keys.map { RedisArgument($0) },
                arguments: [
                    RedisArgument(entry.result.value), RedisArgument(entry.result.fingerprint),
                    RedisArgument(lifetime), RedisArgument(Self.replyLifetime),
                ])
        } catch {
            throw Self.outputError(error)
        }
        // The given value is stored now; sending it back would double the traffic.
        if reply.array?.first?.integer == 1 { return entry.result }
        guard let stored = Self.result(in: reply.array ?? [], at: 1) else {
            throw .unavailable("the result script was not answered as expected")
        }
        return stored
    }

    /// Length-prefixed, so that no campaign and id can be read as another pair.
    private static func doneKey(_ key: ResultKey) -> String {
        "evaluation-worker:done:\(key.campaignID.utf8.count):\(key.campaignID):\(key.id)"
    }

    /// When each process gave its last sign of life, in seconds of the server's clock.
    private static let livesKey: RedisArgument = "evaluation-worker:lives"

    /// A set of the processes that have begun a request and have not ended or handed it back.
    private static func startsKey(_ key: ResultKey) -> String {
        "evaluation-worker:started:\(key.campaignID.utf8.count):\(key.campaignID):\(key.id)"
    }

    private static func result(in fields: [RedisValue], at place: Int) -> StoredResult? {
        guard fields.count > place + 1, let value = fields[place].bytes, let fingerprint = fields[place + 1].string
        else { return nil }
        return StoredResult(value: value, fingerprint: fingerprint)
    }

    private static func outputError(_ error: RedisError) -> OutputError {
        switch error {
        case .server("WRONGTYPE", let message): .refused("WRONGTYPE \(message)")
        case .cancelled, .shutDown: .cancelled
        default: .unavailable("\(error)")
        }
    }
}
