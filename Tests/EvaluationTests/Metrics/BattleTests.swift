import Evaluation
import JSON
import TestKit
import Testing

@Suite("Two answers compared in both orders")
struct BattleTests {
    private func result(
        _ a: String, _ b: String, input: String = "Which colour has the apple?", judge: ScriptedJudge = .oracle()
    ) async throws -> EvaluationResult {
        let request = EvaluationRequest(
            id: "b", subject: .battle(Battle(input: input, responseA: a, responseB: b)))
        return try await Evaluator().evaluate(request, judge: judge)
    }

    @Test("Exchanging the answers flips the winner and keeps the confidence")
    func mirrored() async throws {
        let good = "The apple has a red colour."
        let bad = "I like pears."
        let straight = try await result(good, bad)
        let turned = try await result(bad, good)
        #expect(straight.battle?.winner == .a)
        #expect(turned.battle?.winner == .b)
        #expect(straight.confidence == turned.confidence)
        #expect(straight.score("battle_score") == straight.confidence)
        #expect(turned.score("battle_score") == straight.score("battle_score"))
        #expect(straight.total?.value == straight.confidence)
        #expect(straight.passed)
    }

    @Test("The same answer twice is a tie without a call")
    func same() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await result("It is red.", "It  is red.", judge: judge)
        #expect(result.battle?.winner == .tie)
        #expect(judge.calls.isEmpty)
    }

    @Test("An empty side loses with 0.95 and without a call", arguments: ["", " \n"])
    func empty(blank: String) async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await result(blank, "It is red.", judge: judge)
        #expect(result.battle?.winner == .b)
        #expect(result.confidence == 0.95)
        #expect(judge.calls.isEmpty)
        let both = try await self.result(blank, blank, judge: judge)
        #expect(both.error?.code == "INSUFFICIENT_INPUT")
        #expect(both.battle?.winner == nil)
    }

    @Test("A judge that always prefers the first answer yields a tie and a review")
    func positionBias() async throws {
        let judge = ScriptedJudge { _, _ in
            let criteria = BattleTask.Criterion.allCases.map {
                #"{"name":"\#($0.rawValue)","better":"A","quote_a":null,"quote_b":null,"p":1}"#
            }
            return #"{"reasoning":"","criteria":[\#(criteria.joined(separator: ","))],"overall":"A","p":1}"#
        }
        let result = try await result("It is red.", "It is green.", judge: judge)
        #expect(result.battle?.winner == .tie)
        #expect(result.battle?.orderConflict == true)
        #expect(result.confidence == 0.5)
        #expect(result["battle_score"]?.reviewReasons.contains(.orderConflict) == true)
    }

    @Test("Repeats and politeness never make an answer win")
    func padding() async throws {
        let good = "The apple has a red colour."
        for padding in [" Thank you so much for asking!", " The weather is nice.", " I hope this helps. Hello!"] {
            let padded = "I like pears." + String(repeating: padding, count: 20)
            let result = try await result(good, padded)
            #expect(result.battle?.winner == .a)
        }
    }

    @Test("One failed order is a failed battle")
    func failedOrder() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .battle(let battle) = task, battle.first == "B text" { throw JudgeError(.timedOut, "late") }
            return oracle.answer(task).text
        }
        let result = try await result("A text", "B text", judge: judge)
        #expect(result.error?.code == "JUDGE_TIMEOUT")
        #expect(result.battle?.winner == nil)
        #expect(result["battle_score"]?.status == .judgeFailed)
    }
}
