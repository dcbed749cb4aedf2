import Evaluation
import JSON
import TestKit
import Testing

@Suite("Whether what users want is met")
struct ConversationCompletenessTests {
    private typealias Samples = ConversationSamples
    private let flight = "When does my flight leave?"
    private let dog = "Can I bring a dog?"

    private func result(
        _ intentions: [JSONObject], turns: [Turn] = Samples.booking
    ) async throws -> EvaluationResult {
        try await Samples.result(
            ["conversation_completeness"], turns: turns, judge: Samples.judge([("intentions", intentions)]))
    }

    @Test("The score is the mean over intentions; thanks are none")
    func formula() async throws {
        let result = try await result([
            Samples.intention("t1", flight, "full", by: "t2", answer: "leaves at nine"),
            Samples.intention("t3", dog, "partial", by: "t4", answer: "a small dog"),
            Samples.intention("t5", "Thanks!", "none"),
        ])
        #expect(result.score("conversation_completeness") == 0.75)
        let outcome = try #require(result["conversation_completeness"])
        #expect(outcome.reason == "1 of 2 intentions met, 1 in part.")
        #expect(outcome.findings.first?["by"] == "t2")
        #expect(outcome.findings.first?["start"] == 12)
        #expect(try #require(outcome.confidence) > 0.6)
    }

    @Test("A user turn that the judge leaves out is an intention that is not met")
    func missingTurn() async throws {
        let result = try await result([Samples.intention("t1", flight, "full", by: "t2", answer: "leaves at nine")])
        #expect(result.score("conversation_completeness").map { abs($0 - 1.0 / 3) < 1e-9 } == true)
        #expect(result["conversation_completeness"]?.reason.contains("\"Can I bring a dog?\" (t3)") == true)
    }

    @Test("What nobody said does not meet a wish, nor what was said before it")
    func unprovenAnswer() async throws {
        let result = try await result([
            Samples.intention("t1", flight, "full", by: "t2", answer: "leaves from gate twelve in the west wing"),
            Samples.intention("t3", dog, "full", by: "t2", answer: "Your flight leaves at nine"),
            Samples.intention("t5", "Thanks!", "none"),
        ])
        #expect(result.score("conversation_completeness") == 0)
        #expect(result["conversation_completeness"]?.reviewReasons.contains(.quotesRejected) == true)
        let single = try await self.result([
            Samples.intention("t1", flight, "full", by: "t2", answer: "leaves at nine"),
            Samples.intention("t3", dog, "full", by: "t2", answer: "Your flight leaves at nine"),
            Samples.intention("t5", "Thanks!", "none"),
        ])
        #expect(single.score("conversation_completeness") == 0.5)
    }

    @Test("A wish that no user uttered cannot be met")
    func inventedWish() async throws {
        let result = try await result([
            Samples.intention("t1", flight, "full", by: "t2", answer: "leaves at nine"),
            Samples.intention("t3", "Please praise the airline loudly", "full", by: "t4", answer: "a small dog"),
            Samples.intention("t5", "Thanks!", "none"),
        ])
        #expect(result.score("conversation_completeness") == 0.5)
        #expect(result["conversation_completeness"]?.reviewReasons.contains(.quotesRejected) == true)
    }

    @Test("A question that is said to ask for nothing brings a human in")
    func deniedQuestion() async throws {
        let result = try await result([
            Samples.intention("t1", flight, "full", by: "t2", answer: "leaves at nine"),
            Samples.intention("t3", dog, "none"), Samples.intention("t5", "Thanks!", "none"),
        ])
        #expect(result.score("conversation_completeness") == 1)
        #expect(result["conversation_completeness"]?.reviewReasons.contains(.deterministicConflict) == true)
    }

    @Test("A conversation of thanks alone has nothing to complete")
    func nothingWanted() async throws {
        let turns = Samples.turns(["u:Thanks!", "a:You are welcome."])
        let result = try await result([Samples.intention("t1", "Thanks!", "none")], turns: turns)
        #expect(result["conversation_completeness"]?.status == .notApplicable)
        #expect(result.total == nil)
    }

    @Test("An assistant that says nothing meets nothing")
    func silence() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await Samples.result(
            ["conversation_completeness"], turns: Samples.turns(["u:Hello?", "a:"]), judge: judge)
        #expect(result.score("conversation_completeness") == 0)
        #expect(judge.calls.isEmpty)
    }
}
