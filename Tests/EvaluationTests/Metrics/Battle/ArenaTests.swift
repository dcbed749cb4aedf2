import Evaluation
import JSON
import TestKit
import Testing

@Suite("Answers of several contestants")
struct ArenaTests {
    private static let input = "Which colour, price and origin has the apple?"
    private static let answers = [
        "The apple has a red colour, its price is low, its origin is Kent.", "The apple has a red colour at a price.",
        "The colour is red.", "I like pears.",
    ]

    private func request(_ answers: [(String, String)], metric: MetricRequest = MetricRequest("arena_g_eval"))
        -> EvaluationRequest
    {
        EvaluationRequest(
            id: "e",
            subject: .testCase(
                TestCase(
                    input: Self.input,
                    contestants: answers.map { Contestant(name: $0.0, actualOutput: $0.1) })), metrics: [metric])
    }

    private func outcome(
        _ answers: [(String, String)], metric: MetricRequest = MetricRequest("arena_g_eval"),
        judge: ScriptedJudge = .oracle()
    ) async throws -> MetricOutcome {
        let result = try await Evaluator().evaluate(request(answers, metric: metric), judge: judge)
        return try #require(result.outcomes.first)
    }

    private static let named = zip(["gpt", "claude", "llama", "phi"], answers).map { ($0, $1) }

    /// Prefers whatever is shown first.
    private static let firstIsBest = ScriptedJudge { _, _ in
        let criteria = BattleTask.Criterion.allCases.map {
            #"{"name":"\#($0.rawValue)","better":"A","quote_a":null,"quote_b":null,"p":1}"#
        }
        return #"{"reasoning":"","criteria":[\#(criteria.joined(separator: ","))],"overall":"A","p":1}"#
    }

