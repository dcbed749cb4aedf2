import Evaluation
import JSON
import Testing

@Suite struct RequestShapeTests {
    @Test("an expectation node with the basic provider asks for the keyword check alone")
    func basicExpectation() throws {
        let request = try decode(RequestShapes.basicExpectation)
        #expect(request.id == "t-0-1")
        #expect(request.campaignID == "3f1c")
        #expect(request.nodeID == "node_expect_1")
        #expect(request.metrics == [MetricRequest(key: "basic_match", id: "basic_match", criteria: "Hoan Kiem")])
        #expect(request.testCase?.actualOutput == "Hoan Kiem Lake is lovely at dawn.")
        #expect(request.testCase?.input == nil)
        #expect(request.judge == nil)
    }

    @Test("an expectation node with the deepeval provider brings its metrics, one threshold for all, and a judge")
    func deepevalExpectation() throws {
        let request = try decode(RequestShapes.deepevalExpectation)
        #expect(request.keys == ["faithfulness", "answer_relevancy", "toxicity"])
        #expect(request.metrics.allSatisfy { $0.threshold == 0.8 })
        #expect(request.testCase?.input == "Where?")
        #expect(request.testCase?.actualOutput == "Here.")
        #expect(
            request.judge == JudgeOverride(model: "gpt-4", apiKey: Secret("sk-plain"), baseURL: nil, provider: "OpenAI")
        )
    }

    @Test("red teaming brings metrics with thresholds of their own")
    func redTeaming() throws {
        let request = try decode(RequestShapes.redTeaming)
        #expect(request.nodeID == "rt_eval")
        #expect(request.keys == ["toxicity", "pii_leakage", "bias"])
        #expect(request.metrics.map(\.threshold) == [0.5, 0.5, 0.5])
    }

    @Test("a battle has two answers and no metrics")
    func battle() throws {
        let request = try decode(RequestShapes.battle)
        #expect(request.battle == Battle(input: "Explain AI simply", responseA: "One.", responseB: "Two."))
        #expect(request.metrics.isEmpty)
        #expect(request.nodeID == "battle_judge")
    }

    @Test("the adversarial battle is an evaluation by a metric that the catalogue need not know")
    func adversarial() throws {
        let request = try decode(RequestShapes.adversarial)
        #expect(request.battle == nil)
        #expect(request.keys == ["quality"])
        #expect(request.nodeID == "battle_judge")
    }

    @Test("a request that names no metric is measured by the three defaults")
    func minimal() throws {
        let request = try decode(RequestShapes.minimal)
        #expect(request.keys == ["answer_relevancy", "faithfulness", "toxicity"])
        #expect(request.nodeID == nil)
    }

    @Test("fields of the shape that was only documented are tolerated; nothing in it can be judged")
    func documentedOnly() throws {
        let request = try decode(RequestShapes.documentedOnly)
        #expect(request.campaignID == "unknown")
        #expect(request.testCase == TestCase())
    }

    @Test("every field of the union is read")
    func everything() throws {
        let request = try decode(RequestShapes.everything)
        #expect(request.id == "e1")
        #expect(request.metadata == ["scenario": "s", "n": [1, 2.5, nil]])
        let testCase = try #require(request.testCase)
        #expect(testCase.input == "given input")
        #expect(testCase.actualOutput == "given answer")
        #expect(testCase.expectedOutput == "wanted")
        #expect(testCase.context == ["fact"])
        #expect(testCase.retrievalContext == ["chunk", "other"])
        #expect(testCase.toolsCalled == [ToolCall(name: "f")])
        #expect(testCase.expectedTools == [ToolCall(name: "g", arguments: [:], output: "o")])
        #expect(testCase.turns.map(\.role) == [.user, .assistant])
        #expect(testCase.turns.last?.content == "one\ntwo")
        #expect(testCase.turns.last?.toolsCalled == [ToolCall(name: "search", arguments: ["q": 1])])
        #expect(request.keys == ["faithfulness", "g_eval", "Clarity", "bias", "g_eval_2", "g_eval_3"])
        #expect(
            request.metrics[2]
                == MetricRequest(
                    key: "Clarity", id: "g_eval", threshold: 0.6, criteria: "clear", steps: ["a", "b"],
                    parameters: ["input", "actual_output"], rubric: ["0": "bad"], weight: 2, strict: true,
                    isRequired: true, model: "m"))
        #expect(request.metrics[3].threshold == 0.4)
        #expect(request.metrics[4].criteria?.contains("be kind") == true)
        #expect(request.metrics[5].criteria?.contains("be brief") == true)
        #expect(request.judge?.baseURL == "http://judge:1/v1")
    }
}
