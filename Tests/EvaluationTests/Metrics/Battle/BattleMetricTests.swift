import Evaluation
import JSON
import TestKit
import Testing

@Suite("Metrics that a battle asks for")
struct BattleMetricTests {
    private static let good = "The apple has a red colour."
    private static let bad = "I like pears."

    private func result(
        _ metrics: String, a: String = good, b: String = bad, judge: ScriptedJudge = .oracle()
    ) async throws -> EvaluationResult {
        let json = #"""
            {"campaign_id":"c","user_input":"Which colour has the apple?","response_a":"\#(a)","response_b":"\#(b)",
            "metrics_config":[\#(metrics)]}
            """#
        let request = try RequestDecoder().decode(Array(json.utf8), fallbackID: "e")
        return try await Evaluator().evaluate(request, judge: judge)
    }

    private func task(_ judge: ScriptedJudge) -> BattleTask? {
        if case .battle(let task) = judge.calls.first?.task { task } else { nil }
    }

    @Test("A battle without metrics has its one score, as ever")
    func plain() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await result("", judge: judge)
        #expect(result.outcomes.map(\.key) == ["battle_score"])
        #expect(result["battle_score"]?.metricID == "pairwise_comparison")
        #expect(task(judge)?.yardstick == BattleTask.Yardstick())
        #expect(judge.calls.count == 2)
    }

    @Test("Criteria of the client decide the battle and are reported under their own key as well")
    func criteria() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await result(
            #"{"id":"arena_g_eval","name":"Colour","criteria":"The answer names a colour."}"#, judge: judge)
        #expect(result.battle?.winner == .a)
        #expect(result.outcomes.map(\.key) == ["battle_score", "arena_g_eval"])
        #expect(result.score("battle_score") == result.score("arena_g_eval"))
        #expect(result["battle_score"]?.metricID == "arena_g_eval")
        #expect(result["arena_g_eval"]?.extra["winner"] == "A")
        #expect(task(judge)?.yardstick.criteria == "The answer names a colour.")
        #expect(judge.calls.count == 2)
        let object = ResultEncoder().object(for: result, timing: .init(queued: nil, judge: 0, total: 0))
        #expect(object["winner"] == "A")
        #expect(object["metrics"]?["battle_score"]?.number == result.confidence)
    }

    @Test("Exchanging the answers flips every winner and keeps every confidence")
    func mirrored() async throws {
        let metrics = #"""
            {"id":"arena_g_eval","criteria":"Names a colour.","weight":2},{"id":"pairwise_comparison"},
            {"id":"arena_g_eval","name":"Pears","criteria":"Likes pears.","evaluation_steps":["Likes.","Pears."]}
            """#
        let straight = try await result(metrics)
        let turned = try await result(metrics, a: Self.bad, b: Self.good)
        #expect(straight.battle?.winner == .a)
        #expect(turned.battle?.winner == .b)
        #expect(straight.outcomes.map(\.key) == ["battle_score", "arena_g_eval", "pairwise_comparison", "Pears"])
        for (one, other) in zip(straight.outcomes, turned.outcomes) {
            #expect(one.confidence == other.confidence)
            #expect(one.score == other.score)
        }
        #expect(straight.confidence == turned.confidence)
    }

    @Test("A metric about one answer is reported as not applicable, never dropped")
    func others() async throws {
        let result = try await result(#"{"id":"faithfulness"},{"id":"no_such"},{"id":"toxicity","required":true}"#)
        #expect(result.outcomes.map(\.key) == ["battle_score", "faithfulness", "no_such", "toxicity"])
        for outcome in result.outcomes.dropFirst() { #expect(outcome.status == .notApplicable) }
        #expect(result["toxicity"]?.reviewReasons == [.insufficientInput])
        #expect(result.battle?.winner == .a)
        #expect(result.error == nil)
    }

    @Test("A metric cannot take the key of the battle's score")
    func reserved() async throws {
        let result = try await result(
            #"{"id":"battle_score"},{"id":"arena_g_eval"},{"id":"arena","name":"battle_score"}"#)
        #expect(result.outcomes.count == 4)
        #expect(Set(result.outcomes.map(\.key)).count == 4)
        #expect(result.outcomes[0].key == "battle_score")
        #expect(result.outcomes[0].status == .scored)
    }

    @Test("Parts that a battle has not are missing")
    func missing() async throws {
        let result = try await result(#"{"id":"arena_g_eval","evaluation_params":["actual_output","context"]}"#)
        #expect(result["arena_g_eval"]?.missing == ["context"])
        #expect(result.battle?.winner == nil)
        #expect(result.error?.code == "INSUFFICIENT_INPUT")
    }

    @Test("One comparison that fails leaves the others, and the result says so")
    func partialFailure() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .battle(let battle) = task, battle.yardstick.criteria != nil {
                throw JudgeError(.refused, "no")
            }
            return oracle.answer(task).text
        }
        let result = try await result(
            #"{"id":"pairwise_comparison"},{"id":"arena_g_eval","criteria":"Is funny."}"#, judge: judge)
        #expect(result.battle?.winner == .a)
        #expect(result["arena_g_eval"]?.status == .judgeFailed)
        #expect(ReviewPolicy().reasons(for: result).contains(.judgeFailed))
    }

    @Test("A winner that is neither of the two is an error of the answer, never of the program")
    func unknownWinner() async throws {
        let answer = String(#"{"reasoning":"","criteria":[],"overall":"Charlie","p":1}"#)
        let result = try await result("", judge: .fixed(answer))
        #expect(result.error?.code == "JUDGE_ANSWER_MALFORMED")
        #expect(result.battle?.winner == nil)
    }
}
