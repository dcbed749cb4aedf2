import Kafka
import Testing

@Suite("Kafka configuration")
struct KafkaConfigurationTests {
    private let configuration = KafkaConfiguration(bootstrapServers: "127.0.0.1:1")

    private func consumer(_ extra: [String: String]) throws(KafkaConfigurationError) -> [String: String] {
        var settings = KafkaConfiguration.Consumer(groupID: "group")
        settings.extra = extra
        return Dictionary(
            uniqueKeysWithValues: try configuration.properties(for: settings).map { ($0.0, $0.1) })
    }

    @Test("Offsets are never committed or stored by the library itself")
    func noAutomaticCommit() throws {
        let properties = try consumer([:])
        #expect(properties["enable.auto.commit"] == "false")
        #expect(properties["enable.auto.offset.store"] == "false")
        #expect(properties["auto.offset.reset"] == "earliest")
        #expect(properties["partition.assignment.strategy"] == "range")
        #expect(properties["session.timeout.ms"] == "45000")
        #expect(properties["group.instance.id"] == nil)
    }

    @Test("A producer waits for all replicas and is idempotent")
    func producerGuarantees() throws {
        let properties = try configuration.properties(for: .init()).map { "\($0.0)=\($0.1)" }
        #expect(properties.contains("acks=all"))
        #expect(properties.contains("enable.idempotence=true"))
        #expect(properties.contains("delivery.timeout.ms=30000"))
        #expect(properties == properties.sorted())
    }

    @Test(
        "A property that the design owns is refused by name",
        arguments: [
            "enable.auto.commit", "enable.auto.offset.store", "transactional.id", "group.protocol", "dr_msg_cb",
            "rebalance_cb", "test.mock.num.brokers", "bootstrap.servers", "metadata.broker.list", "group.id",
            "request.required.acks", "acks", "enable.idempotence", "auto.commit.enable",
            "statistics.interval.ms",
        ])
    func reserved(name: String) throws {
        let refused = #expect(throws: KafkaConfigurationError.self) { try consumer([name: "1"]) }
        guard case .reserved(name, _)? = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
    }

    @Test("Raw properties win over typed ones, and a client's own over the shared")
    func precedence() throws {
        var shared = configuration
        shared.extra = ["linger.ms": "1", "socket.timeout.ms": "1000"]
        var settings = KafkaConfiguration.Producer()
        settings.extra = ["linger.ms": "2"]
        let properties = try shared.properties(for: settings).map { "\($0.0)=\($0.1)" }
        #expect(properties.contains("linger.ms=2"))
        #expect(properties.contains("socket.timeout.ms=1000"))
    }

    @Test("Records of any size that is configured can be fetched", arguments: ["8000000", "40000000", "1000000000"])
    func largeRecords(bytes: String) throws {
        var configuration = configuration
        configuration.extra = ["message.max.bytes": bytes]
        let properties = try configuration.properties(for: .init(groupID: "group"))
        #expect(properties.contains { $0.0 == "fetch.max.bytes" && $0.1 == bytes })
        let client = try KafkaConsumer(configuration, .init(groupID: "group"))
        client.close(within: .zero)
    }

    @Test("A property the library does not know is refused with its name")
    func unknown() throws {
        var settings = KafkaConfiguration.Producer()
        settings.extra = ["no.such.property": "1"]
        let error = #expect(throws: KafkaConfigurationError.self) { try KafkaProducer(configuration, settings) }
        guard case .refused("no.such.property", let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("no.such.property"))
    }

    @Test("Every wrong property is found at once, by name, without a client")
    func allProblems() {
        var configuration = configuration
        configuration.extra = [
            "no.such.property": "1", "session.timeout.ms": "soon", "acks": "0", "fetch.wait.max.ms": "20",
        ]
        #expect(configuration.extraProblems.map(\.property) == ["acks", "no.such.property", "session.timeout.ms"])
    }

    @Test(
        "A secret is in no error",
        arguments: [
            ["ssl.key.pem": "hunter2", "security.protocol": "ssl"],
            [
                "sasl.password": "hunter2", "sasl.username": "me", "security.protocol": "SASL_SSL",
                "sasl.mechanism": "X",
            ],
            ["ssl.keystore.password": "hunter2", "ssl.keystore.location": "/no", "security.protocol": "ssl"],
        ])
    func secrets(extra: [String: String]) throws {
        var settings = KafkaConfiguration.Producer()
        settings.extra = extra
        let error = #expect(throws: KafkaConfigurationError.self) { try KafkaProducer(configuration, settings) }
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test("Short waits are rounded up, long ones capped")
    func durations() throws {
        var settings = KafkaConfiguration.Producer()
        settings.linger = .microseconds(1)
        settings.deliveryTimeout = .seconds(Int64.max)
        let properties = try configuration.properties(for: settings).map { "\($0.0)=\($0.1)" }
        #expect(properties.contains("linger.ms=1"))
        #expect(properties.contains("delivery.timeout.ms=2147483647"))
    }
}
