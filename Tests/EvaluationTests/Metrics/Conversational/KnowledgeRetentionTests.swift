import Evaluation
import JSON
import TestKit
import Testing

@Suite("Whether what users told is remembered")
struct KnowledgeRetentionTests {
    private typealias Samples = ConversationSamples
    private static let turns = Samples.turns([
        "a:Hello, what can I do for you?", "u:My booking number is 4521.", "a:Thank you, I found it.",
        "u:I am travelling with two children.", "a:What is your booking number?", "u:As I said, 4521.",
        "a:So your booking number is 9999.",
    ])
    private let facts = [
        Samples.fact("f1", turn: "t2", "My booking number is 4521"),
        Samples.fact("f2", turn: "t4", "travelling with two children"),
    ]

    private func result(
        _ memory: [JSONObject], facts: [JSONObject]? = nil, turns: [Turn] = Self.turns
    ) async throws -> EvaluationResult {
        try await Samples.result(
            ["knowledge_retention"], turns: turns,
            judge: Samples.judge([("facts", facts ?? self.facts), ("memory", memory)]))
    }

    @Test("Of the assistant turns after the first fact, those that violate one are taken off")
    func formula() async throws {
        let result = try await result([
            Samples.memory("t1", "keeps"), Samples.memory("t3", "keeps"),
            Samples.memory("t5", "asks_again", fact: "f1", "What is your booking number?"),
            Samples.memory("t7", "contradicts", fact: "f1", "your booking number is 9999"),
        ])
        #expect(result.score("knowledge_retention").map { abs($0 - 1.0 / 3) < 1e-9 } == true)
        let outcome = try #require(result["knowledge_retention"])
        #expect(outcome.reason.contains("1 of 3 assistant turns keep to 2 known facts."))
        #expect(outcome.reason.contains("Contradicted: \"your booking number is 9999\" (t7)."))
        #expect(outcome.reason.contains("Asked again: \"What is your booking number?\" (t5)."))
        #expect(outcome.findings.count == 3)
        #expect(outcome.findings.last?["fact"] == "My booking number is 4521")
        #expect(outcome.extra["facts"]?.array?.count == 2)
    }

    @Test("Nobody forgets what was told later, or what nobody told")
    func order() async throws {
        let result = try await result([
            Samples.memory("t1", "keeps"), Samples.memory("t3", "forgets", fact: "f2", "I found it"),
            Samples.memory("t5", "keeps"), Samples.memory("t7", "keeps"),
        ])
        #expect(result.score("knowledge_retention") == 1)
        let invented = try await self.result(
            [
                Samples.memory("t1", "keeps"), Samples.memory("t3", "forgets", fact: "f9", "I found it"),
                Samples.memory("t5", "keeps"), Samples.memory("t7", "keeps"),
            ], facts: facts + [Samples.fact("f9", turn: "t2", "a lifelong fear of violins and cellos")])
        #expect(invented.score("knowledge_retention") == 1)
        #expect(invented["knowledge_retention"]?.extra["facts"]?.array?.count == 2)
        #expect(invented["knowledge_retention"]?.reviewReasons.contains(.quotesRejected) == true)
    }

    @Test("A turn that the judge leaves out counts as forgetting")
    func missingTurn() async throws {
        let result = try await result([Samples.memory("t3", "keeps"), Samples.memory("t7", "keeps")])
        #expect(result.score("knowledge_retention").map { abs($0 - 2.0 / 3) < 1e-9 } == true)
    }

    @Test("Rules doubt a judge that overlooks a question asked again and a number contradicted")
    func doubts() async throws {
        let all = ["t1", "t3", "t5", "t7"].map { Samples.memory($0, "keeps") }
        let result = try await result(all)
        #expect(result.score("knowledge_retention") == 1)
        #expect(result["knowledge_retention"]?.reviewReasons.contains(.deterministicConflict) == true)
        let asked = Samples.turns([
            "u:I need help with my trip to Oslo.", "a:What is your departure date?", "u:The third of May.",
            "a:Good. And what is your departure date?",
        ])
        let repeated = try await self.result(
            ["t2", "t4"].map { Samples.memory($0, "keeps") },
            facts: [Samples.fact("f1", turn: "t3", "The third of May")],
            turns: asked)
        #expect(repeated["knowledge_retention"]?.reviewReasons.contains(.deterministicConflict) == true)
    }

    @Test("Without facts there is nothing to remember, and that is not a perfect score")
    func noFacts() async throws {
        let plain = Samples.turns(["u:Hello there.", "a:Hello.", "u:Nice weather.", "a:It is."])
        let result = try await result(["t2", "t4"].map { Samples.memory($0, "keeps") }, facts: [], turns: plain)
        #expect(result["knowledge_retention"]?.status == .notApplicable)
        #expect(result["knowledge_retention"]?.reviewReasons.isEmpty == true)
        let denied = try await self.result(
            ["t1", "t3", "t5", "t7"].map { Samples.memory($0, "keeps") }, facts: [])
        #expect(denied["knowledge_retention"]?.status == .notApplicable)
        #expect(denied["knowledge_retention"]?.reviewReasons.contains(.deterministicConflict) == true)
        let late = Samples.turns(["a:Hello.", "u:My number is 4521."])
        let last = try await self.result(
            [Samples.memory("t1", "keeps")], facts: [Samples.fact("f1", turn: "t2", "My number is 4521")], turns: late)
        #expect(last["knowledge_retention"]?.status == .notApplicable)
    }

    @Test("Facts come as a list with places, not as a free map")
    func freeMap() async throws {
        let judge = ScriptedJudge.fixed(#"{"reasoning":"","data":{"booking":"4521"},"memory":[]}"#)
        let result = try await Samples.result(["knowledge_retention"], turns: Self.turns, judge: judge)
        #expect(result["knowledge_retention"]?.error?.code == .malformed)
        #expect(judge.calls.count == 2)
    }
}
