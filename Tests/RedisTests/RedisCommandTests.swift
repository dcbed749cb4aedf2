import Redis
import TestKit
import Testing

@Suite("Redis commands")
struct RedisCommandTests {
    @Test("Each kind of reply arrives as its kind")
    func kinds() async throws {
        try await withRedis { _, client in
            let replies = try await client.pipeline([
                ["SET", "k", "v"], ["GET", "k"], ["GET", "none"], ["INCRBY", "n", -7], ["MGET", "k", "none"],
                ["EVAL", "return {1,{2,{}}}", 0],
            ])
            let text = RedisValue.string(Array("v".utf8))
            #expect(
                replies == [
                    .status("OK"), text, .null, .integer(-7), .array([text, .null]),
                    .array([.integer(1), .array([.integer(2), .array([])])]),
                ])
            let error = await failure { try await client.command(["LPUSH", "k", "x"]) }
            guard case .server("WRONGTYPE", let message) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(message.hasPrefix("Operation against"))
            guard
                case .server("ERR", _) = await failure({
                    try await client.command(["NOSUCHCOMMAND"])
                })
            else {
                Issue.record("an unknown command is an ERR")
                return
            }
        }
    }

    @Test("Any bytes survive, as key and as value")
    func binarySafety() async throws {
        var megabyte = [UInt8](repeating: 0, count: 1 << 20)
        for index in megabyte.indices { megabyte[index] = UInt8(truncatingIfNeeded: index &* 31 &+ index >> 8) }
        let values: [[UInt8]] = [
            [], [0], Array("\r\n".utf8), Array("a\u{0}b\r\n$3\r\n+OK\r\n".utf8), Array("é漢😀".utf8), [0xFF, 0xFE],
            megabyte,
        ]
        try await withRedis { _, client in
            for value in values {
                let key = RedisArgument(Array("key\u{0}\r\n".utf8) + value.prefix(20))
                _ = try await client.command(["SET", key, RedisArgument(value)])
                #expect(try await client.command(["GET", key]).bytes == value)
            }
        }
    }

    @Test("A pipeline keeps its order and an error in it stops nothing")
    func pipeline() async throws {
        try await withRedis { _, client in
            let values = try await client.pipeline([
                ["SET", "k", "v"], ["LPUSH", "k", "x"], ["APPEND", "k", "w"], ["GET", "k"],
            ])
            #expect(values.count == 4)
            #expect(values[0] == .status("OK"))
            guard case .error("WRONGTYPE", _) = values[1] else {
                Issue.record("\(values[1])")
                return
            }
            #expect(values[2] == .integer(2))
            #expect(values[3].string == "vw")
            #expect(try await client.pipeline([]) == [])
            let nameless = await failure {
                try await client.pipeline([["GET", "k"], []])
            }
            #expect(nameless == .protocolViolation("a command without a name"))
        }
    }

    @Test("A transaction in one pipeline is not interleaved with other callers")
    func transactions() async throws {
        try await withRedis { _, client in
            try await withThrowingTaskGroup(of: [RedisValue].self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await client.pipeline([["MULTI"], ["INCR", "a"], ["INCR", "b"], ["EXEC"]])
                    }
                    group.addTask { try await client.pipeline([["INCR", "c"]]) }
                }
                for try await values in group where values.count == 4 {
                    let pair = try #require(values[3].array)
                    #expect(pair.count == 2 && pair[0] == pair[1])
                }
            }
        }
    }

    @Test("Ten thousand commands at once each get their own reply")
    func concurrent() async throws {
        try await withRedis { _, client in
            let count = 10_000
            let right = try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<count {
                    group.addTask {
                        try await client.command(["ECHO", RedisArgument(index)]).integer == Int64(index)
                    }
                }
                var right = 0
                for try await ok in group where ok { right += 1 }
                return right
            }
            #expect(right == count)
        }
    }

    @Test("The connection selects its database and gives its name")
    func databaseAndName() async throws {
        let server = try await RedisServer.start()
        var url = server.url
        url.database = 5
        let client = try RedisClient(url: url, configuration: .patient)
        let info = try await client.command(["CLIENT", "INFO"]).string ?? ""
        #expect(info.contains(" db=5 "))
        #expect(info.contains(" name=evaluation-worker "))
        await client.shutdown()
        await server.stop()
    }

    @Test("A Unix socket works as a TCP port does")
    func unixSocket() async throws {
        let server = try await RedisServer.start()
        let client = try RedisClient(url: server.socketURL, configuration: .patient)
        try await client.ping()
        #expect(client.isConnected)
        await client.shutdown()
        #expect(!client.isConnected)
        await server.stop()
    }

    @Test("A full server answers OOM, and the connection stays")
    func outOfMemory() async throws {
        try await withRedis { _, client in
            _ = try await client.pipeline([
                ["CONFIG", "SET", "maxmemory-policy", "noeviction"], ["CONFIG", "SET", "maxmemory", 1],
            ])
            let error = await failure { try await client.command(["SET", "k", "v"]) }
            guard case .server("OOM", _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.isRetryable == true)
            try await client.ping()
        }
    }

    @Test(
        "A server that has become a replica is left, as its name may lead to the new primary",
        arguments: [
            ["SET", "k", "v"], ["EVAL", "return redis.call('SET',KEYS[1],'v')", 1, "k"],
            // What Redis 6.2 says when a script writes.
            [
                "EVAL",
                """
                return redis.error_reply('ERR Error running script (call to f_00): @user_script:1: ' ..
                  '@user_script: 1: -READONLY You can\\'t write against a read only replica.')
                """, 0,
            ],
        ] as [[RedisArgument]])
    func readOnly(write: [RedisArgument]) async throws {
        try await withRedis { _, client in
            _ = try await client.command(["REPLICAOF", "127.0.0.1", 1])
            let connection = try await client.command(["CLIENT", "ID"]).integer
            #expect(try await client.command(["CLIENT", "ID"]).integer == connection)
            let error = await failure { try await client.command(write) }
            guard case .server("READONLY", _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.isRetryable == true)
            #expect(try await client.command(["CLIENT", "ID"]).integer != connection)
            _ = try await client.command(["REPLICAOF", "NO", "ONE"])
            _ = try await client.command(["SET", "k", "v"])
        }
    }
}
