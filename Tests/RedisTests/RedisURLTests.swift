import Redis
import Testing

@Suite("Redis URL")
struct RedisURLTests {
    struct Good: Sendable, CustomTestStringConvertible {
        let text: String
        let endpoint: RedisURL.Endpoint
        var user: String?
        var password: String?
        var database = 0
        var testDescription: String { text }
    }

    @Test(
        "A valid URL gives endpoint, login and database",
        arguments: [
            Good(text: "redis://localhost", endpoint: .tcp(host: "localhost", port: 6379, tls: false)),
            Good(text: "redis://redis:6380/", endpoint: .tcp(host: "redis", port: 6380, tls: false)),
            Good(text: "REDIS://h/3", endpoint: .tcp(host: "h", port: 6379, tls: false), database: 3),
            Good(text: "redis://h?db=4", endpoint: .tcp(host: "h", port: 6379, tls: false), database: 4),
            Good(
                text: "redis://:s3cret@10.0.0.1:1/15", endpoint: .tcp(host: "10.0.0.1", port: 1, tls: false),
                password: "s3cret", database: 15),
            Good(
                text: "redis://bob:a%2Fb%3Fc%23d%40@h", endpoint: .tcp(host: "h", port: 6379, tls: false),
                user: "bob", password: "a/b?c#d@"),
            Good(
                text: "redis://u:p@ss@h:2", endpoint: .tcp(host: "h", port: 2, tls: false), user: "u",
                password: "p@ss"),
            Good(
                text: "redis://u:a:b@h", endpoint: .tcp(host: "h", port: 6379, tls: false), user: "u",
                password: "a:b"),
            Good(text: "redis://u@h", endpoint: .tcp(host: "h", port: 6379, tls: false), user: "u"),
            Good(text: "redis://@h", endpoint: .tcp(host: "h", port: 6379, tls: false)),
            Good(
                text: "redis://:p%C3%A9@h", endpoint: .tcp(host: "h", port: 6379, tls: false), password: "pé"),
            Good(text: "redis://:a+b@h", endpoint: .tcp(host: "h", port: 6379, tls: false), password: "a+b"),
            Good(
                text: "rediss://[::1]:6390/1", endpoint: .tcp(host: "::1", port: 6390, tls: true), database: 1),
            Good(text: "redis://[fe80::1]", endpoint: .tcp(host: "fe80::1", port: 6379, tls: false)),
            Good(text: "unix:///run/redis.sock", endpoint: .unix(path: "/run/redis.sock")),
            Good(
                text: "unix://:pw@/run/a%20b.sock?db=2", endpoint: .unix(path: "/run/a b.sock"), password: "pw",
                database: 2),
        ])
    func valid(_ example: Good) throws {
        let url = try RedisURL(example.text)
        #expect(url.endpoint == example.endpoint)
        #expect(url.user == example.user)
        #expect(url.password == example.password)
        #expect(url.database == example.database)
    }

    @Test(
        "An invalid URL says what is wrong",
        arguments: [
            ("", RedisURLError.scheme), ("localhost:6379", .scheme), ("http://h", .scheme), ("redis:h", .scheme),
            ("redis://", .host), ("redis:///0", .host), ("redis://:pw@", .host), ("redis://[::1", .host),
            ("redis://[::1]x", .host), ("redis://h:", .port), ("redis://h:0", .port), ("redis://h:65536", .port),
            ("redis://h:+1", .port), ("redis://h:x", .port), ("redis://:pa/ss@h", .host), ("redis://u:pa/ss@h", .port),
            ("redis://h/x", .database),
            ("redis://h/-1", .database), ("redis://h/1/2", .database), ("redis://h?db=", .database),
            ("redis://h?ssl=1", .option("ssl")), ("redis://h/99999999999", .database), ("unix://run", .socketPath),
            ("unix:///", .socketPath), ("redis://:%zz@h", .percentEncoding), ("redis://:%4@h", .percentEncoding),
            ("redis://:%ff@h", .percentEncoding), ("redis://%00", .host),
        ])
    func invalid(_ text: String, _ error: RedisURLError) {
        #expect(throws: error) { try RedisURL(text) }
    }

    @Test("Nothing that prints a URL shows the password")
    func masked() throws {
        let url = try RedisURL("redis://bob:hunter2@h:1/2")
        #expect(url.description == "redis://bob:***@h:1/2")
        var dumped = ""
        dump(url, to: &dumped)
        for text in ["\(url)", String(reflecting: url), dumped] { #expect(!text.contains("hunter2")) }
        #expect(try RedisURL("unix://:hunter2@/s").description == "unix://:***@/s?db=0")
    }

    @Test("A masked URL without a password reads back as itself")
    func roundTrip() throws {
        for text in ["redis://h:6379/0", "rediss://u@[::1]:6390/3", "unix:///run/s?db=1"] {
            let url = try RedisURL(text)
            #expect(url.description == text)
            #expect(try RedisURL(url.description) == url)
        }
    }
}
