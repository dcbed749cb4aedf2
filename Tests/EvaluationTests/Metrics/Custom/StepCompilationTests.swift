import Evaluation
import JSON
import TestKit
import Testing

@Suite("Criteria split into steps, once")
struct StepCompilationTests {
    private func kinds(_ judge: ScriptedJudge) -> [JudgeTask.Kind: Int] {
        judge.calls.reduce(into: [:]) { $0[$1.task.kind, default: 0] += 1 }
    }

    @Test("Many cases by one criterion are rated by the same steps, and only the first pays for them")
    func once() async throws {
        let evaluator = Evaluator()
        let judge = ScriptedJudge.oracle()
        var hashes: Set<String> = []
        for number in 1...5 {
            let testCase = TestCase(actualOutput: "The apple of case \(number) is red.")
            let result = try await evaluator.evaluate(
                CriteriaSamples.request([CriteriaSamples.metric()], testCase), judge: judge)
            #expect(result.usage.calls == (number == 1 ? 2 : 1))
            #expect(result["g_eval"]?.extra["steps_source"] == "compiled")
            #expect(result["g_eval"]?.extra["steps"]?.array?.count == 3)
            hashes.insert(try #require(result["g_eval"]?.extra["steps_hash"]?.string))
        }
        #expect(kinds(judge) == [.steps: 1, .criteria: 5])
        #expect(hashes.count == 1)
        #expect(hashes.first?.count == 16)
    }

    @Test("A hundred evaluations at once split their criterion once")
    func concurrent() async throws {
        let evaluator = Evaluator()
        let judge = ScriptedJudge.oracle()
        let request = CriteriaSamples.request([CriteriaSamples.metric()], CriteriaSamples.testCase)
        let scores = try await withThrowingTaskGroup(of: Double?.self) { group in
            for _ in 0..<100 { group.addTask { try await evaluator.evaluate(request, judge: judge).score("g_eval") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(scores).count == 1)
        #expect(kinds(judge) == [.steps: 1, .criteria: 100])
    }

    @Test("Other words, another model, another rubric or other parts make other steps")
    func keys() async throws {
        let evaluator = Evaluator()
        let judge = ScriptedJudge.oracle()
        let metrics = [
            CriteriaSamples.metric(), CriteriaSamples.metric { $0.criteria = CriteriaSamples.criteria + " Indeed." },
            CriteriaSamples.metric { $0.rubric = "Be lenient." }, CriteriaSamples.metric { $0.parameters = ["input"] },
            CriteriaSamples.metric { $0.key = "again" },
        ].enumerated().map { place, metric in
            var metric = metric
            metric.key = "m\(place)"
            return metric
        }
        _ = try await evaluator.evaluate(CriteriaSamples.request(metrics, CriteriaSamples.testCase), judge: judge)
        #expect(kinds(judge)[.steps] == 4)
    }

    @Test("Given steps, short criteria, expectations and a switch are no reason to ask")
    func unneeded() async throws {
        let metrics: [(EvaluationPolicy, MetricRequest)] = [
            (EvaluationPolicy(), CriteriaSamples.metric { $0.steps = ["Names the colour."] }),
            (EvaluationPolicy(), CriteriaSamples.metric { $0.criteria = "Is kind." }),
            (EvaluationPolicy(), CriteriaSamples.metric { $0.options = ["compile_steps": false] }),
            (EvaluationPolicy(compilesSteps: false), CriteriaSamples.metric()),
        ]
        for (policy, metric) in metrics {
            let judge = ScriptedJudge.oracle()
            let result = try await Evaluator(policy: policy).evaluate(
                CriteriaSamples.request([metric], CriteriaSamples.testCase), judge: judge)
            #expect(kinds(judge) == [.criteria: 1])
            #expect(result["g_eval"]?.extra["steps_source"]?.string == (metric.steps.isEmpty ? "criteria" : "client"))
        }
        let short = ScriptedJudge.oracle()
        let asked = CriteriaSamples.metric {
            $0.criteria = "Is kind."
            $0.options = ["compile_steps": true]
        }
        _ = try await Evaluator().evaluate(CriteriaSamples.request([asked], CriteriaSamples.testCase), judge: short)
        #expect(kinds(short) == [.steps: 1, .criteria: 1])
        let request = try RequestDecoder().decode(
            Array(
                #"{"actual_output":"a","metrics":["quality"],"expectations":[{"criteria":"\#(CriteriaSamples.criteria)"}]}"#
                    .utf8), fallbackID: "e")
        let expectation = ScriptedJudge.oracle()
        _ = try await Evaluator().evaluate(request, judge: expectation)
        #expect(kinds(expectation)[.steps] == nil)
    }

    @Test("Nothing to rate is no reason to ask either")
    func insufficient() async throws {
        let judge = ScriptedJudge.oracle()
        for testCase in [TestCase(input: "Which?"), TestCase(actualOutput: " \n")] {
            _ = try await Evaluator().evaluate(
                CriteriaSamples.request([CriteriaSamples.metric()], testCase), judge: judge)
        }
        #expect(judge.calls.isEmpty)
    }

    @Test("The question for steps holds nothing of what is judged")
    func blind() async throws {
        let judge = ScriptedJudge.oracle()
        _ = try await Evaluator().evaluate(
            CriteriaSamples.request([CriteriaSamples.metric()], CriteriaSamples.testCase), judge: judge)
        let task = try #require(judge.calls.first { $0.task.kind == .steps }?.task)
        let prompt = task.prompt(nonce: String(repeating: "a1", count: 16))
        #expect(!prompt.user.contains("red"))
        #expect(prompt.user.contains("parts: \"input, actual_output\""))
    }

    @Test("A judge that finds no steps rates the criterion as a whole, and the result says so")
    func fallback() async throws {
        let evaluator = Evaluator()
        let judge = ScriptedJudge { task, _ in
            if case .criteria(let criteria) = task {
                return CriteriaSamples.ratings(criteria.steps.map { _ in 4 }, quote: "The apple is red")
            }
            return #"{"reasoning":"","steps":[]}"#
        }
        for _ in 1...2 {
            let result = try await evaluator.evaluate(
                CriteriaSamples.request([CriteriaSamples.metric()], CriteriaSamples.testCase), judge: judge)
            #expect(result.score("g_eval") == 1)
            #expect(result["g_eval"]?.extra["steps_source"] == "criteria")
            #expect(result["g_eval"]?.extra["steps_error"] == "JUDGE_ANSWER_MALFORMED")
        }
        // One question and its repair: the second evaluation does not try again what cannot work.
        #expect(kinds(judge) == [.steps: 2, .criteria: 2])
    }

    @Test("A failure that may pass is tried again by the next evaluation")
    func transient() async throws {
        let evaluator = Evaluator()
        let oracle = Oracle()
        let down = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .steps = task { throw JudgeError(.unavailable, "down") }
            return oracle.answer(task).text
        }
        let request = CriteriaSamples.request([CriteriaSamples.metric()], CriteriaSamples.testCase)
        let first = try await evaluator.evaluate(request, judge: down)
        #expect(first["g_eval"]?.extra["steps_error"] == "JUDGE_UNAVAILABLE")
        let second = try await evaluator.evaluate(request, judge: ScriptedJudge.oracle())
        #expect(second["g_eval"]?.extra["steps_source"] == "compiled")
    }

    @Test("What a client's own judge said does not reach others")
    func ownJudge() async throws {
        let evaluator = Evaluator()
        var own = CriteriaSamples.request([CriteriaSamples.metric()], CriteriaSamples.testCase)
        own.judge = JudgeOverride(model: "m", baseURL: "https://judge.example")
        _ = try await evaluator.evaluate(own, judge: ScriptedJudge.oracle())
        let judge = ScriptedJudge.oracle()
        own.judge = nil
        _ = try await evaluator.evaluate(own, judge: judge)
        #expect(kinds(judge)[.steps] == 1)
    }

    @Test("A judge cancelled while it looks for steps cancels the evaluation")
    func cancelled() async {
        let judge = ScriptedJudge.failing(JudgeError(.cancelled, "stop"))
        await #expect(throws: CancellationError.self) {
            try await Evaluator().evaluate(
                CriteriaSamples.request([CriteriaSamples.metric()], CriteriaSamples.testCase), judge: judge)
        }
    }

    @Test(
        "Answers without steps, with too many or with endless ones are errors; repeated ones count once",
        arguments: [
            ([], nil), (["a"], 1), (["a", "b", "a", " "], 2), ((1...9).map { "s\($0)" }, nil),
            ([String(repeating: "x", count: 601)], nil),
        ] as [([String], Int?)])
    func answers(steps: [String], count: Int?) {
        let task = StepsTask(criteria: "c", parts: [])
        let found = try? StepsFindings(task: task, answer: CriteriaSamples.steps(steps))
        #expect(found?.steps.count == count)
    }
}