    @Test("Every pair is asked about in both orders; who beats all is best, under its own name")
    func winner() async throws {
        let judge = ScriptedJudge.oracle()
        let outcome = try await outcome(Self.named, judge: judge)
        #expect(judge.calls.count == 12)
        #expect(outcome.extra["winner"] == "gpt")
        #expect(outcome.extra["tie"] == false)
        #expect(
            outcome.extra["ranking"]?.array?.compactMap { $0["name"]?.string } == ["gpt", "claude", "llama", "phi"])
        #expect(outcome.extra["ranking"]?.array?.compactMap { $0["points"]?.number } == [3, 2, 1, 0])
        #expect(outcome.findings.count == 6)
        #expect(outcome.reason.hasPrefix("gpt is best"))
    }

    @Test("No name of a contestant reaches the judge")
    func blind() async throws {
        let judge = ScriptedJudge.oracle()
        _ = try await outcome(Self.named, judge: judge)
        for call in judge.calls {
            let prompt = call.task.prompt(nonce: String(repeating: "a1", count: 16))
            for (name, _) in Self.named { #expect(!(prompt.system + prompt.user).contains(name)) }
        }
    }

    @Test("The order of the contestants changes neither winner nor confidence", arguments: [1, 7, 42] as [UInt64])
    func permutation(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let base = try await outcome(Self.named)
        for _ in 0..<3 {
            let other = try await outcome(Self.named.shuffled(using: &random))
            #expect(other.extra["winner"] == base.extra["winner"], "seed \(seed)")
            #expect(other.confidence == base.confidence, "seed \(seed)")
            #expect(other.score == base.score, "seed \(seed)")
        }
    }

    @Test("A judge that prefers the first place makes a tie and a review, not a winner")
    func position() async throws {
        let outcome = try await outcome(Self.named, judge: Self.firstIsBest)
        #expect(outcome.extra["winner"] == .null)
        #expect(outcome.extra["tie"] == true)
        #expect(outcome.score?.value == 0.5)
        #expect(outcome.confidence == 0.5)
        #expect(outcome.reviewReasons.contains(.orderConflict))
    }

    @Test("Equal answers tie without a call, empty ones lose without one")
    func rules() async throws {
        let judge = ScriptedJudge.oracle()
        let same = try await outcome([("a", "It is red."), ("b", "It  is red.")], judge: judge)
        #expect(same.extra["tie"] == true)
        let empty = try await outcome([("a", ""), ("b", "It is red."), ("c", " ")], judge: judge)
        #expect(empty.extra["winner"] == "b")
        #expect(empty.confidence == 0.95)
        let none = try await outcome([("a", ""), ("b", " ")], judge: judge)
        #expect(none.status == .notApplicable)
        #expect(judge.calls.isEmpty)
    }

    @Test("The client's criteria and steps are what is compared by")
    func criteria() async throws {
        let judge = ScriptedJudge.oracle()
        var metric = MetricRequest("arena_g_eval")
        metric.criteria = "The answer is funny."
        metric.steps = ["It has a joke.", "The joke is new."]
        let outcome = try await outcome(Array(Self.named.prefix(2)), metric: metric, judge: judge)
        #expect(judge.calls.count == 2)
        guard case .battle(let task) = try #require(judge.calls.first?.task) else { return }
        #expect(task.yardstick.criteria == "The answer is funny.")
        let prompt = JudgeTask.battle(task).prompt(nonce: String(repeating: "a1", count: 16))
        #expect(prompt.user.contains("step2: \"The joke is new.\""))
        let first = outcome.findings.first?["criteria"]?.array?.first
        #expect(first?["criterion"] == "It has a joke.")
    }

    @Test("A failed comparison fails the metric: nobody is declared best by the rest")
    func failure() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .battle(let battle) = task, battle.first == Self.answers[3] { throw JudgeError(.timedOut, "late") }
            return oracle.answer(task).text
        }
        #expect(try await outcome(Self.named, judge: judge).status == .judgeFailed)
    }

    @Test("Without contestants the metrics say what is missing")
    func missing() async throws {
        let testCase = TestCase(input: "Why?", actualOutput: "Because.")
        let judge = ScriptedJudge.oracle()
        for (id, names) in [
            ("arena_g_eval", ["contestants"]), ("pairwise_comparison", ["response_a", "response_b"]),
        ] {
            let result = try await Evaluator().evaluate(
                EvaluationRequest(id: "e", subject: .testCase(testCase), metrics: [MetricRequest(id)]), judge: judge)
            #expect(result[id]?.status == .insufficientInput)
            #expect(result[id]?.missing == names)
        }
        #expect(judge.calls.isEmpty)
    }

    @Test("Contestants are read with their answers in place or in a test case; alone they mean an arena")
    func decoding() throws {
        let request = try RequestDecoder().decode(
            Array(
                #"""
                {"contestants":[{"name":"a","actual_output":"x"},
                {"name":"b","test_case":{"input":"why","actual_output":"y"}}]}
                """#.utf8), fallbackID: "e")
        #expect(request.metrics.map(\.id) == ["arena_g_eval"])
        guard case .testCase(let testCase) = request.subject else {
            Issue.record("no test case")
            return
        }
        #expect(testCase.contestants?.map(\.actualOutput) == ["x", "y"])
        #expect(testCase.input == "why")
    }

    @Test(
        "Contestants that cannot be told apart, have no answer or are too many are problems",
        arguments: [
            (#"[{"name":"a","actual_output":"x"},{"name":"a","actual_output":"y"}]"#, "contestants[1].name"),
            (#"[{"name":"a"}]"#, "contestants[0].actual_output"), (#"[{"actual_output":"x"}]"#, "contestants[0].name"),
            (#"["a"]"#, "contestants[0]"), (#"[1,2,3,4,5,6,7]"#, "contestants: are more than 6"),
        ])
    func problems(json: String, problem: String) {
        let error = #expect(throws: RequestError.self) {
            try RequestDecoder().decode(Array(#"{"contestants":\#(json)}"#.utf8), fallbackID: "e")
        }
        #expect(error?.description.contains(problem) == true)
    }
}
