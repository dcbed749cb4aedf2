import Evaluation
import TestKit
import Testing

@Suite("Secrets")
struct PIISecretTests {
    /// Prefixes with the count and alphabet of what follows.
    private static let formats: [(String, Int, String)] = {
        let base = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return [
            ("AKIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), ("ghp_", 36, base), ("gho_", 36, base),
            ("ghs_", 36, base),
            ("github_pat_", 82, base), ("glpat-", 20, base), ("xoxb-", 50, base), ("AIza", 35, base),
            ("sk_live_", 24, base),
            ("rk_live_", 24, base), ("sk-proj-", 48, base), ("sk-ant-api03-", 90, base), ("npm_", 36, base),
            ("hf_", 34, base),
            ("pypi-AgEIcHlwaS5vcmc", 80, base), ("shpat_", 32, "0123456789abcdef"), ("dop_v1_", 64, "0123456789abcdef"),
            ("SK", 32, "0123456789abcdef"), ("AC", 32, "0123456789abcdef"), ("GOCSPX-", 28, base), ("glrt-", 20, base),
        ]
    }()

    @Test("Keys of known services are found whole, and not when one character short")
    func formats() {
        var generator = SeededGenerator(seed: 9)
        for (prefix, count, letters) in Self.formats {
            for _ in 0..<30 {
                let body = String((0..<count).compactMap { _ in letters.randomElement(using: &generator) })
                for template in ["key is % here", "x = \"%\"", "%", "dùng khóa % nhé"] {
                    let parts = template.split(separator: "%", omittingEmptySubsequences: false)
                    let text = parts.joined(separator: prefix + body)
                    #expect(PII.values(.secret, in: text) == [prefix + body], "\(text)")
                }
                #expect(PII.values(.secret, in: "it is \(prefix)\(body.prefix(9)) there").isEmpty)
            }
        }
    }

    @Test(
        "Passwords, webhooks, bot tokens and keys by name",
        arguments: [
            ("https://bob:s3cr3tPw@db.acme.io/x", PIIType.password, "s3cr3tPw"),
            ("my password is Tr0ub4dor&3", .password, "Tr0ub4dor&3"),
            ("mật khẩu của tôi là Abc@12345", .password, "Abc@12345"),
            ("DB_PASSWORD='x9!y8#z7'", .password, "x9!y8#z7"),
            ("api_key = \"4eC39HqLyjWDarjtT1zdp7dc\"", .secret, "4eC39HqLyjWDarjtT1zdp7dc"),
            (
                "bot 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1", .secret,
                "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
            ),
            (
                "AWS secret: kR7xFq0pLm2sVn4tYb6uHc8wJd1zGe3aTf5iQoXr", .secret,
                "kR7xFq0pLm2sVn4tYb6uHc8wJd1zGe3aTf5iQoXr"
            ),
        ])
    func named(_ text: String, _ type: PIIType, _ value: String) {
        #expect(PII.values(type, in: text) == [value], "\(PIIDetector().scan(text))")
    }

    @Test(
        "Talk about secrets gives none away",
        arguments: [
            "password: required", "the password is wrong", "token = getToken()", "api_key = os.environ['KEY']",
            "secret: see vault",
            "password = ${PASSWORD}", "the key is under the mat", "skip-to-content link",
            "sk-learn-contributions-and-friends",
            "the token: bearer", "password is not set", "https://user@host.com/path", "-----BEGIN PUBLIC KEY-----",
        ])
    func clean(_ text: String) {
        #expect(PII.values(.secret, in: text) + PII.values(.password, in: text) == [], "\(PIIDetector().scan(text))")
    }
}
