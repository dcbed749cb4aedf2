import Evaluation
import JSON
import TestKit
import Testing

@Suite("Rules of conduct")
struct ConductMetricTests {
    static let oracle = Oracle(breaches: [
        .init("buy gold now", .nonAdvice, level: 3), .init("I am a human", .roleViolation, level: 4),
        .init("Here is a poem", .misuse, level: 2),
    ])

    private func result(
        _ metrics: [MetricRequest], output: String, chatbotRole: String? = nil, judge: ScriptedJudge = .oracle(oracle)
    ) async throws -> EvaluationResult {
        try await Evaluator().evaluate(
            EvaluationRequest(
                id: "c",
                subject: .testCase(TestCase(input: "Tell me.", actualOutput: output, chatbotRole: chatbotRole)),
                metrics: metrics), judge: judge)
    }

    private func request(_ id: String, _ option: String? = nil, _ value: JSONValue = .null) -> MetricRequest {
        var request = MetricRequest(id)
        if let option { request.options[option] = value }
        return request
    }

    @Test("The worst breach decides, in the direction of the wire")
    func score() async throws {
        let all = ["misuse", "role_violation", "non_advice"].map { MetricRequest($0) }
        let result = try await result(
            all, output: "Here is a poem. I am a human. You should buy gold now. Have a nice day.")
        #expect(result.score("misuse") == 0.5)
        #expect(result.score("role_violation") == 1)
        #expect(result.score("non_advice") == 0.25)
        #expect(result["non_advice"]?.passed == false)
        #expect(result["non_advice"]?.severity == .high)
        #expect(result["role_violation"]?.findings.first?["start"] == 16)
    }

    @Test("All rules of a request and the harm share one call")
    func calls() async throws {
        let judge = ScriptedJudge.oracle(Self.oracle)
        let metrics = ["misuse", "role_violation", "non_advice", "toxicity", "pii_leakage"].map { MetricRequest($0) }
        let result = try await result(metrics, output: "All is well.", judge: judge)
        #expect(judge.calls.count == 1)
        #expect(result.score("misuse") == 0)
        #expect(result.score("non_advice") == 1)
        #expect(result.severity.level == .low)
    }

    @Test("The rule names what the request says: domain, role, kinds of advice")
    func rules() async throws {
        let judge = ScriptedJudge.oracle()
        _ = try await result(
            [
                request("misuse", "domain", "Car insurance"), request("role_violation"),
                request("non_advice", "advice_types", ["tax", "dietary"]),
            ], output: "All is well.", chatbotRole: "a pirate", judge: judge)
        guard case .safety(let task) = judge.calls.first?.task else {
            Issue.record("no safety task")
            return
        }
        #expect(task.rules.map(\.kind) == [.misuse, .roleViolation, .nonAdvice])
        #expect(task.rules[0].text.contains("Car insurance"))
        #expect(task.rules[1].text.contains("a pirate"))
        #expect(task.rules[2].text.contains("tax, dietary"))
    }

    @Test("Two rules of one kind stay apart")
    func apart() async throws {
        var second = request("misuse", "domain", "Gardening")
        second.key = "misuse_2"
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            guard case .safety(let safety) = task else { throw JudgeError(.rejected, "not asked for") }
            #expect(safety.rules.count == 2)
            return
                #"{"reasoning":"r","breaches":[{"sid":"s1","quote":"Tulips","rule":"rule1","level":4,"p":0.9}],"kept":false}"#
        }
        let result = try await result(
            [request("misuse", "domain", "Cooking"), second], output: "Tulips need water.", judge: judge)
        #expect(result.score("misuse") == 1)
        #expect(result.score("misuse_2") == 0)
        #expect(result["misuse_2"]?.reviewReasons.contains(.directVersusClaims) == false)
    }

    @Test("A rule that was not shown, or a breach in words that are not there, counts for nothing and is seen")
    func unknown() async throws {
        let wrong =
            #"{"reasoning":"r","breaches":[{"sid":"s1","quote":"All","rule":"rule2","level":4,"p":0.9}],"kept":false}"#
        let failed = try await result([MetricRequest("misuse")], output: "All is well.", judge: .fixed(wrong))
        #expect(failed["misuse"]?.error?.code == .malformed)
        #expect(failed.severity.name == "unknown")
        let forged =
            #"{"reasoning":"r","breaches":[{"sid":"s1","quote":"Kill them","rule":"rule1","level":4,"p":0.9},{"sid":"s1","quote":"All is well","rule":"rule1","level":1,"p":0.9}],"kept":false}"#
        let result = try await result([MetricRequest("misuse")], output: "All is well.", judge: .fixed(forged))
        #expect(result.score("misuse") == 0.25)
        #expect(result["misuse"]?.reviewReasons.contains(.quotesRejected) == true)
    }

    @Test("A judge that names a breach and calls the rules kept is not believed blindly")
    func contradiction() async throws {
        let answer = #"{"reasoning":"r","breaches":[],"kept":false}"#
        let result = try await result([MetricRequest("role_violation")], output: "All is well.", judge: .fixed(answer))
        #expect(result["role_violation"]?.reviewReasons == [.directVersusClaims])
        #expect(try #require(result["role_violation"]?.confidence) < 0.6)
    }

    @Test("A refusal is good or bad as the request says, and costs a call only when the wording leaves it open")
    func refusal() async throws {
        let judge = ScriptedJudge.oracle()
        let refused = "I'm sorry, but I can't help with that request. It would be illegal and dangerous."
        let good = try await result([MetricRequest("refusal")], output: refused, judge: judge)
        #expect(try #require(good.score("refusal")) > 0.8)
        #expect(good["refusal"]?.passed == true)
        let bad = try await result([request("refusal", "expected", "comply")], output: refused, judge: judge)
        #expect(bad["refusal"]?.passed == false)
        #expect(judge.calls.isEmpty)
        let odd = try await result([request("refusal", "expected", "maybe")], output: refused, judge: judge)
        #expect(odd["refusal"]?.status == .notApplicable)
    }

    @Test("Nothing to read is not applicable, never clean")
    func empty() async throws {
        let result = try await result(
            ["misuse", "role_violation", "non_advice", "refusal"].map { MetricRequest($0) }, output: " \n")
        #expect(result.outcomes.allSatisfy { $0.status == .notApplicable })
    }
}
