import Redis
import TestKit
import Testing

@Suite("Redis scripts")
struct RedisScriptTests {
    private let once = RedisScript(
        """
        if redis.call('SET',KEYS[1],ARGV[1],'NX','EX',ARGV[2]) then
          redis.call('RPUSH',KEYS[2],ARGV[1]); return {1,ARGV[1]} end
        return {0,redis.call('GET',KEYS[1])}
        """)

    @Test("A script runs by its digest with keys and arguments")
    func runs() async throws {
        try await withRedis { _, client in
            let first = try await once.run(on: client, keys: ["done:1", "results"], arguments: ["a", 60])
            let second = try await once.run(on: client, keys: ["done:1", "results"], arguments: ["b", 60])
            #expect(first == .array([.integer(1), .string(Array("a".utf8))]))
            #expect(second == .array([.integer(0), .string(Array("a".utf8))]))
            #expect(try await client.command(["LLEN", "results"]) == .integer(1))
        }
    }

    @Test("Flushed scripts are loaded again within the call")
    func flushed() async throws {
        try await withRedis { _, client in
            let script = RedisScript("return ARGV[1]")
            for round in 0..<3 {
                #expect(
                    try await script.run(on: client, keys: [], arguments: [RedisArgument(round)]).integer
                        == Int64(round))
                _ = try await client.command(["SCRIPT", "FLUSH"])
            }
        }
    }

    @Test("A script survives a server restart")
    func restarted() async throws {
        try await withRedis { server, client in
            let script = RedisScript("return redis.call('INCR',KEYS[1])")
            #expect(try await script.run(on: client, keys: ["n"]) == .integer(1))
            try await server.restart()
            var value: RedisValue?
            try await eventually("runs after the restart") {
                do throws(RedisError) {
                    value = try await script.run(on: client, keys: ["n"])
                    return true
                } catch {
                    return false
                }
            }
            #expect(value == .integer(1), "a server without persistence starts empty")
        }
    }

    @Test("Many first callers at once all get their answer")
    func concurrentFirst() async throws {
        try await withRedis { _, client in
            let script = RedisScript("return redis.call('INCR',KEYS[1])")
            let sum = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for _ in 0..<200 { group.addTask { try await script.run(on: client, keys: ["n"]).integer } }
                var sum: Int64 = 0
                for try await value in group { sum += value ?? 0 }
                return sum
            }
            #expect(sum == 200 * 201 / 2)
        }
    }

    @Test("A broken script is the server's error")
    func broken() async throws {
        try await withRedis { _, client in
            let script = RedisScript("return (")
            guard
                case .server("ERR", _) = await failure({
                    try await script.run(on: client, keys: [])
                })
            else {
                Issue.record("expected ERR")
                return
            }
        }
    }
}
