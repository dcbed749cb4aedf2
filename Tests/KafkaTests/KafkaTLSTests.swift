import Kafka
import Processes
import TestKit
import Testing

/// Brokers behind TLS: a real one, and servers whose certificate is not to be trusted.
@Suite(
    "Kafka over TLS", .enabled(if: TestAuthority.isAvailable, "openssl or python3 is not installed"),
    .timeLimit(.minutes(15)))
struct KafkaTLSTests {
    /// What asking for the cluster's metadata came to.
    private func problem(
        _ servers: String, _ properties: [String: String]
    ) async throws -> KafkaError? {
        let producer = try KafkaProducer(
            KafkaConfiguration(
                bootstrapServers: servers, extra: properties.merging(["reconnect.backoff.max.ms": "500"]) { $1 }))
        let deadline = ContinuousClock.now + .seconds(600)
        var problem: KafkaError?
        repeat {
            do throws(KafkaError) {
                _ = try await producer.metadata(timeout: .seconds(2))
                problem = nil
                break
            } catch {
                problem = error
            }
        } while problem?.code != .tls && problem?.code != .authentication && .now < deadline
        await producer.close(flushing: .zero)
        return problem
    }

    private func trusting(_ file: String) -> [String: String] {
        ["security.protocol": "ssl", "ssl.ca.location": file]
    }

    @Test("records go to a broker that proves itself, and come back", .enabled(if: TansuBroker.isAvailable))
    func roundTrip() async throws {
        let authority = try await TestAuthority()
        let client = try await authority.client()
        let broker = try await TansuBroker.start(
            topics: [.init("requests", partitions: 1)], as: try await authority.server(), clients: authority)
        let proof = trusting(authority.certificate).merging([
            "ssl.certificate.location": client.certificate, "ssl.key.location": client.key,
        ]) { $1 }
        let configuration = KafkaConfiguration(bootstrapServers: broker.bootstrapServers, extra: proof)
        let producer = try KafkaProducer(configuration)
        for number in 0..<5 {
            _ = try await producer.send(topic: "requests", key: nil, value: Array("\(number)".utf8))
        }
        await producer.close()
        var group = KafkaConfiguration.Consumer(groupID: "group")
        group.sessionTimeout = .seconds(10)
        group.heartbeatInterval = .milliseconds(300)
        let driver = try ConsumerDriver(configuration, group, topics: ["requests"])
        try await eventually("all is read") { Set(driver.values).count == 5 }
        await driver.stop()

        // The same broker does not talk to a client without a certificate.
        let bare = try KafkaProducer(
            KafkaConfiguration(bootstrapServers: broker.bootstrapServers, extra: trusting(authority.certificate)))
        await #expect(throws: KafkaError.self) { try await bare.metadata(timeout: .seconds(3)) }
        await bare.close(flushing: .zero)
        await broker.stop()
    }

    @Test("a broker whose certificate is not to be trusted is refused, and the reason said")
    func refused() async throws {
        let authority = try await TestAuthority()
        let strangers = try await TestAuthority()
        // Nobody listens behind the proxy: the handshake is over before that matters.
        let cases: [(TestAuthority.Identity, String, String)] = [
            (try await authority.server(), strangers.certificate, "nobody who is trusted"),
            (try await authority.expired(), authority.certificate, "expired"),
            (try await authority.stranger(), authority.certificate, "another host"),
        ]
        for (identity, trusted, word) in cases {
            let proxy = try await TLSProxy.start(to: 9, as: identity)
            let error = try await problem("127.0.0.1:\(proxy.port)", trusting(trusted))
            #expect(error?.code == .tls, "\(String(describing: error))")
            let text = error?.text.lowercased() ?? ""
            #expect(text.contains(word), "\(text)")
            await proxy.stop()
        }
    }

    @Test("plain text where TLS is spoken, and TLS where it is not, never look like an answer")
    func mixedUp() async throws {
        let authority = try await TestAuthority()
        let proxy = try await TLSProxy.start(to: 9, as: try await authority.server())
        let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: "127.0.0.1:\(proxy.port)"))
        await #expect(throws: KafkaError.self) { try await producer.metadata(timeout: .seconds(2)) }
        await producer.close(flushing: .zero)
        await proxy.stop()
        let server = try StubLLMServer { _ in .completion("{}") }
        let wary = try KafkaProducer(
            KafkaConfiguration(
                bootstrapServers: "127.0.0.1:\(server.port)", extra: trusting(authority.certificate)))
        await #expect(throws: KafkaError.self) { try await wary.metadata(timeout: .seconds(2)) }
        await wary.close(flushing: .zero)
        await server.stop()
    }

    @Test("files that are no certificates keep the client from being made")
    func files() async throws {
        let authority = try await TestAuthority()
        for file in [authority.missing, #filePath] {
            #expect(throws: KafkaConfigurationError.self) {
                try KafkaProducer(KafkaConfiguration(bootstrapServers: "127.0.0.1:9", extra: trusting(file)))
            }
        }
    }
}
