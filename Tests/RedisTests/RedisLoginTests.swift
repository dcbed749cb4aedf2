import Redis
import TestKit
import Testing

@Suite("Redis login")
struct RedisLoginTests {
    @Test("The right password logs in")
    func rightPassword() async throws {
        try await withRedis(arguments: ["--requirepass", "right"], login: (nil, "right")) { _, client in
            try await client.ping()
        }
    }

    @Test("A wrong password is WRONGPASS, at once and again")
    func wrongPassword() async throws {
        try await withRedis(arguments: ["--requirepass", "right"], login: (nil, "wrong")) { _, client in
            for _ in 0..<3 {
                let error = await failure { try await client.ping() }
                guard case .server("WRONGPASS", _) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(error?.isRetryable == false)
            }
            #expect(!client.isConnected)
            #expect(client.lastError != nil)
        }
    }

    @Test("No password where one is needed is NOAUTH")
    func noPassword() async throws {
        try await withRedis(arguments: ["--requirepass", "right"]) { _, client in
            guard case .server("NOAUTH", _) = await failure({ try await client.ping() })
            else {
                Issue.record("expected NOAUTH")
                return
            }
        }
    }

    @Test("An ACL user works within its rights, even without the right to set a name")
    func user() async throws {
        let rules = ["--user", "worker", "on", ">pw", "~allowed:*", "+get", "+set", "+ping"]
        try await withRedis(arguments: rules, login: ("worker", "pw")) { _, client in
            _ = try await client.command(["SET", "allowed:1", "v"])
            #expect(try await client.command(["GET", "allowed:1"]).string == "v")
            for refused: [RedisArgument] in [["GET", "other"], ["DEL", "allowed:1"]] {
                let error = await failure { try await client.command(refused) }
                guard case .server("NOPERM", _) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test("rediss:// is refused when this build has no TLS, and never answered without it")
    func tls() async throws {
        let server = try await RedisServer.start()
        var url = server.url
        guard case .tcp(let host, let port, _) = url.endpoint else { return }
        url.endpoint = .tcp(host: host, port: port, tls: true)
        var configuration = RedisConfiguration()
        configuration.connectTimeout = .seconds(2)
        do throws(RedisError) {
            let client = try RedisClient(url: url, configuration: configuration)
            let error = await failure { try await client.ping() }
            #expect(error != nil)
            await client.shutdown()
        } catch {
            #expect(error == .tlsUnavailable)
        }
        await server.stop()
    }
}
