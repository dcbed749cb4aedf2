import Pipeline
import Redis

/// Keeps results in Redis: one atomic script pushes a result to the lists clients read and marks its request as done.
struct RedisResultStore: ResultStore {
    private let client: RedisClient
    private let lifetime: Int
    private let script = RedisScript(Self.storeOnce)

    /// Seconds a node's reply lives: the client waits 60 s and reuses the key, so an old reply must go soon.
    private static let replyLifetime = 600

    /// - Parameter lifetime: seconds that a campaign's results and the marks of done requests live.
    init(client: RedisClient, lifetime: Int) {
        self.client = client
        self.lifetime = lifetime
    }

    /// A key of the wrong type is found before anything is written: a script's writes are not undone when it fails.
    private static let storeOnce = """
        local done = redis.call('HMGET', KEYS[1], 'result', 'request')
        if done[1] then return {0, done[1], done[2]} end
        for i = 2, #KEYS do
          local kind = redis.call('TYPE', KEYS[i]).ok
          if kind ~= 'none' and kind ~= 'list' then return redis.error_reply('WRONGTYPE ' .. KEYS[i] .. ' is no list') end
        end
        redis.call('HSET', KEYS[1], 'result', ARGV[1], 'request', ARGV[2])
        redis.call('EXPIRE', KEYS[1], ARGV[3])
        redis.call('RPUSH', KEYS[2], ARGV[1])
        redis.call('EXPIRE', KEYS[2], ARGV[3])
        if #KEYS > 2 then
          redis.call('RPUSH', KEYS[3], ARGV[1])
          redis.call('EXPIRE', KEYS[3], ARGV[4])
        end
        return {1, ARGV[1], ARGV[2]}
        """

    func stored(_ keys: [ResultKey]) async throws(OutputError) -> [StoredResult?] {
        let replies: [RedisValue]
        do {
            replies = try await client.pipeline(
                keys.map { ["HMGET", RedisArgument(Self.doneKey($0)), "result", "request"] })
        } catch {
            throw Self.outputError(error)
        }
        var results: [StoredResult?] = []
        for reply in replies {
            // A key of another type is no result; storing under it is refused, and the record becomes a dead letter.
            if case .error(let code, let text) = reply, code != "WRONGTYPE" { throw .unavailable("\(code) \(text)") }
            results.append(Self.result(in: reply.array ?? [], at: 0))
        }
        return results
    }

    func store(_ entry: ResultEntry) async throws(OutputError) -> StoredResult {
        var keys = [Self.doneKey(entry.key), "campaign:\(entry.campaignID):result"]
        if let node = entry.nodeID {
            if entry.repliesToNode { keys.append("campaign:\(entry.campaignID):node:\(node):result") }
        } else {
            keys.append("campaign:\(entry.campaignID):evaluation_result")
        }
        let reply: RedisValue
        do {
            reply = try await script.run(
                on: client, keys: keys.map { RedisArgument($0) },
                arguments: [
                    RedisArgument(entry.result.value), RedisArgument(entry.result.fingerprint),
                    RedisArgument(lifetime), RedisArgument(Self.replyLifetime),
                ])
        } catch {
            throw Self.outputError(error)
        }
        guard let stored = Self.result(in: reply.array ?? [], at: 1) else {
            throw .unavailable("the result script was not answered as expected")
        }
        return stored
    }

    /// Length-prefixed, so that no campaign and id can be read as another pair.
    private static func doneKey(_ key: ResultKey) -> String {
        "evaluation-worker:done:\(key.campaignID.utf8.count):\(key.campaignID):\(key.id)"
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
