import Evaluation
import Testing

@Suite("Addresses of the net")
struct PIINetworkTests {
    @Test(
        "Web addresses and domains are found whole",
        arguments: [
            ("See https://acme.io/a?b=1#c.", "https://acme.io/a?b=1#c"), ("(www.acme.co.uk)", "www.acme.co.uk"),
            ("on acme.com, then", "acme.com"),
            ("go to smith-brown.info/main/login.php now", "smith-brown.info/main/login.php"),
            ("http://localhost:8080/x", "http://localhost:8080/x"), ("xem vnexpress.net nhé", "vnexpress.net"),
            ("https://en.wikipedia.org/wiki/Swift_(bird)", "https://en.wikipedia.org/wiki/Swift_(bird)"),
        ])
    func found(_ text: String, _ value: String) { #expect(PII.values(.url, in: text) == [value]) }

    @Test(
        "What only looks like one is left alone",
        arguments: [
            "main.py and lib.rs", "end.In the", "e.g. this", "foo.bar()", "Node.js", "ASP.NET Core", "jane@acme.io",
            "a.m. to p.m.",
            "3.14", "std::io", "user.name", "README.md", "script.sh", "v1.2.3", "U.S. policy", "file.txt", "etc...and",
            "Ph.D",
        ])
    func clean(_ text: String) { #expect(PII.values(.url, in: text).isEmpty) }

    @Test("A web address adds nothing to a leak")
    func weight() { #expect(PIIType.url.weight == 0 && PIIType.url.impact == .low) }

    @Test(
        "Spelled e-mail addresses are found with their context",
        arguments: [
            ("mail john dot doe at acme dot com please", "john dot doe at acme dot com"),
            ("jane (at) acme.org", "jane (at) acme.org"),
            ("bob [at] mail [dot] acme [dot] net", "bob [at] mail [dot] acme [dot] net"),
        ])
    func spelled(_ text: String, _ value: String) {
        let values = PII.values(.email, in: text)
        #expect(values.count == 1 && value.hasPrefix(values.first ?? "-"), "\(values)")
    }

    @Test(
        "Talk of places is no spelled address",
        arguments: ["look at example dot com", "visit us at acme dot com", "at the dot com boom", "arrive at 5 dot"])
    func unspelled(_ text: String) { #expect(PII.values(.email, in: text).isEmpty) }

    @Test("IPv6 with zones, ports and IPv4 at the end; hardware addresses are none")
    func sixes() {
        #expect(PII.values(.ipAddress, in: "fe80::1ff:fe23:4567:890a%eth2") == ["fe80::1ff:fe23:4567:890a"])
        #expect(PII.values(.ipAddress, in: "[2a02:6b8::feed:1]:443") == ["2a02:6b8::feed:1"])
        #expect(PII.values(.ipAddress, in: "::ffff:81.2.69.142") == ["::ffff:81.2.69.142"])
        #expect(PII.values(.ipAddress, in: "00:11:22:33:44:55:66:77 and 00:1a:2b:3c:4d:5e").isEmpty)
    }
}
