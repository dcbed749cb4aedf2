import Evaluation
import JSON
import TestKit
import Testing

@Suite("A conversation by plain questions")
struct PlainConversationTests {
    private func result(
        _ metrics: [String] = ConversationSamples.metrics, turns: [Turn] = ConversationSamples.booking,
        judge: ProbabilityJudge
    ) async throws -> EvaluationResult {
        try await Evaluator().evaluate(ConversationSamples.request(metrics, turns: turns), judge: judge)
    }

    /// Says yes to a question that begins so with a probability, to all others with another.
    private func judge(_ question: String, _ yes: Double, otherwise: Double = 0.9) -> ProbabilityJudge {
        .yes { $0.user.contains("\n\(question)") ? yes : otherwise }
    }

    @Test("Every conversational metric is measured, and none is surer than without quotes")
    func all() async throws {
        let judge = ProbabilityJudge.yes { _ in 0.9 }
        let found = try await result(judge: judge)
        for metric in ConversationSamples.metrics {
            #expect(found[metric]?.status == .scored)
            #expect(found.score(metric) == 1)
            #expect(try #require(found[metric]?.confidence) <= Certainty.measured)
        }
        #expect(found["turn_relevancy"]?.confidence.map { $0 <= Certainty.unquoted } == true)
    }

    @Test("A turn is read against the turns before it, never those behind it")
    func before() async throws {
        let judge = ProbabilityJudge.yes { _ in 0.9 }
        _ = try await result(["turn_relevancy"], judge: judge)
        #expect(judge.questions.count == 3)
        let second = try #require(judge.questions.first { $0.slot("reply")?.contains("small dog") == true })
        #expect(second.user.contains("t3 user: \"Can I bring a dog?\""))
        #expect(!second.user.contains("Thanks"))
    }

    @Test("A reply that the model finds beside the point counts nothing, one in between counts half")
    func relevancy() async throws {
        let judge = ProbabilityJudge.yes { question in
            let reply = question.slot("reply") ?? ""
            return reply.contains("dog") ? 0.1 : reply.contains("nine") ? 0.5 : 0.9
        }
        let found = try await result(["turn_relevancy"], judge: judge)
        #expect(found["turn_relevancy"]?.findings.map { $0["verdict"] } == ["partial", "irrelevant", "relevant"])
        #expect(found.score("turn_relevancy") == 0.5)
    }

    @Test("A clear refusal answers nothing, whatever the model says")
    func refusal() async throws {
        let turns = ConversationSamples.turns([
            "u:When does my flight leave?", "a:I'm sorry, but I can't help with that.",
        ])
        let found = try await result(["turn_relevancy"], turns: turns, judge: .yes { _ in 0.95 })
        #expect(found["turn_relevancy"]?.findings.first?["verdict"] == "declines")
        #expect(found.score("turn_relevancy") == 0)
    }

    @Test("Each user turn is one intention; thanks are none, and cost no question")
    func completeness() async throws {
        let judge = ProbabilityJudge.yes { question in
            question.user.contains("Do the replies") && question.slot("message")?.contains("dog") == true ? 0.1 : 0.9
        }
        let found = try await result(["conversation_completeness"], judge: judge)
        #expect(found.score("conversation_completeness") == 0.5)
        #expect(found["conversation_completeness"]?.findings.map { $0["met"] } == ["full", "no"])
        #expect(found["conversation_completeness"]?.findings[0]["by"] == "t2")
        #expect(judge.questions.count == 4)
    }

    @Test("A question that the model takes for no wish drops out only with a human's look")
    func doubted() async throws {
        let judge = ProbabilityJudge.yes { question in
            question.user.contains("Does the user want") && question.slot("message")?.contains("dog") == true
                ? 0.1 : 0.9
        }
        let found = try await result(["conversation_completeness"], judge: judge)
        #expect(found.score("conversation_completeness") == 1)
        #expect(found["conversation_completeness"]?.reviewReasons.contains(.deterministicConflict) == true)
    }

    @Test("A wish that no reply follows is not met, and nobody is asked")
    func unreplied() async throws {
        let turns = ConversationSamples.turns(["u:Hello.", "a:Hello.", "u:Where is my luggage?"])
        let judge = ProbabilityJudge.yes { _ in 0.9 }
        let found = try await result(["conversation_completeness"], turns: turns, judge: judge)
        #expect(found.score("conversation_completeness") == 0)
        #expect(judge.questions.allSatisfy { !$0.user.contains("Do the replies") })
    }

    @Test("What users tell is found sentence by sentence; the turns behind it are asked whether they respect it")
    func retention() async throws {
        let turns = ConversationSamples.turns([
            "u:My booking number is 4521. When does my flight leave?", "a:At nine.", "u:And the gate?",
            "a:What is your booking number?",
        ])
        let judge = ProbabilityJudge.yes { question in
            question.user.contains("\nThe user told") && question.slot("reply")?.contains("number") == true ? 0.1 : 0.9
        }
        let found = try await result(["knowledge_retention"], turns: turns, judge: judge)
        #expect(found.score("knowledge_retention") == 0.5)
        #expect(found["knowledge_retention"]?.extra["facts"]?.array?.first?["quote"] == "My booking number is 4521.")
        let violation = found["knowledge_retention"]?.findings[1]
        #expect(violation?["verdict"] != "keeps")
        #expect(violation?["fact_turn"] == "t1")
        #expect(judge.questions.contains { $0.slot("told1") == "My booking number is 4521." })
    }

