import Redis
import TestKit
import Testing

/// `rediss://` against a real server. Where this build has no TLS, each of them is refused at once.
@Suite(
    "Redis over TLS", .enabled(if: TestAuthority.isAvailable, "openssl or python3 is not installed"),
    .timeLimit(.minutes(20)))
struct RedisTLSTests {
    /// The error of a ping to a server that proves itself with `identity`; nil when it was answered.
    private func problem(
        as identity: TestAuthority.Identity, trusting authorities: String?, user: String? = nil,
        password: String? = nil
    ) async throws -> RedisError? {
        let server = try await RedisServer.start(arguments: [
            "--user", "worker", "on", ">right", "~*", "+@all", "--user", "default", "off",
        ])
        guard case .tcp(let host, let port, _) = server.url.endpoint else { return nil }
        let proxy = try await TLSProxy.start(to: UInt16(port), as: identity)
        let url = RedisURL(
            endpoint: .tcp(host: host, port: Int32(proxy.port), tls: true), user: user, password: password)
        var configuration = RedisConfiguration.patient
        configuration.tlsCAFile = authorities
        var found: RedisError?
        do throws(RedisError) {
            let client = try RedisClient(url: url, configuration: configuration)
            found = await failure { try await client.ping() }
            await client.shutdown()
        } catch {
            found = error
        }
        await proxy.stop()
        await server.stop()
        return found
    }

    /// Whether this build's hiredis has TLS at all.
    private var hasTLS: Bool {
        let url = RedisURL(endpoint: .tcp(host: "127.0.0.1", port: 9, tls: true))
        guard let client = try? RedisClient(url: url) else { return false }
        Task { await client.shutdown() }
        return true
    }

    @Test("the right authority and the right password log in; without TLS in this build the URL is refused")
    func login() async throws {
        let authority = try await TestAuthority()
        let identity = try await authority.server()
        let right = try await problem(
            as: identity, trusting: authority.certificate, user: "worker", password: "right")
        #expect(right == (hasTLS ? nil : .tlsUnavailable))
        guard hasTLS else { return }
        let wrong = try await problem(
            as: identity, trusting: authority.certificate, user: "worker", password: "wrong")
        guard case .server("WRONGPASS", _)? = wrong else {
            Issue.record("\(String(describing: wrong))")
            return
        }
    }

    @Test("a server whose certificate is not to be trusted is not talked to, and the reason said")
    func refused() async throws {
        guard hasTLS else { return }
        let authority = try await TestAuthority()
        let strangers = try await TestAuthority()
        let cases: [(TestAuthority.Identity, String, String)] = [
            (try await authority.server(), strangers.certificate, "certificate"),
            (try await authority.expired(), authority.certificate, "expired"),
            (try await authority.stranger(), authority.certificate, "mismatch"),
        ]
        for (identity, trusted, word) in cases {
            let error = try await problem(as: identity, trusting: trusted, user: "worker", password: "right")
            #expect(error?.description.lowercased().contains(word) == true, "\(String(describing: error))")
        }
        let missing = try await problem(as: try await authority.server(), trusting: authority.missing)
        #expect(missing?.description.contains("trusted certificates") == true, "\(String(describing: missing))")
    }
}
