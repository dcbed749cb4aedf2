import Glibc
import HTTPClient
import Judges
import Redis
import TestKit
import Testing

@testable import Service

/// Settings of TLS and logins: files are looked at before anything connects, and everything wrong is said at once.
@Suite(.enabled(if: TestAuthority.isAvailable, "openssl or python3 is not installed"))
struct SecuritySettingTests {
    private func problems(_ environment: [String: String]) -> [String] {
        do throws(ConfigurationError) {
            _ = try Configuration.load(environment: environment)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("TLS, a client's certificate and a login become librdkafka's properties; the password is a secret")
    func properties() async throws {
        let authority = try await TestAuthority()
        let client = try await authority.client()
        let configuration = try Configuration.load(environment: [
            "KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_SSL_CA_FILE": authority.certificate,
            "KAFKA_SSL_CERTIFICATE_FILE": client.certificate, "KAFKA_SSL_KEY_FILE": client.key,
            "KAFKA_SSL_KEY_PASSWORD": "key-password", "KAFKA_SASL_MECHANISM": "scram-sha-256",
            "KAFKA_SASL_USERNAME": "worker", "KAFKA_SASL_PASSWORD": "login-password",
            "JUDGE_CA_FILE": authority.certificate, "REDIS_TLS_CA_FILE": authority.certificate,
        ])
        #expect(
            configuration.kafka.extra == [
                "security.protocol": "sasl_ssl", "ssl.ca.location": authority.certificate,
                "ssl.certificate.location": client.certificate, "ssl.key.location": client.key,
                "ssl.key.password": "key-password", "sasl.mechanism": "SCRAM-SHA-256", "sasl.username": "worker",
                "sasl.password": "login-password",
            ])
        #expect(Set(configuration.secrets) == ["key-password", "login-password"])
        #expect(configuration.judgeTransport.certificateAuthorities == authority.certificate)
        #expect(configuration.redisClient.tlsCAFile == authority.certificate)
    }

    @Test("a password may come from a file, and librdkafka's own properties win")
    func passwordFile() async throws {
        let path = "/tmp/password-\(UInt64.random(in: 0 ... .max))"
        let file = try #require(fopen(path, "w"))
        fputs("from a file\n", file)
        fclose(file)
        defer { unlink(path) }
        let configuration = try Configuration.load(environment: [
            "KAFKA_SECURITY_PROTOCOL": "sasl_plaintext", "KAFKA_SASL_USERNAME": "worker",
            "KAFKA_SASL_PASSWORD_FILE": path, "KAFKA_CONFIG_SASL_MECHANISM": "PLAIN",
        ])
        #expect(configuration.kafka.extra["sasl.password"] == "from a file")
        #expect(configuration.kafka.extra["sasl.mechanism"] == "PLAIN")
        #expect(configuration.secrets == ["from a file"])
    }

    @Test("files that are missing or no PEM are all named at once")
    func files() async throws {
        let authority = try await TestAuthority()
        let server = try await authority.server()
        let found = problems([
            "KAFKA_SECURITY_PROTOCOL": "ssl", "KAFKA_SSL_CA_FILE": authority.missing,
            "KAFKA_SSL_CERTIFICATE_FILE": server.key, "KAFKA_SSL_KEY_FILE": server.certificate,
            "REDIS_TLS_CA_FILE": "/", "JUDGE_CA_FILE": server.key, "PORT": "eighty",
        ])
        for (name, reason) in [
            ("KAFKA_SSL_CA_FILE", "cannot be read"), ("KAFKA_SSL_CERTIFICATE_FILE", "no PEM certificate"),
            ("KAFKA_SSL_KEY_FILE", "no PEM private key"), ("REDIS_TLS_CA_FILE", "cannot be read"),
            ("JUDGE_CA_FILE", "no PEM certificate"), ("PORT", "whole number"),
        ] {
            #expect(found.count { $0.hasPrefix("\(name): ") && $0.contains(reason) } == 1, "\(name) in \(found)")
        }
        #expect(found.count == 6)
    }

    @Test(
        "what would protect nothing, or lacks its other half, is said",
        arguments: [
            (["KAFKA_SASL_PASSWORD": "canary"], ["KAFKA_SASL_PASSWORD"]),
            (["KAFKA_SASL_USERNAME": "me", "KAFKA_SECURITY_PROTOCOL": "ssl"], ["KAFKA_SASL_USERNAME"]),
            (["KAFKA_SECURITY_PROTOCOL": "sasl_ssl"], ["KAFKA_SASL_PASSWORD", "KAFKA_SASL_USERNAME"]),
            (["KAFKA_SECURITY_PROTOCOL": "tls"], ["KAFKA_SECURITY_PROTOCOL"]),
            (
                ["KAFKA_SECURITY_PROTOCOL": "plaintext", "KAFKA_SSL_KEY_PASSWORD": "canary"],
                ["KAFKA_SSL_KEY_PASSWORD"]
            ),
            (["KAFKA_SASL_PASSWORD": "canary", "KAFKA_SASL_PASSWORD_FILE": "/no"], ["KAFKA_SASL_PASSWORD"]),
        ])
    func halves(environment: [String: String], names: [String]) {
        let found = problems(environment)
        let named = Set(found.compactMap { $0.split(separator: ":").first.map(String.init) })
        #expect(named.isSuperset(of: names), "\(found)")
        #expect(!found.contains { $0.contains("canary") })
    }

    @Test("a certificate without its key is half of one")
    func certificateAlone() async throws {
        let authority = try await TestAuthority()
        let client = try await authority.client()
        let base = ["KAFKA_SECURITY_PROTOCOL": "ssl"]
        #expect(
            problems(base.merging(["KAFKA_SSL_CERTIFICATE_FILE": client.certificate]) { $1 })
                .contains { $0.hasPrefix("KAFKA_SSL_KEY_FILE: ") })
        #expect(
            problems(base.merging(["KAFKA_SSL_KEY_FILE": client.key]) { $1 })
                .contains { $0.hasPrefix("KAFKA_SSL_CERTIFICATE_FILE: ") })
    }

    @Test("names of the allow-list stay public unless the operator says otherwise")
    func allowList() throws {
        #expect(try !Configuration.load(environment: [:]).judge.allowsPrivateAddresses)
        let configuration = try Configuration.load(environment: ["JUDGE_ALLOWLIST_PRIVATE_ADDRESSES": "true"])
        #expect(configuration.judge.allowsPrivateAddresses)
    }
}
