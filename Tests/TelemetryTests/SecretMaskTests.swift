import JSON
import Telemetry
import Testing

@Suite("Secrets")
struct SecretMaskTests {
    @Test(
        "A configured secret is found wherever it occurs, in every spelling",
        arguments: [
            ("key sk-a/b\"c! used", "key *** used"), ("sk-a/b\"c!sk-a/b\"c!", "******"),
            ("https://h/?q=sk-a%2Fb%22c%21&x", "https://h/?q=***&x"), (#"{"error":"sk-a/b\"c!"}"#, #"{"error":"***"}"#),
            ("sk-a/b\"c", "sk-a/b\"c"), ("", ""),
        ])
    func values(_ text: String, _ masked: String) {
        #expect(SecretMask(values: ["sk-a/b\"c!"]).masked(text) == masked)
    }

    @Test("The longer of two secrets wins, and tiny ones are not searched for")
    func lengths() {
        let mask = SecretMask(values: ["abcd", "abcdef", "a", ""])
        #expect(mask.masked("abcdef abcd a") == "*** *** a")
    }

    @Test(
        "A value after a telling name is masked without being configured",
        arguments: [
            ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
            ("authorization=Basic QQ==; x", "authorization=Basic ***; x"),
            (#"{"api_key":"abc","model":"m"}"#, #"{"api_key":"***","model":"m"}"#),
            (#"{\"api-key\": \"abc\"}"#, #"{\"api-key\": \"***\"}"#),
            ("x-goog-api-key: abc", "x-goog-api-key: ***"),
            ("GET /v1/models?key=abc&page=2", "GET /v1/models?key=***&page=2"),
            ("access_token=abc", "access_token=***"), ("password = abc", "password = ***"),
            ("prompt_tokens=12 key=campaign", "prompt_tokens=12 key=campaign"),
            ("the token was refused", "the token was refused"), ("token:", "token:"), ("password=", "password="),
        ])
    func names(_ text: String, _ masked: String) {
        #expect(SecretMask().masked(text) == masked)
    }

    @Test("Fields are masked at any depth, by name and by value, keys included")
    func fields() {
        let mask = SecretMask(values: ["hunter2"])
        let value: JSONValue = [
            "headers": ["X-Api-Key": "abc", "accept": "hunter2"], "list": ["a hunter2", 1, nil],
            "password": ["nested": 1], "hunter2": true, "total_tokens": 5, "token": nil,
        ]
        let expected: JSONValue = [
            "headers": ["X-Api-Key": "***", "accept": "***"], "list": ["a ***", 1, nil], "password": "***",
            "***": true, "total_tokens": 5, "token": nil,
        ]
        #expect(mask.masked(value) == expected)
    }

    @Test("A logger lets no secret through, in message, fields or field names")
    func logger() {
        let sink = MemorySink()
        let logger = Logger(mask: SecretMask(values: ["hunter2\n"]), sink: sink)
        logger.error("failed with hunter2\n", ["body": "{\"k\":\"hunter2\\n\"}", "url": "redis://h/hunter2%0A"])
        #expect(!sink.text.contains("hunter2"))
    }
}
