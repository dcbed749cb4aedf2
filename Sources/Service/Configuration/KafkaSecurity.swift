/// The settings of how brokers are reached safely, as librdkafka's properties.
enum KafkaSecurity {
    /// Reports what is missing, and what would be left unused although somebody thought that it protects.
    static func properties(reading reader: inout SettingReader) -> [String: String] {
        let name = reader.text("KAFKA_SECURITY_PROTOCOL").lowercased()
        // When nothing is said, librdkafka's own properties may say it.
        let tls = tls(isUsed: name.isEmpty || name.hasSuffix("ssl"), &reader)
        let login = login(isUsed: name.hasPrefix("sasl"), &reader)
        var properties = tls.merging(login) { $1 }
        if !name.isEmpty { properties["security.protocol"] = name }
        return properties
    }

    private static func tls(isUsed: Bool, _ reader: inout SettingReader) -> [String: String] {
        let certificateName = "KAFKA_SSL_CERTIFICATE_FILE"
        let keyName = "KAFKA_SSL_KEY_FILE"
        var properties: [String: String] = [:]
        var given: [String] = []
        for (name, property, content) in [
            ("KAFKA_SSL_CA_FILE", "ssl.ca.location", CertificateFile.Content.certificate),
            (certificateName, "ssl.certificate.location", .certificate), (keyName, "ssl.key.location", .privateKey),
        ] where !reader.text(name).isEmpty {
            given.append(name)
            properties[property] = CertificateFile.path(name, holding: content, &reader)
        }
        let password = reader.text("KAFKA_SSL_KEY_PASSWORD")
        if !password.isEmpty {
            given.append("KAFKA_SSL_KEY_PASSWORD")
            properties["ssl.key.password"] = password
        }
        for name in given where !isUsed {
            reader.report(name, "has no effect unless KAFKA_SECURITY_PROTOCOL is ssl or sasl_ssl")
        }
        if given.contains(certificateName) != given.contains(keyName) {
            reader.report(
                given.contains(keyName) ? certificateName : keyName, "a client's certificate and its key go together")
        }
        return properties
    }

    private static func login(isUsed: Bool, _ reader: inout SettingReader) -> [String: String] {
        let mechanism = reader.text("KAFKA_SASL_MECHANISM").uppercased()
        let user = reader.text("KAFKA_SASL_USERNAME")
        let password = reader.text("KAFKA_SASL_PASSWORD")
        for (name, text) in [("KAFKA_SASL_USERNAME", user), ("KAFKA_SASL_PASSWORD", password)]
        where text.isEmpty == isUsed {
            reader.report(
                name,
                isUsed
                    ? "must be set to log in"
                    : "has no effect unless KAFKA_SECURITY_PROTOCOL is sasl_ssl or sasl_plaintext")
        }
        return isUsed
            ? ["sasl.mechanism": mechanism, "sasl.username": user, "sasl.password": password] : [:]
    }
}
