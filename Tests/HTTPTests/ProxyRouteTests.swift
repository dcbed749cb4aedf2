import TestKit
import Testing

@testable import HTTPClient

@Suite struct ProxyRouteTests {
    private static func route(
        _ url: String, _ environment: [String: String], by proxy: HTTPTransport.Configuration.Proxy = .environment
    ) -> ProxyRoute {
        ProxyRoute(of: HTTPRequest(url: url), by: proxy) { environment[$0] }
    }

    @Test("the proxy is the one that the environment names for the scheme")
    func names() {
        #expect(Self.route("http://h/", ["http_proxy": "p:1"]) == .proxy("p:1"))
        #expect(Self.route("http://h/", ["HTTP_PROXY": "p:1"]) == .direct)
        #expect(Self.route("http://h/", ["https_proxy": "p:1"]) == .direct)
        #expect(Self.route("https://h/", ["https_proxy": "", "HTTPS_PROXY": "p:1"]) == .proxy("p:1"))
        #expect(Self.route("HTTPS://h/", ["all_proxy": "a:1", "https_proxy": "p:1"]) == .proxy("p:1"))
        #expect(Self.route("https://h/", ["ALL_PROXY": "a:1"]) == .proxy("a:1"))
        #expect(Self.route("https://h/", ["HTTPS_PROXY": "p:1"], by: .none) == .direct)
        #expect(Self.route("https://h/", ["no_proxy": "*"], by: .url("u:1")) == .proxy("u:1"))
    }

    @Test(
        "hosts of no_proxy are reached directly",
        arguments: [
            ("https://llm.corp/", "llm.corp"), ("https://LLM.corp.:8443/v1", "x, llm.CORP."),
            ("https://a.llm.corp", ".llm.corp"),
            ("https://a.llm.corp?x@y", "llm.corp"), ("https://any/", "*"), ("https://user:pw@llm.corp:1/", "llm.corp"),
            ("https://10.1.2.3:8/", "10.0.0.0/8"), ("https://10.1.2.3/", "10.1.2.3"), ("https://[::1]:8/", "::1"),
            ("https://[fd00::1%25eth0]/", "fd00::/7"), ("https://10.255.0.1/", "b 10.254.0.0/15"),
        ])
    func exempt(url: String, list: String) {
        #expect(Self.route(url, ["https_proxy": "p:1", "no_proxy": list]) == .direct)
        #expect(Self.route(url, ["https_proxy": "p:1", "NO_PROXY": list]) == .direct)
        #expect(Self.route(url, ["https_proxy": "p:1", "no_proxy": "other", "NO_PROXY": list]) == .proxy("p:1"))
    }

    @Test(
        "other hosts are not",
        arguments: [
            ("https://nollm.corp/", "llm.corp"), ("https://corp/", "llm.corp"), ("https://llm.corp/", "*,x"),
            ("https://11.1.2.3/", "10.0.0.0/8"), ("https://10.1.2.3/", "2.3"), ("https://10.1.2.3/", "10.0.0.0/99"),
            ("https://[::1]/", "127.0.0.1"), ("https://llm.corp/", ""), ("https://llm.corp/", ". , ."),
            ("https://llm.corp@evil/", "llm.corp"),
        ])
    func proxied(url: String, list: String) {
        #expect(Self.route(url, ["https_proxy": "p:1", "no_proxy": list]) == .proxy("p:1"))
    }

    @Test("a host that is exempt from the proxy is held against the policy, and asked directly if it may be")
    func exemptAddress() async throws {
        let server = try StubLLMServer { _ in .completion("{}") }
        let proxy = try StubLLMServer { _ in .completion("{}") }
        var configuration = HTTPTransport.Configuration()
        configuration.environment = {
            ["http_proxy": "http://127.0.0.1:\(proxy.port)", "no_proxy": "localhost"][$0]
        }
        let transport = try HTTPTransport(configuration: configuration)
        func request(_ host: String, _ addresses: AddressPolicy) -> HTTPRequest {
            .patient(method: .post, url: "http://\(host):\(server.port)/", addresses: addresses)
        }
        await #expect(throws: HTTPError.forbiddenAddress) { try await transport.send(request("localhost", .public)) }
        #expect(server.statistics.connections == 0 && proxy.statistics.connections == 0)
        _ = try await transport.send(request("localhost", .internal))
        #expect(server.statistics.connections == 1 && proxy.statistics.connections == 0)
        _ = try await transport.send(request("judge.invalid", .public))
        #expect(server.statistics.connections == 1 && proxy.statistics.connections == 1)
        await transport.shutdown()
        await server.stop()
        await proxy.stop()
    }
}
