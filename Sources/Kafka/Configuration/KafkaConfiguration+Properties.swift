extension KafkaConfiguration {
    /// Set through a typed setting or fixed by design: a raw property may not change them.
    private static let reservedNames: [String: String] = [
        "bootstrap.servers": "it has a setting of its own",
        "metadata.broker.list": "it is another name of bootstrap.servers, which has a setting of its own",
        "client.id": "it has a setting of its own",
        "group.id": "it has a setting of its own",
        "group.instance.id": "it has a setting of its own",
        "partition.assignment.strategy": "it has a setting of its own",
        "group.protocol": "only the classic group protocol is supported",
        "transactional.id": "Kafka transactions are not used",
        "acks": "records are acknowledged by all in-sync replicas",
        "request.required.acks": "records are acknowledged by all in-sync replicas",
        "enable.idempotence": "the producer is always idempotent",
        "enable.partition.eof": "reaching a partition's end is not an event",
        "auto.commit.enable": "offsets are committed only after the work is done",
        "statistics.interval.ms": "health and lag are read from the statistics",
        "opaque": "it is not text",
        "default_topic_conf": "it is not text",
    ]

    /// What names of properties with a secret have in common; `ssl.key.pem` is a private key, `sasl.oauthbearer.config`
    /// may hold one.
    private static let secretMarks = ["password", "secret", "key.pem", "oauthbearer.config"]

    var sharedProperties: [String: String] {
        [
            "bootstrap.servers": bootstrapServers,
            "client.id": clientID,
            "statistics.interval.ms": String(statisticsInterval.milliseconds),
            "socket.keepalive.enable": "true",
            // Requests follow one another: none waits until what went before is acknowledged.
            "socket.nagle.disable": "true",
        ]
    }

    /// Why a raw property may not be set, or nil when it may.
    static func reservation(of name: String) -> String? {
        if let reason = reservedNames[name] { return reason }
        if name.hasPrefix("enable.auto.") { return "offsets are committed only after the work is done" }
        if name.hasPrefix("test.mock.") { return "each connection would get a cluster of its own" }
        if name.hasSuffix("_cb") { return "it is not text" }
        return nil
    }

    /// Whether a property's value must never be printed.
    package static func isSecret(_ name: String) -> Bool { secretMarks.contains { name.contains($0) } }

    static func merging(
        _ typed: [String: String], _ extras: [String: String]...
    ) throws(KafkaConfigurationError) -> [(String, String)] {
        var merged = typed
        for extra in extras {
            for (name, value) in extra.sorted(by: { $0.key < $1.key }) {
                if let reason = reservation(of: name) { throw .reserved(property: name, reason: reason) }
                merged[name] = value
            }
        }
        return merged.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
