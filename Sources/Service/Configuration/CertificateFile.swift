/// PEM files that settings name, looked at before anything connects: a wrong path is a mistake of the configuration, and
/// would otherwise be a dependency that never comes up.
enum CertificateFile {
    /// What a file has to hold.
    enum Content: String {
        case certificate = "-----BEGIN CERTIFICATE-----"
        /// Of any kind, encrypted or not.
        case privateKey = "PRIVATE KEY-----"
    }

    private static let mostBytes = 16 << 20

    /// The path under a setting; nil when it is not set, or does not lead to such a file, which is reported.
    static func path(_ name: String, holding content: Content, _ reader: inout SettingReader) -> String? {
        let path = reader.text(name)
        guard !path.isEmpty else { return nil }
        guard let bytes = FileContents.of(path, atMost: mostBytes) else {
            reader.report(name, "\(path) cannot be read")
            return nil
        }
        guard String(decoding: bytes, as: UTF8.self).contains(content.rawValue) else {
            reader.report(name, "\(path) holds no PEM \(content == .certificate ? "certificate" : "private key")")
            return nil
        }
        return path
    }
}
