import Evaluation
import HTTPClient
import JSON
import Judges
import TestKit
import Testing

@Suite("What providers are told about the beginnings of prompts")
struct PrefixHintTests {
    private static let evidence = (0..<40).map { "Room \($0) of the tower holds \($0 * 7) letters of its keepers. " }
        .joined()

    private static func task(_ answer: String, evidence: String = evidence) -> JudgeTask {
        .grounding(GroundingTask(input: "Why?", output: answer, evidence: [evidence]))
    }

    private static func judge(
        _ transport: ScriptedTransport, _ wire: any JudgeWire, at url: String, key: String? = nil,
        isClients: Bool = false
    ) throws -> LLMJudge {
        var configuration = LLMJudge.Configuration(
            endpoint: try #require(Endpoint(url)), model: "judge-1", key: key.map { Secret($0) })
        configuration.isClients = isClients
        return LLMJudge(
            configuration, wire: wire,
            shared: JudgeResources(
                transport: transport, concurrency: 4, clock: JudgeClock(LeapingClock()),
                randomness: JudgeRandomness(chance: { 0.5 }), unixTime: { 784_111_777 }))
    }

    private static func bodies(_ transport: ScriptedTransport) throws -> [JSONValue] {
        try transport.requests.map { try JSONReader.read($0.body) }
    }

    private static func anthropicAnswer(_ usage: String = "{}") -> HTTPResponse {
        .text(200, #"{"content":[{"type":"text","text":"{}"}],"stop_reason":"end_turn","usage":\#(usage)}"#)
    }

    private static func text(_ content: JSONValue?) -> String? {
        content?.string ?? content?.array?.compactMap { $0["text"]?.string }.joined()
    }

    @Test("Anthropic is told to keep a beginning that comes a second time: the first may be the only one")
    func secondTime() async throws {
        let transport = ScriptedTransport { _, _ in .success(Self.anthropicAnswer()) }
        let judge = try Self.judge(transport, AnthropicWire(), at: "https://api.anthropic.com/v1")
        for answer in ["One.", "Two.", "Three."] { _ = try await judge.answer(Self.task(answer), repair: nil) }
        _ = try await judge.answer(Self.task("One.", evidence: Self.evidence.uppercased()), repair: nil)
        let contents = try Self.bodies(transport).map { $0["messages"]?.array?.first?["content"] }
        #expect(contents[0]?.string != nil && contents[3]?.string != nil)
        for content in contents[1...2] {
            let blocks = try #require(content?.array)
            #expect(blocks.count == 2)
            #expect(blocks[0]["cache_control"] == ["type": "ephemeral"] && blocks[1]["cache_control"] == nil)
            #expect(blocks[0]["text"]?.string?.contains("Room 39") == true)
            #expect(blocks[1]["text"]?.string?.hasPrefix("DATA ") == true)
        }
        #expect(contents[1]?.array?.first == contents[2]?.array?.first)
        #expect(Self.text(contents[1])?.hasPrefix(try #require(contents[2]?.array?.first?["text"]?.string)) == true)
    }

    @Test("What is too short for any model, or too old to be still kept, is not marked")
    func notWorthIt() {
        let memory = PrefixMemory()
        func prefix(_ length: Int) -> [PrefixMemory.Prefix] {
            [PrefixMemory.Prefix(end: 0, length: 100, code: 1), PrefixMemory.Prefix(end: 9, length: length, code: 2)]
        }
        #expect(memory.kept(of: prefix(2_047), at: .seconds(0)) == [])
        #expect(memory.kept(of: prefix(2_047), at: .seconds(1)) == [])
        #expect(memory.kept(of: prefix(2_048), at: .seconds(2)) == [])
        #expect(memory.kept(of: prefix(2_048), at: .seconds(302)) == [9])
        #expect(memory.kept(of: prefix(2_048), at: .seconds(603)) == [])
        #expect(memory.kept(of: prefix(2_048), at: .seconds(604)) == [9])
        let small = PrefixMemory(capacity: 2)
        for code in 0..<100 {
            #expect(small.kept(of: [PrefixMemory.Prefix(end: 1, length: 9_999, code: code)], at: .zero) == [])
        }
    }

    @Test(
        "At most four beginnings are marked, no block is empty, and the text is the same as without marks",
        arguments: [
            ([], 0), ([0], 1), ([0, 3], 2), ([0, 1, 3, 6, 7, 8], 4), ([20], 1), ([3, 3], 1), ([3, 999], 1),
        ])
    func marks(kept: [Int], marked: Int) throws {
        let user = "aé漢b\nDATA x\nEND x"
        let prompt = JudgePrompt(
            system: "rules", user: user, schemaName: "n", schema: ["type": "object"], maximumTokens: 9)
        #expect(user.utf8.count == 20)
        for hints in [true, false] {
            var call = JudgeCall(
                .structured(prompt), model: "m", shape: RequestShape(formats: [.schema], hintsPrefixes: hints),
                maximumTokens: 9)
            call.keptPrefixes = kept
            let body = try JSONReader.read(AnthropicWire().request(for: call).body)
            let content = body["messages"]?.array?.first?["content"]
            #expect(Self.text(content) == user && Self.text(body["system"]) == "rules")
            let blocks = (body["system"]?.array ?? []) + (content?.array ?? [])
            #expect(blocks.count { $0["cache_control"] != nil } == (hints ? marked : 0))
            #expect(blocks.allSatisfy { $0["text"]?.string?.isEmpty == false })
        }
    }

    @Test("A server that does not know the marks is asked again without them, once for all questions")
    func refusedMarks() async throws {
        let transport = ScriptedTransport { _, request in
            guard String(decoding: request.body, as: UTF8.self).contains("cache_control") else {
                return .success(Self.anthropicAnswer())
            }
            let message = "messages.0.content.0.cache_control: Extra inputs are not permitted"
            return .success(
                .text(400, #"{"type":"error","error":{"type":"invalid_request_error","message":"\#(message)"}}"#))
        }
        let judge = try Self.judge(transport, AnthropicWire(), at: "https://api.anthropic.com/v1")
        for answer in ["One.", "Two.", "Three."] { _ = try await judge.answer(Self.task(answer), repair: nil) }
        #expect(transport.requests.count == 4)
    }

    @Test("A gateway in Anthropic's place gets no marks: it may take texts in one piece only")
    func gateway() async throws {
        let transport = ScriptedTransport { _, _ in .success(Self.anthropicAnswer()) }
        let judge = try Self.judge(transport, AnthropicWire(), at: "https://gateway.example/v1")
        for answer in ["One.", "Two.", "Three."] { _ = try await judge.answer(Self.task(answer), repair: nil) }
        #expect(
            transport.requests.allSatisfy { !String(decoding: $0.body, as: UTF8.self).contains("cache_control") })
    }

    @Test("What Anthropic reads from its cache and writes there is part of the prompt, each at its price")
    func usage() async throws {
        let usage =
            #"{"input_tokens":10,"cache_read_input_tokens":700,"cache_creation_input_tokens":200,"output_tokens":5}"#
        let tokens = try AnthropicWire().completion(from: Self.anthropicAnswer(usage).body).tokens
        #expect(tokens == TokenUsage(prompt: 910, cached: 700, cacheWrite: 200, completion: 5))
        let models = ModelTable.read(
            Array(
                #"""
                {"models": [{"match": ["judge-1"], "provider": "anthropic", "context": null, "output": null,
                  "temperature": null, "structured": null, "token_probabilities": null, "retires": null,
                  "currency": "USD", "prices": [{"input": "1", "cached": "0.1", "cache_write": "1.25", "output": "5"}],
                  "source": "this test", "as_of": "2026-11-22"}]}
                """#.utf8)
        ).table
        #expect(
            PriceRule.cost(of: tokens, by: models.row(of: "judge-1").prices, unixTime: 784_111_777)
                == JudgeCost(picodollars: 10_000_000 + 70_000_000 + 250_000_000 + 25_000_000))
    }

    @Test(
        "OpenAI and Mistral at their own hosts are told which prompts begin alike, nobody else is",
        arguments: [
            ("https://api.openai.com/v1", OpenAIWire() as any JudgeWire, true),
            ("https://eu.api.openai.com/v1", OpenAIWire(), true), ("https://api.openai.com/v1", ResponsesWire(), true),
            ("https://x.openai.azure.com/openai/v1", AzureWire(), true),
            ("https://x.openai.azure.com/openai", AzureWire(apiVersion: "2024-10-21"), false),
            ("https://api.mistral.ai/v1", OpenAIWire.mistral, true), ("https://api.x.ai/v1", OpenAIWire.xAI, false),
            ("https://api.deepseek.com", OpenAIWire.deepSeek, false),
            ("https://notapi.openai.com/v1", OpenAIWire(), false),
            ("http://127.0.0.1:9/v1", OpenAIWire(), false),
        ])
    func cacheKey(url: String, wire: any JudgeWire, isTold: Bool) throws {
        let endpoint = try #require(Endpoint(url))
        let fence = PromptFence(secret: [1])
        let keys = try [Self.task("One."), Self.task("Two."), Self.task("One.", evidence: "Short.")].map { task in
            let call = JudgeCall(
                .structured(task.prompt(fence)), model: "m", shape: wire.initialShape(model: "m", host: endpoint.host),
                maximumTokens: 9)
            return try JSONReader.read(wire.request(for: call).body)["prompt_cache_key"]?.string
        }
        #expect((keys[0] != nil) == isTold)
        #expect(keys[0] == keys[1] && keys[2] == nil)
    }

    @Test("A server that refuses the key of the beginning is asked again without it, once for all questions")
    func refusedKey() async throws {
        let transport = ScriptedTransport { _, request in
            guard String(decoding: request.body, as: UTF8.self).contains("prompt_cache_key") else {
                return .success(completion())
            }
            return .success(
                .text(400, #"{"error":{"message":"Unrecognized request argument supplied: prompt_cache_key"}}"#))
        }
        let judge = try Self.judge(transport, OpenAIWire(), at: "https://api.openai.com/v1")
        for answer in ["One.", "Two."] { _ = try await judge.answer(Self.task(answer), repair: nil) }
        #expect(transport.requests.count == 3)
    }

    @Test("Replicas with the operator's key write the same prompts; a short key and a client's own make no marks")
    func replicas() async throws {
        let long = "sk-" + String(repeating: "4f9a7c2e", count: 5)
        func user(_ key: String?, isClients: Bool = false) async throws -> String {
            let transport = ScriptedTransport { _, _ in .success(completion()) }
            let judge = try Self.judge(
                transport, OpenAIWire(), at: "http://127.0.0.1:9/v1", key: key, isClients: isClients)
            _ = try await judge.answer(Self.task("One."), repair: nil)
            _ = try await judge.answer(Self.task("One."), repair: nil)
            let users = try Self.bodies(transport).compactMap { $0["messages"]?.array?.last?["content"]?.string }
            // In one process the same question is the same prompt, whoever pays.
            #expect(users.count == 2 && users[0] == users[1])
            return try #require(users.first)
        }
        #expect(try await user(long) == user(long))
        #expect(try await user(long) != user(long + "x"))
        #expect(try await user(long, isClients: true) != user(long, isClients: true))
        #expect(try await user("EMPTY") != user("EMPTY"))
        #expect(try await user(nil) != user(nil))
    }
}
