import Evaluation
import Judges
import Testing

@Suite("Which models are asked how")
struct ModelRowTests {
    private func form(_ model: String, _ asking: JudgeAsking = JudgeAsking()) -> JudgeCapability {
        asking.capability(of: model, isLocal: true)
    }

    @Test(
        "Small models are asked plain questions, in every spelling of their names",
        arguments: [
            "local-judge", "qwen2.5-coder-1.5b-instruct", "Qwen/Qwen2.5-0.5B-Instruct", "qwen2.5:3b", "SmolLM2-135M",
            "gemma3:270m", "gemma-3-1b-it", "gemma-2-2b-it", "Phi-3.5-mini-instruct", "phi3:mini", "TinyLlama-1.1B",
            "meta-llama/Llama-3.2-1B-Instruct", "llama3.2:3b", "gemma-3n-E2B-it",
        ])
    func small(model: String) {
        #expect(form(model) == JudgeCapability(form: .binary, hasTokenProbabilities: true))
    }

    @Test(
        "All others get structured questions",
        arguments: [
            "gpt-4o-mini", "gpt-4.1", "gpt-5-mini", "o3-mini", "qwen2.5-7b", "Qwen3-30B-A3B", "llama-3.3-70b",
            "gpt-oss-20b",
            "deepseek-r1-distill-qwen-1.5b", "mixtral-8x7b", "", "judge-1", "claude-sonnet-4", "b",
        ])
    func others(model: String) { #expect(form(model).form == .structured) }

    @Test("Ratings are read from probabilities on one's own machines, elsewhere when the operator says so")
    func ratings() {
        let auto = JudgeAsking()
        #expect(auto.capability(of: "qwen2.5-14b", isLocal: true).hasTokenProbabilities)
        #expect(!auto.capability(of: "qwen2.5-14b", isLocal: false).hasTokenProbabilities)
        #expect(!auto.capability(of: "gpt-4.1", isLocal: true).hasTokenProbabilities)
        let on = JudgeAsking(tokenProbabilities: .on)
        #expect(on.capability(of: "gpt-4.1", isLocal: false).hasTokenProbabilities)
        #expect(on.capability(of: "judge-1", isLocal: false).hasTokenProbabilities)
        #expect(!on.capability(of: "o3-mini", isLocal: false).hasTokenProbabilities)
        let off = JudgeAsking(tokenProbabilities: .off)
        #expect(!off.capability(of: "qwen2.5-14b", isLocal: true).hasTokenProbabilities)
    }

    @Test("The operator's protocol goes before the table")
    func override() {
        #expect(form("qwen2.5:3b", JudgeAsking(form: .structured)).form == .structured)
        #expect(
            form("judge-1", JudgeAsking(form: .binary)) == JudgeCapability(form: .binary, hasTokenProbabilities: true))
        #expect(
            form("gpt-5", JudgeAsking(form: .binary)) == JudgeCapability(form: .binary, hasTokenProbabilities: false))
    }

    @Test(
        "Loopback, private networks and names without a domain are local",
        arguments: [
            ("http://127.0.0.1:8080/v1", true), ("http://localhost/v1", true), ("http://llm:8000", true),
            ("http://10.1.2.3", true), ("http://172.20.0.2", true), ("http://192.168.1.9", true),
            ("http://[::1]:1", true),
            ("http://gpu.internal", true), ("http://172.32.0.1", false), ("https://api.openai.com/v1", false),
            ("http://8.8.8.8", false), ("http://[2001:db8::1]", false), ("http://10.evil.example", false),
        ])
    func local(url: String, isLocal: Bool) throws {
        #expect(try #require(Endpoint(url)).isLocal == isLocal)
    }
}