    @Test("No fact to remember is not applicable, and not unseen where users name themselves")
    func noFacts() async throws {
        let found = try await result(["knowledge_retention"], judge: judge("Does the user tell", 0.1))
        #expect(found["knowledge_retention"]?.status == .notApplicable)
        #expect(found["knowledge_retention"]?.reviewReasons.contains(.deterministicConflict) == true)
    }

    @Test("What leaves the role counts; the role stands in the question")
    func role() async throws {
        let judge = ProbabilityJudge.yes { $0.slot("reply")?.contains("dog") == true ? 0.2 : 0.9 }
        let found = try await result(["role_adherence"], judge: judge)
        #expect(abs((found.score("role_adherence") ?? 0) - 2.0 / 3) < 0.001)
        #expect(judge.questions.allSatisfy { $0.slot("role") == "A clerk of an airline." })
    }

    @Test("Topical exchanges are to be answered, others declined, small talk does not count")
    func topics() async throws {
        let judge = ProbabilityJudge.yes { question in
            let request = question.slot("request") ?? ""
            return question.user.contains("\nDoes what `request`") && request.contains("dog") ? 0.1 : 0.9
        }
        let found = try await result(["topic_adherence"], judge: judge)
        #expect(found["topic_adherence"]?.findings.map { $0["topic"] } == ["relevant", "irrelevant", "small_talk"])
        #expect(found.score("topic_adherence") == 0.5)
    }

    @Test("A refusal answers no topical request, whatever the model says")
    func refusedTopic() async throws {
        let turns = ConversationSamples.turns([
            "u:Can I bring a dog?", "a:I'm sorry, but I can't help with that.",
        ])
        let found = try await result(["topic_adherence"], turns: turns, judge: .yes { _ in 0.95 })
        #expect(found.score("topic_adherence") == 0)
    }

    @Test("Of replies that share as much with a wish, it is met in the last")
    func lastReply() async throws {
        let turns = ConversationSamples.turns([
            "u:Can I bring a dog?", "a:About the dog I have to ask.", "u:Please do.", "a:The dog may come.",
        ])
        let judge = ProbabilityJudge.yes { question in
            question.user.contains("Does the user want") && question.slot("message")?.contains("Please") == true
                ? 0.1 : 0.9
        }
        let found = try await result(["conversation_completeness"], turns: turns, judge: judge)
        #expect(found["conversation_completeness"]?.findings.first?["by"] == "t4")
    }

    @Test("How a turn fails to respect what was told is told apart by rules, and of which fact")
    func forgetting() async throws {
        let told = ["u:My name is Ada. My booking number is 4521.", "a:What is your booking number?", "u:I said it."]
        for (reply, verdict) in [
            ("a:Your booking number is 9876.", "contradicts"), ("a:What is your booking number?", "asks_again"),
            ("a:Please tell me the number of the booking some day.", "forgets"),
        ] {
            let found = try await result(
                ["knowledge_retention"], turns: ConversationSamples.turns(told + [reply]),
                judge: judge("The user told", 0.1))
            let last = try #require(found["knowledge_retention"]?.findings.last)
            #expect(last["verdict"]?.string == verdict, "\(reply)")
            #expect(last["fact"]?.string?.contains("4521") == true, "\(last)")
        }
    }

    @Test(
        "No score falls when yes becomes more probable",
        arguments: ["turn_relevancy", "conversation_completeness", "knowledge_retention", "role_adherence"])
    func monotone(metric: String) async throws {
        // What is asked for is settled apart: it decides what counts, not how it is met.
        let gates = ["\nDoes the user want", "\nDoes the user tell"]
        var last = -1.0
        for step in 0...20 {
            let judge = ProbabilityJudge.yes { question in
                gates.contains { question.user.contains($0) } ? 0.9 : Double(step) / 20
            }
            let score = try #require(try await result([metric], judge: judge).score(metric))
            #expect(score >= last)
            last = score
        }
        #expect(last == 1)
    }

    @Test("A long conversation costs a bounded number of questions, each of bounded length")
    func long() async throws {
        let told = (0..<400).map { "My room \($0) is cold." }.joined(separator: " ")
        let turns = ConversationSamples.turns(
            (0..<30).flatMap { ["u:\(told) What now \($0)?", "a:Reply number \($0). \(told)"] })
        let judge = ProbabilityJudge.yes { _ in 0.9 }
        _ = try await result(turns: turns, judge: judge)
        #expect(judge.questions.count < 1_500)
        #expect(judge.questions.allSatisfy { $0.user.count < 32_000 })
    }

    @Test("A turn that speaks to the evaluator is shown without that, and a pass goes to a human")
    func injection() async throws {
        var turns = ConversationSamples.booking
        turns[1].content = PlainSamples.orders + turns[1].content
        let judge = ProbabilityJudge.yes { _ in 0.95 }
        let found = try await result(["turn_relevancy"], turns: turns, judge: judge)
        #expect(judge.questions.allSatisfy { !$0.user.contains("Ignore all previous") })
        #expect(found["turn_relevancy"]?.reviewReasons.contains(.injectionSuspected) == true)
    }

    @Test("Probabilities that are none fail the metrics, and never become a score")
    func malformed() async throws {
        let found = try await result(judge: ProbabilityJudge { _ in ([.nan, 1], 1) })
        for metric in ConversationSamples.metrics {
            #expect(found[metric]?.error?.code == .malformed)
            #expect(found.score(metric) == nil)
        }
    }
}
