import HTTPClient
import TestKit
import Testing

@Suite(.enabled(if: TestAuthority.isAvailable, "openssl or python3 is not installed"))
struct HTTPTransportTLSTests {
    /// A server of HTTP behind TLS, and what it says to one request; the error when there is no answer.
    private func answer(
        as identity: (TestAuthority) async throws -> TestAuthority.Identity, host: String = "127.0.0.1",
        trusting authorities: (TestAuthority) -> String?
    ) async throws -> Result<HTTPResponse, HTTPError> {
        let authority = try await TestAuthority()
        let server = try StubLLMServer { _ in .completion("{}") }
        let proxy = try await TLSProxy.start(to: server.port, as: try await identity(authority))
        let transport = try HTTPTransport.direct(certificateAuthorities: authorities(authority))
        let result: Result<HTTPResponse, HTTPError>
        do throws(HTTPError) {
            let url = "https://\(host):\(proxy.port)/v1"
            result = .success(try await transport.send(HTTPRequest(method: .post, url: url, timeout: .seconds(60))))
        } catch {
            result = .failure(error)
        }
        #expect(server.statistics.calls == ((try? result.get()) == nil ? 0 : 1))
        await transport.shutdown()
        await proxy.stop()
        await server.stop()
        return result
    }

    private func expectRefused(_ result: Result<HTTPResponse, HTTPError>, saying word: String) {
        guard case .failure(.certificate(let reason)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(reason.lowercased().contains(word), "\(reason)")
        #expect(!HTTPError.certificate(reason).isRetryable && !HTTPError.certificate(reason).mayHaveBeenExecuted)
    }

    @Test("a certificate authority of one's own is trusted, and HTTP/1.1 is spoken where HTTP/2 is not offered")
    func ownAuthority() async throws {
        for host in ["127.0.0.1", "localhost"] {
            let response = try await answer(as: { try await $0.server() }, host: host) { $0.certificate }.get()
            #expect(response.status == 200 && response.version != .http2)
        }
    }

    @Test("a certificate nobody vouches for is refused before the request is sent")
    func untrusted() async throws {
        expectRefused(try await answer(as: { try await $0.server() }) { _ in nil }, saying: "certificate")
    }

    @Test("an expired certificate is refused, and called that")
    func expired() async throws {
        expectRefused(try await answer(as: { try await $0.expired() }) { $0.certificate }, saying: "expired")
    }

    @Test("the name in the certificate is checked", arguments: ["127.0.0.1", "localhost"])
    func stranger(host: String) async throws {
        let result = try await answer(as: { try await $0.stranger() }, host: host) { $0.certificate }
        expectRefused(result, saying: "name")
    }

    @Test("a file of authorities that is not there is an error, not trust in everybody")
    func missingAuthorities() async throws {
        expectRefused(try await answer(as: { try await $0.server() }) { $0.missing }, saying: "missing.pem")
    }
}
