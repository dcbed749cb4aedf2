import Redis
import TestKit
import Testing

@Suite("Redis failures")
struct RedisFailureTests {
    @Test("A killed server gives errors at once, a restarted one replies again")
    func reconnect() async throws {
        try await withRedis { server, client in
            try await client.ping()
            await server.kill9()
            try await eventually("errors after the kill") {
                await failure { try await client.ping() } != nil
            }
            let error = await failure { try await client.ping() }
            guard case .notConnected = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!client.isConnected)
            try await server.restart()
            try await eventually("replies after the restart") {
                await failure { try await client.ping() } == nil
            }
            #expect(client.isConnected)
        }
    }

    @Test("An idle client notices by itself that the server is gone and that it is back")
    func idleReconnect() async throws {
        try await withRedis { server, client in
            try await eventually("connected without a command") { client.isConnected }
            await server.kill9()
            try await eventually("noticed") { !client.isConnected }
            #expect(client.lastError != nil)
            try await server.restart()
            try await eventually("back") { client.isConnected }
        }
    }

    @Test("A connection the server closed while idle costs no command")
    func staleConnection() async throws {
        try await withRedis { server, client in
            let other = try RedisClient(url: server.url, configuration: .patient)
            for round in 0..<20 {
                _ = try await client.command(["SET", "k", RedisArgument(round)])
                _ = try await other.command(["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"])
                #expect(try await client.command(["GET", "k"]).integer == Int64(round))
            }
            await other.shutdown()
        }
    }

    @Test("Commands under way when the server dies all end, with a reply or an error")
    func killUnderLoad() async throws {
        try await withRedis { server, client in
            try await client.ping()
            let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<2_000 {
                    group.addTask {
                        await failure {
                            try await client.command(["SET", RedisArgument(index), "v"])
                        } == nil
                    }
                }
                await server.kill9()
                var outcomes = 0
                for try await _ in group { outcomes += 1 }
                return outcomes
            }
            #expect(outcomes == 2_000)
        }
    }

    @Test("A server that hangs is a time-out, then no connection, and replies again once it runs")
    func suspendedServer() async throws {
        var configuration = RedisConfiguration()
        configuration.connectTimeout = .milliseconds(500)
        configuration.commandTimeout = .milliseconds(500)
        try await withRedis(configuration: configuration) { server, client in
            try await eventually("connected") {
                await failure { try await client.ping() } == nil
            }
            try await server.suspend()
            let first = await failure { try await client.ping() }
            #expect(first == .timedOut)
            try await eventually("down") {
                if case .notConnected = await failure({ try await client.ping() }) {
                    return true
                }
                return false
            }
            server.resume()
            try await eventually("replies again") {
                await failure { try await client.ping() } == nil
            }
        }
    }

    @Test("A refused port is no connection, without waiting")
    func refused() async throws {
        let port = try DeafPort()
        let client = try RedisClient(url: RedisURL("redis://127.0.0.1:\(port.number)"), configuration: .patient)
        guard case .notConnected(let reason) = await failure({ try await client.ping() })
        else {
            Issue.record("expected notConnected")
            return
        }
        #expect(reason.contains("refused"))
        await client.shutdown()
        withExtendedLifetime(port) {}
    }

    @Test("More waiting commands than the bound are refused; the others get their replies")
    func overload() async throws {
        var configuration = RedisConfiguration.patient
        configuration.maximumWaitingCommands = 10
        try await withRedis(configuration: configuration) { server, client in
            try await client.ping()
            try await server.suspend()
            let errors = try await withThrowingTaskGroup(of: RedisError?.self) { group in
                // One batch may be under way, ten may wait: of 200 most are refused while the server sleeps.
                for _ in 0..<200 {
                    group.addTask { await failure { try await client.ping() } }
                }
                var errors: [RedisError] = []
                for try await error in group {
                    if let error {
                        errors.append(error)
                        if errors.count == 100 { server.resume() }
                    }
                }
                return errors
            }
            #expect(errors.count >= 100)
            #expect(errors.allSatisfy { $0 == .overloaded })
            try await client.ping()
        }
    }

    @Test("A pipeline of more commands than the bound is refused")
    func oversizedPipeline() async throws {
        var configuration = RedisConfiguration.patient
        configuration.maximumWaitingCommands = 3
        configuration.maximumWaitingBytes = 10
        try await withRedis(configuration: configuration) { _, client in
            let four = [[RedisArgument]](repeating: ["PING"], count: 4)
            #expect(await failure { try await client.pipeline(four) } == .overloaded)
            let replies = try await client.pipeline(Array(four.prefix(3)))
            #expect(replies.count == 3)
        }
    }

    @Test("A cancelled caller returns at once and leaves everyone else's replies in order")
    func cancellation() async throws {
        try await withRedis { server, client in
            try await client.ping()
            try await server.suspend()
            let cancelled = await withTaskGroup(of: RedisError?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        await failure { try await client.command(["ECHO", "dropped"]) }
                    }
                }
                group.cancelAll()
                var cancelled = 0
                for await error in group where error == .cancelled { cancelled += 1 }
                return cancelled
            }
            #expect(cancelled == 20)
            server.resume()
            for index in 0..<20 {
                #expect(try await client.command(["ECHO", RedisArgument(index)]).integer == Int64(index))
            }
        }
    }

    @Test("Shutdown ends every waiting command, and later ones are refused")
    func shutdown() async throws {
        var configuration = RedisConfiguration.patient
        // As long as this test takes, and longer than a busy machine keeps it from asking for the shutdown: a time-out
        // before that is told to all who wait.
        configuration.commandTimeout = .seconds(10)
        try await withRedis(configuration: configuration) { server, client in
            try await eventually("connected") { client.isConnected }
            try await server.suspend()
            let errors = await withTaskGroup(of: RedisError?.self) { group in
                for _ in 0..<200 {
                    group.addTask { await failure { try await client.ping() } }
                }
                await client.shutdown()
                var errors: [RedisError?] = []
                for await error in group { errors.append(error) }
                return errors
            }
            #expect(errors.count == 200)
            #expect(errors.allSatisfy { $0 == .shutDown || $0 == .timedOut })
            #expect(await failure { try await client.ping() } == .shutDown)
            await client.shutdown()
            server.resume()
        }
    }
}
