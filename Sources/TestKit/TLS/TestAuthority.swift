import Glibc
import Processes

/// A certificate authority of one test, and what it signs; made by `openssl`, gone with the value.
package final class TestAuthority: Sendable {
    /// A certificate and its key, as PEM files.
    package struct Identity: Sendable {
        /// The path of the certificate.
        package let certificate: String
        /// The path of its key.
        package let key: String
    }

    /// False when there is no `openssl` or `python3` on this machine.
    package static var isAvailable: Bool {
        ["openssl", "python3"].allSatisfy { name in
            let folders = getenv("PATH").map { String(cString: $0) } ?? ""
            return folders.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
        }
    }

    /// The authority's own certificate: what clients are told to trust.
    package var certificate: String { "\(folder)/ca.pem" }
    /// A file that is not there.
    package var missing: String { "\(folder)/missing.pem" }
    private let folder: String

    /// - Throws: `TestAuthorityError`, `ChildProcessError`.
    package init() async throws {
        var template = Array("/tmp/authority-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestAuthorityError(output: "no folder") }
        folder = template.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
        try await openssl(
            "req", "-x509", "-days", "2", "-subj", "/CN=Test authority", "-keyout", "\(folder)/ca.key", "-out",
            certificate, "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    }

    deinit {
        for name in ["ca.pem", "ca.key", "ca.srl"] { unlink("\(folder)/\(name)") }
        for name in Self.names {
            for ending in ["pem", "key", "csr"] { unlink("\(folder)/\(name).\(ending)") }
        }
        rmdir(folder)
    }

    private static let names = ["server", "expired", "stranger", "client"]

    /// For 127.0.0.1 and `localhost`.
    package func server() async throws -> Identity { try await identity("server") }

    /// The same, expired in the second in which it began: OpenSSL 3.5 signs nothing that ends before it begins.
    package func expired() async throws -> Identity { try await identity("expired", days: 0) }

    /// Of another host.
    package func stranger() async throws -> Identity {
        try await identity("stranger", names: "DNS:elsewhere.example,IP:192.0.2.7")
    }

    /// A client's.
    package func client() async throws -> Identity { try await identity("client", names: "DNS:worker.example") }

    private func identity(
        _ name: String, days: Int = 2, names: String = "DNS:localhost,IP:127.0.0.1"
    ) async throws -> Identity {
        let identity = Identity(certificate: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
        try await openssl(
            "req", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)", "-keyout", identity.key, "-out",
            "\(folder)/\(name).csr")
        try await openssl(
            "x509", "-req", "-in", "\(folder)/\(name).csr", "-CA", certificate, "-CAkey", "\(folder)/ca.key",
            "-CAcreateserial", "-copy_extensions", "copyall", "-days", String(days), "-out", identity.certificate)
        return identity
    }

    private func openssl(_ arguments: String...) async throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        let (exit, output) = try await ChildProcess.run(
            "openssl", arguments + (arguments.first == "req" ? key : []))
        guard exit == .status(0) else { throw TestAuthorityError(output: output) }
    }
}

/// `openssl` did not do what it was asked; what it said.
package struct TestAuthorityError: Error {
    package let output: String
}
