import HTTPClient
import Testing

@Suite(.enabled(if: TLSServer.isAvailable, "openssl is not installed"))
struct HTTPTransportTLSTests {
    @Test("a certificate nobody vouches for is refused before the request is sent")
    func untrusted() async throws {
        let server = try TLSServer()
        let transport = try HTTPTransport.direct()
        do throws(HTTPError) {
            _ = try await transport.send(HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))
            Issue.record("answered")
        } catch {
            guard case .tls = error else { Issue.record("\(error)"); return }
            #expect(!error.mayHaveBeenExecuted)
        }
        await transport.shutdown()
    }

    @Test("a certificate authority of one's own is trusted, and HTTP/1.1 is spoken where HTTP/2 is not offered")
    func ownAuthority() async throws {
        let server = try TLSServer()
        let transport = try HTTPTransport.direct(certificateAuthorities: server.certificate)
        let url = "https://127.0.0.1:\(server.port)/"
        async let first = transport.send(HTTPRequest(url: url, timeout: .seconds(30)))
        async let second = transport.send(HTTPRequest(url: url, timeout: .seconds(30)))
        for response in [try await first, try await second] {
            #expect(response.status == 200 && response.version != .http2)
        }
        await transport.shutdown()
    }

    @Test("the name in the certificate is checked")
    func wrongName() async throws {
        let server = try TLSServer()
        let transport = try HTTPTransport.direct(certificateAuthorities: server.certificate)
        do throws(HTTPError) {
            _ = try await transport.send(HTTPRequest(url: "https://localhost:\(server.port)/"))
            Issue.record("answered")
        } catch {
            guard case .tls = error else { Issue.record("\(error)"); return }
        }
        await transport.shutdown()
    }
}
