import Judges
import Testing

struct EndpointTests {
    @Test(
        "one URL has one normal form",
        arguments: [
            ("https://api.openai.com/v1", "https://api.openai.com/v1"),
            ("HTTPS://API.OpenAI.com:443/v1/", "https://api.openai.com/v1"),
            ("http://localhost:8080", "http://localhost:8080"), ("http://localhost:80/", "http://localhost"),
            ("http://[::1]:11434/v1", "http://[::1]:11434/v1"),
            ("http://llm_proxy:4000/a/b", "http://llm_proxy:4000/a/b"),
            ("http://10.0.0.7:1/V1", "http://10.0.0.7:1/V1"),
        ])
    func normalForm(text: String, expected: String) {
        #expect(Endpoint(text)?.description == expected)
    }

    @Test(
        "what could be read in two ways is no base URL",
        arguments: [
            "", "api.openai.com/v1", "//api.openai.com", "ftp://api.openai.com", "file:///etc/passwd", "https://",
            "https:///v1", "https://user@api.openai.com/v1", "https://api.openai.com@evil.example/v1",
            "https://user:pw@api.openai.com", "https://api.openai.com\\@evil.example", "https://api.openai.com/v1?x=1",
            "https://api.openai.com/v1#x", "https://api.openai.com/%76%31", "https://api.openai.com/v1/../admin",
            "https://api.openai.com/./v1", "https://api.openai.com//v1", "https://api.openai.com./v1",
            "https://api..com", "https://.com", "https://api.openai.com:0/v1", "https://api.openai.com:65536",
            "https://api.openai.com:", "https://api.openai.com:+443", "https://api.openai.com:٤٤٣",
            "https://api.openai.com /v1", " https://api.openai.com/v1", "https://api.openai.com/v1\n",
            "https://api.openai.com/v1\r\nHost: evil", "https://api.οpenai.com/v1", "https://api.openai.com\u{0}.evil",
            "https://api。openai。com", "http://[::1", "http://[]/", "http://[::1]evil", "http://-a.com", "http://a-.com",
            "https:/api.openai.com", "javascript://api.openai.com", "https://2130706433/v1", "http://127.1:8080",
            "https://0x7f000001/v1", "https://0177.0.0.1/v1", "http://127.0.0.0x1", "http://256.0.0.1", "http://1.2.3",
            "http://1.2.3.4.5", "http://01.2.3.4", "http://a.1", "http://0x", "http://0.0.0.0x",
        ])
    func refused(text: String) {
        #expect(Endpoint(text) == nil)
    }

    @Test("an endpoint covers its own path and what is below it, part by part, on its own origin")
    func covers() throws {
        let allowed = try #require(Endpoint("https://llm.example.com/v1"))
        for text in [
            "https://llm.example.com/v1", "https://LLM.example.com:443/v1/", "https://llm.example.com/v1/team",
        ] {
            #expect(allowed.covers(try #require(Endpoint(text))))
        }
        for text in [
            "https://llm.example.com", "https://llm.example.com/v10", "https://llm.example.com/v2/v1",
            "https://llm.example.com/V1", "http://llm.example.com/v1", "https://llm.example.com:8443/v1",
            "https://llm.example.com.evil.example/v1", "https://evil-llm.example.com/v1", "https://example.com/v1",
            "https://127.0.0.1/v1", "https://[::ffff:127.0.0.1]/v1",
        ] {
            #expect(!allowed.covers(try #require(Endpoint(text))), "\(text)")
        }
        let local = try #require(Endpoint("http://127.0.0.1:8080"))
        for text in ["http://[::1]:8080", "http://localhost:8080"] {
            #expect(!local.covers(try #require(Endpoint(text))), "\(text)")
        }
    }
}
