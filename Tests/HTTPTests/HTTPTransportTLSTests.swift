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
            result = .success(try await transport.send(.patient(method: .post, url: url)))
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

    /// What becomes of some requests at once to a server that accepts connections and is silent from then on.
    private func silence(
        requests: Int, timeout: Duration, connectTimeout: Duration
    ) async throws -> [HTTPError] {
        let port = try SilentPort()
        let transport = try HTTPTransport.direct()
        let request = HTTPRequest.patient(
            url: "https://127.0.0.1:\(port.number)/v1", timeout: timeout, connectTimeout: connectTimeout)
        let errors = await withTaskGroup(of: HTTPError?.self) { group in
            for _ in 0..<requests {
                group.addTask {
                    do throws(HTTPError) { _ = try await transport.send(request) } catch { return error }
                    return nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }.compactMap(\.self)
        }
        await transport.shutdown()
        #expect(errors.count == requests)
        return errors
    }

    @Test("a handshake that is not answered is called that, and nothing was sent")
    func silentHandshake() async throws {
        for error in try await silence(requests: 1, timeout: .seconds(60), connectTimeout: .milliseconds(500)) {
            guard case .tls(let reason) = error else { Issue.record("\(error)"); return }
            #expect(reason.contains("TLS handshake"), "\(reason)")
            #expect(error.isRetryable && !error.mayHaveBeenExecuted)
        }
    }

    @Test("so it is for requests that waited for that connection: there was no lack of connections")
    func silentHandshakeForAll() async throws {
        for limit in [Duration.milliseconds(100), .seconds(60)] {
            for error in try await silence(requests: 8, timeout: .milliseconds(1200), connectTimeout: limit) {
                guard case .tls(let reason) = error else { Issue.record("\(error)"); continue }
                #expect(reason.contains("TLS handshake"), "\(reason)")
            }
        }
    }

    @Test("a file of authorities that is not there is an error, not trust in everybody")
    func missingAuthorities() async throws {
        expectRefused(try await answer(as: { try await $0.server() }) { $0.missing }, saying: "missing.pem")
    }
}
