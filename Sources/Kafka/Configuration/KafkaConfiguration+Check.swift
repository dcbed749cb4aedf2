import CRdKafka

extension KafkaConfiguration {
    /// Everything that is wrong with `extra`, sorted by name; found without making a client, which stops at the first.
    package var extraProblems: [KafkaConfigurationError] {
        let configuration = rd_kafka_conf_new()
        defer { rd_kafka_conf_destroy(configuration) }
        var text = [CChar](repeating: 0, count: 512)
        var problems: [KafkaConfigurationError] = []
        for (name, value) in extra.sorted(by: { $0.key < $1.key }) {
            if let reason = Self.reservation(of: name) {
                problems.append(.reserved(property: name, reason: reason))
            } else if rd_kafka_conf_set(configuration, name, value, &text, text.count) != RD_KAFKA_CONF_OK {
                problems.append(.refused(property: name, reason: ClientHandle.reason(text, for: name)))
            }
        }
        return problems
    }
}
