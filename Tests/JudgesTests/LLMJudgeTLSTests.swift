import Evaluation
import HTTPClient
import Judges
import TestKit
import Testing

/// The judge behind TLS: what is wrong with a certificate is said, and not tried again.
@Suite(.enabled(if: TestAuthority.isAvailable, "openssl or python3 is not installed"))
struct LLMJudgeTLSTests {
    @Test("an answer comes over TLS, signed by the operator's authority")
    func trusted() async throws {
        let authority = try await TestAuthority()
        try await withJudge(as: try await authority.server(), trusting: authority.certificate) { judge, server in
            _ = try await judge.answer(safetyTask, repair: nil)
            #expect(server.statistics.calls == 1)
        }
    }

    @Test("a certificate that is not to be trusted fails at the first call, with its reason")
    func refused() async throws {
        let authority = try await TestAuthority()
        let cases = [
            (try await authority.server(), nil, "certificate"),
            (try await authority.expired(), authority.certificate, "expired"),
            (try await authority.stranger(), authority.certificate, "name"),
        ]
        for (identity, trusted, word) in cases {
            try await withJudge(as: identity, trusting: trusted) { judge, server in
                let error = try #require(await failure(of: judge))
                #expect(error.code == .unavailable)
                #expect(error.message.hasPrefix("certificate refused: "), "\(error.message)")
                #expect(error.message.lowercased().contains(word), "\(error.message)")
                #expect(!error.message.contains("after"))
                #expect(error.usage.calls == 0 && server.statistics.calls == 0)
            }
        }
    }

    private func withJudge(
        as identity: TestAuthority.Identity, trusting authorities: String?,
        _ body: (LLMJudge, StubLLMServer) async throws -> Void
    ) async throws {
        let server = try StubLLMServer { _ in .completion(#"{"ok":true}"#) }
        let proxy = try await TLSProxy.start(to: server.port, as: identity)
        let transport = try HTTPTransport(
            configuration: .init(certificateAuthorities: authorities, proxy: .none))
        let (judge, _) = try makeJudge(
            transport, baseURL: "https://127.0.0.1:\(proxy.port)/v1", clock: ContinuousClock())
        try await body(judge, server)
        await transport.shutdown()
        await proxy.stop()
        await server.stop()
    }
}
