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
            ("xoxp-", 60, base), ("xapp-", 60, base), ("ya29.", 60, base), ("whsec_", 32, base), ("sk-ant-", 60, base),
            ("gsk_", 52, base), ("r8_", 37, base), ("SG.", 66, base), ("key-", 32, "0123456789abcdef"),
            ("shpss_", 32, "0123456789abcdef"), ("sq0atp-", 22, base), ("EAAA", 60, base),
            ("dapi", 32, "0123456789abcdef"),
            ("lin_api_", 40, base), ("figd_", 40, base), ("hvs.", 90, base), ("PMAK-", 59, base),
            ("NRAK-", 27, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), ("rubygems_", 48, "0123456789abcdef"),
            ("dckr_pat_", 27, base), ("glsa_", 41, base), ("sntrys_", 90, base), ("ATATT3", 186, base),
            ("xai-", 80, base), ("pplx-", 48, base), ("nfp_", 40, base), ("pat-na1-", 36, base), ("CFPAT-", 43, base),
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

    @Test("Addresses that let anyone post are secrets; their documentation is not")
    func webhooks() {
        let slack = "hooks.slack.com/services/" + "T01ABCDEF/B02GHIJKL/" + "a1B2c3D4e5F6g7H8i9J0k1L2"
        let discord =
            "discord.com/api/webhooks/" + "112233445566778899/" + "Qw3rTy_uIoPaSdFgHjKlZxCvBnM1234567890"
        for address in [slack, discord] {
            let found = PII.values(.secret, in: "post to https://\(address) now")
            #expect(found.count == 1 && found[0].hasSuffix(address), "\(found)")
        }
        #expect(PII.values(.secret, in: "see https://hooks.slack.com/services/ and discord.com/api/webhooks/").isEmpty)
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
