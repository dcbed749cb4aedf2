import Evaluation
import JSON
import TestKit
import Testing

@Suite("Metrics of single answers, taken of every turn with a context of its own")
struct TurnwiseMetricTests {
    private static let retrieval = [
        "turn_contextual_precision", "turn_contextual_recall", "turn_contextual_relevancy",
    ]
    private static let all = ["turn_faithfulness"] + retrieval

    private static func turn(_ content: String, _ context: [String]?) -> Turn {
        Turn(role: .assistant, content: content, retrievalContext: context)
    }

    /// The tower is told of truly, its ticket is not, and the last reply has no context.
    private static let turns = [
        Turn(role: .user, content: "When was the tower built?"),
        turn("The tower was built in 1912.", ["The tower was built in 1912."]),
        Turn(role: .user, content: "What does a ticket cost?"),
        turn("A ticket costs ninety dollars.", ["A ticket costs eight euros.", "Bread is baked with yeast."]),
        Turn(role: .user, content: "Thanks."), Turn(role: .assistant, content: "The pleasure is mine."),
    ]

    private func result(
        _ metrics: [String], turns: [Turn] = Self.turns, outcome: String? = "The tower was built in 1912.",
        judge: ScriptedJudge = .oracle()
    ) async throws -> EvaluationResult {
        try await Evaluator().evaluate(
            EvaluationRequest(
                id: "w", subject: .testCase(TestCase(turns: turns, expectedOutcome: outcome)),
                metrics: metrics.map { MetricRequest($0) }), judge: judge)
    }

    @Test("Each turn is held against its own context; turns without one are left out of the mean")
    func faithfulness() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await result(["turn_faithfulness"], judge: judge)
        #expect(result.score("turn_faithfulness") == 0.5)
        #expect(judge.calls.count == 2)
        let outcome = try #require(result["turn_faithfulness"])
        #expect(outcome.findings.map { $0["turn"]?.string } == ["t2", "t4"])
        #expect(outcome.findings.map { $0["score"]?.number } == [1, 0])
        #expect(outcome.reason.contains("t4 0.00: 0 of 1 claim supported."))
        let exchanged = [
            Self.turns[0], Self.turn(Self.turns[1].content, Self.turns[3].retrievalContext), Self.turns[2],
            Self.turn(Self.turns[3].content, Self.turns[1].retrievalContext),
        ]
        #expect(try await self.result(["turn_faithfulness"], turns: exchanged).score("turn_faithfulness") == 0)
    }

    @Test("A turn is read with what the user said before it, and the tasks name nothing of other turns")
    func ownTasks() async throws {
        let judge = ScriptedJudge.oracle()
        _ = try await result(["turn_faithfulness"], judge: judge)
        let inputs = judge.calls.compactMap { call in
            if case .grounding(let task) = call.task { task.input } else { nil }
        }
        #expect(Set(inputs) == ["When was the tower built?", "What does a ticket cost?"])
    }

    @Test("Retrieval is measured by each turn's chunks and the expected outcome")
    func contextual() async throws {
        let result = try await result(Self.retrieval)
        // The first turn's chunk holds the outcome, the second's do not; of the second's chunks one bears on the ticket.
        #expect(result.score("turn_contextual_precision") == 0.5)
        #expect(result.score("turn_contextual_recall") == 0.5)
        #expect(result.score("turn_contextual_relevancy") == 0.75)
    }

    @Test("Without any context there is nothing to hold a turn against: no score, and nobody is asked", arguments: all)
    func noContext(metric: String) async throws {
        let bare = Self.turns.map { Turn(role: $0.role, content: $0.content) }
        let judge = ScriptedJudge.oracle()
        let none = try await result([metric], turns: bare, judge: judge)
        #expect(none[metric]?.missing == ["retrieval_context"])
        let users = try await result([metric], turns: [Turn(role: .user, content: "Hello?")], judge: judge)
        #expect(users[metric]?.missing == ["turns.assistant"])
        let empty = try await result([metric], turns: [], judge: judge)
        #expect(empty[metric]?.missing == ["turns"])
        for state in [none, users, empty] {
            #expect(state[metric]?.status == .insufficientInput)
            #expect(state.score(metric) == nil)
        }
        #expect(judge.calls.isEmpty)
    }

    @Test("Turns that claim nothing are not perfect, they are left out", arguments: [true, false])
    func noClaims(alone: Bool) async throws {
        var turns = [Turn(role: .user, content: "Hello."), Self.turn("Hm?", ["The tower was built in 1912."])]
        if !alone { turns += Self.turns[2...3] }
        let oracle = Oracle()
        let judge = ScriptedJudge { task, _ in
            var answer = oracle.answer(task)
            if case .grounding(let part) = task, part.sentences.first?.text == "Hm?" {
                answer.mapItems("claims") { claim in
                    var claim = claim
                    claim["verdict"] = "not_a_claim"
                    return claim
                }
            }
            return answer.text
        }
        let result = try await result(["turn_faithfulness"], turns: turns, judge: judge)
        if alone {
            #expect(result["turn_faithfulness"]?.status == .notApplicable)
        } else {
            #expect(result.score("turn_faithfulness") == 0)
            #expect(result["turn_faithfulness"]?.extra["turns_left_out"] == ["t2"])
        }
    }

    @Test("An outcome that is not given is missing for precision and recall alone")
    func noOutcome() async throws {
        let result = try await result(Self.retrieval, outcome: nil)
        #expect(result["turn_contextual_precision"]?.missing == ["expected_outcome"])
        #expect(result["turn_contextual_recall"]?.missing == ["expected_outcome"])
        #expect(result["turn_contextual_relevancy"]?.status == .scored)
    }

    @Test("One turn that could not be judged fails the metric: half of a conversation is no conversation")
    func failedTurn() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .grounding(let part) = task, part.input?.contains("ticket") == true {
                throw JudgeError(.truncated, "the answer was cut")
            }
            return oracle.answer(task).text
        }
        let result = try await result(["turn_faithfulness"], judge: judge)
        #expect(result["turn_faithfulness"]?.error?.code == .truncated)
    }

    @Test("A forged quote supports no turn, and many turns stay within their bounds")
    func bounds() async throws {
        let forged = try await result(["turn_faithfulness"], judge: .forger())
        #expect((forged.score("turn_faithfulness") ?? 0) <= 0.5)
        let many = (0..<70).flatMap { place in
            [
                Turn(role: .user, content: "What of door \(place)?"),
                Self.turn("The door \(place) is painted.", ["The door \(place) is painted."]),
            ]
        }
        let judge = ScriptedJudge.oracle()
        let result = try await result(["turn_faithfulness"], turns: many, judge: judge)
        #expect(judge.calls.count == 60)
        #expect(result["turn_faithfulness"]?.extra["truncated"] == true)
        #expect(try #require(result["turn_faithfulness"]?.confidence) < 0.9)
    }
}
