import Glibc
import HTTPClient
import TestKit
import Testing

@Suite struct AddressPolicyTests {
    private static func bytes(_ text: String) -> [UInt8] {
        let family = text.contains(":") ? AF_INET6 : AF_INET
        var bytes = [UInt8](repeating: 0, count: family == AF_INET6 ? 16 : 4)
        return inet_pton(family, text, &bytes) == 1 ? bytes : []
    }

    @Test(
        "addresses of the internet are public",
        arguments: [
            "1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "223.255.255.255",
            "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "168.63.129.15",
        ])
    func reachable(address: String) {
        for policy in [AddressPolicy.any, .internal, .public] { #expect(policy.allows(Self.bytes(address))) }
    }

    @Test(
        "loopback and private networks are not public, however they are written",
        arguments: [
            "127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "::1",
            "fd00::1", "fc00::1", "fd00:ec3::254", "fd20:cf::254", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
        ])
    func inner(address: String) {
        #expect(!AddressPolicy.public.allows(Self.bytes(address)))
        #expect(AddressPolicy.internal.allows(Self.bytes(address)))
    }

    @Test(
        "what only a machine itself or nobody answers to is never asked on a client's word",
        arguments: [
            "169.254.169.254", "169.254.170.2", "100.100.100.200", "0.0.0.0", "0.1.2.3", "224.0.0.1",
            "255.255.255.255", "240.0.0.1", "192.0.0.192", "198.18.0.1", "192.0.2.1", "::", "::127.0.0.1", "fe80::1",
            "ff02::1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::1",
            "2001::1", "2001:db8::1", "fec0::1", "3fff::1", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254",
            "fd00:c1::a9fe:a9fe", "fd00:42::42", "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110",
        ])
    func forbidden(address: String) {
        #expect(!AddressPolicy.public.allows(Self.bytes(address)))
        #expect(!AddressPolicy.internal.allows(Self.bytes(address)))
        #expect(AddressPolicy.any.allows(Self.bytes(address)))
    }

    @Test("an address of no known length is never allowed")
    func lengths() {
        for count in [0, 3, 5, 15, 17] {
            #expect(!AddressPolicy.internal.allows([UInt8](repeating: 8, count: count)))
        }
    }

    /// `localhost` is what a name under an attacker's control would be: one that answers with 127.0.0.1.
    @Test(
        "a name that leads to a forbidden address is not connected to", arguments: ["localhost", "127.0.0.1", "[::1]"])
    func refused(host: String) async throws {
        let server = try StubLLMServer { _ in .completion("{}") }
        let transport = try HTTPTransport.direct()
        let request = HTTPRequest.patient(url: "http://\(host):\(server.port)/", addresses: .public)
        await #expect(throws: HTTPError.forbiddenAddress) { try await transport.send(request) }
        #expect(server.statistics.connections == 0)
        #expect(!HTTPError.forbiddenAddress.isRetryable && !HTTPError.forbiddenAddress.mayHaveBeenExecuted)
        await transport.shutdown()
        await server.stop()
    }

    @Test("what the policy allows is connected to")
    func allowed() async throws {
        let server = try StubLLMServer { _ in .completion("{}") }
        let transport = try HTTPTransport.direct()
        for policy in [AddressPolicy.any, .internal] {
            let request = HTTPRequest.patient(
                method: .post, url: "http://127.0.0.1:\(server.port)/", addresses: policy)
            #expect(try await transport.send(request).status == 200)
        }
        await transport.shutdown()
        await server.stop()
    }

    @Test("a redirect to an inner address is an answer, not an order")
    func redirect() async throws {
        let inner = try StubLLMServer { _ in .completion("{}") }
        let server = try StubLLMServer { _ in
            .json(status: 302, headers: [("Location", "http://127.0.0.1:\(inner.port)/")], body: [])
        }
        let transport = try HTTPTransport.direct()
        let response = try await transport.send(
            .patient(method: .post, url: "http://127.0.0.1:\(server.port)/"))
        #expect(response.status == 302 && inner.statistics.connections == 0)
        await transport.shutdown()
        await server.stop()
        await inner.stop()
    }
}
