import Glibc
import Redis
import TestKit
import Testing

/// `rediss://` straight to a `redis-server` that speaks TLS itself. Where this build has none, every URL is refused at once.
@Suite(
    "Redis that speaks TLS", .enabled(if: TestAuthority.isAvailable, "openssl or python3 is not installed"),
    .timeLimit(.minutes(20)))
struct RedisTLSServerTests {
    /// Whether this build's hiredis has TLS.
    private static let hasTLS = access("/usr/include/hiredis/hiredis_ssl.h", R_OK) == 0

    /// The error of a ping; nil when it was answered.
    private func problem(
        of server: RedisServer, trusting authorities: String?, name: String? = nil
    ) async -> RedisError? {
        guard case .tcp(let host, let port, let tls) = server.url.endpoint else { return nil }
        var configuration = RedisConfiguration.patient
        configuration.tlsCAFile = authorities
        let url = RedisURL(endpoint: .tcp(host: name ?? host, port: port, tls: tls))
        do throws(RedisError) {
            let client = try RedisClient(url: url, configuration: configuration)
            let found = await failure { try await client.ping() }
            await client.shutdown()
            return found
        } catch {
            return error
        }
    }

    private func expect(
        _ error: RedisError?, toSay words: String..., at location: SourceLocation = #_sourceLocation
    ) {
        guard Self.hasTLS else {
            #expect(error == .tlsUnavailable, sourceLocation: location)
            return
        }
        guard case .notConnected? = error else {
            Issue.record("\(String(describing: error))", sourceLocation: location)
            return
        }
        #expect(error?.isRetryable == true, sourceLocation: location)
        #expect(
            words.contains { error?.description.lowercased().contains($0) == true }, "\(String(describing: error))",
            sourceLocation: location)
    }

    @Test("by address and by name, commands and replies of any size go both ways, also after the server was away")
    func trusted() async throws {
        let authority = try await TestAuthority()
        let server = try await RedisServer.start(as: try await authority.server())
        var configuration = RedisConfiguration.patient
        configuration.tlsCAFile = authority.certificate
        guard Self.hasTLS else {
            #expect(throws: RedisError.tlsUnavailable) {
                try RedisClient(url: server.url, configuration: configuration)
            }
            await server.stop()
            return
        }
        #expect(await problem(of: server, trusting: authority.certificate, name: "localhost") == nil)
        let client = try RedisClient(url: server.url, configuration: configuration)
        let value = [UInt8](repeating: 0xE2, count: 1_000_000)
        _ = try await client.command(["SET", "large", RedisArgument(value)])
        #expect(try await client.command(["GET", "large"]).bytes == value)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let key = RedisArgument("key-\(number)")
                    _ = try await client.command(["SET", key, RedisArgument(number)])
                    #expect(try await client.command(["GET", key]).bytes == Array("\(number)".utf8))
                }
            }
            try await group.waitForAll()
        }
        try await server.restart()
        try await eventually("the client is back") { (try? await client.ping()) != nil }
        await client.shutdown()
        await server.stop()
    }

    @Test("an authority that is not trusted, another's name and a certificate past its end are each refused by name")
    func refused() async throws {
        let authority = try await TestAuthority()
        let strangers = try await TestAuthority()
        let server = try await RedisServer.start(as: try await authority.server())
        expect(
            await problem(of: server, trusting: strangers.certificate),
            toSay: "certificate refused: unable to get local issuer certificate")
        expect(await problem(of: server, trusting: nil), toSay: "certificate refused:")
        await server.stop()

        let stranger = try await RedisServer.start(as: try await authority.stranger())
        expect(
            await problem(of: stranger, trusting: authority.certificate),
            toSay: "certificate refused: ip address mismatch")
        expect(
            await problem(of: stranger, trusting: authority.certificate, name: "localhost"),
            toSay: "certificate refused: hostname mismatch")
        await stranger.stop()

        let expired = try await RedisServer.start(as: try await authority.expired())
        expect(
            await problem(of: expired, trusting: authority.certificate),
            toSay: "certificate refused: certificate has expired")
        await expired.stop()
    }

    @Test("a server that asks for a client's certificate, which this one has none of, is no connection")
    func clientCertificate() async throws {
        let authority = try await TestAuthority()
        let server = try await RedisServer.start(as: try await authority.server(), clients: authority)
        // The server resets the connection right behind its reason, which may not be read any more.
        expect(
            await problem(of: server, trusting: authority.certificate), toSay: "certificate required",
            "connection reset", "broken pipe")
        await server.stop()
    }
}
