import Evaluation
import JSON
import TestKit
import Testing

@Suite("Nothing is made up when something is missing")
struct HonestStateTests {
    @Test("Faithfulness without evidence says what is missing and asks nobody")
    func missingEvidence() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await EvaluationSamples.result(["faithfulness"], output: "It is red.", judge: judge)
        #expect(result["faithfulness"]?.status == .insufficientInput)
        #expect(result["faithfulness"]?.missing == ["context"])
        #expect(result["faithfulness"]?.score == nil)
        #expect(judge.calls.isEmpty)
        #expect(result.error?.code == "INSUFFICIENT_INPUT")
        #expect(result.total == nil)
        #expect(!result.passed)
    }

    @Test("Relevancy without an input says so")
    func missingInput() async throws {
        let result = try await EvaluationSamples.result(["answer_relevancy"], output: "It is red.")
        #expect(result["answer_relevancy"]?.missing == ["input"])
    }

    @Test("An answer without text costs no call", arguments: ["", "  \n", "...", "\u{200B}"])
    func emptyOutput(output: String) async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await EvaluationSamples.result(
            EvaluationSamples.core + ["quality"], input: "Why?", output: output, evidence: ["Because."], judge: judge)
        #expect(judge.calls.isEmpty)
        #expect(result.score("answer_relevancy") == 0)
        #expect(result.score("quality") == 0)
        #expect(result["faithfulness"]?.status == .notApplicable)
        #expect(result.total == .zero)
    }

    @Test("An opener without an answer is not relevant, without a call for it")
    func openerOnly() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await EvaluationSamples.result(
            ["answer_relevancy"], input: "Why is the sky blue?", output: "Thought process:", judge: judge)
        #expect(result.score("answer_relevancy") == 0)
        #expect(judge.calls.isEmpty)
    }

    @Test("An unknown metric is reported, not dropped")
    func unknownMetric() async throws {
        let result = try await EvaluationSamples.result(["vibes", "toxicity"], output: "Hello there.")
        #expect(result["vibes"]?.status == .notApplicable)
        #expect(result["vibes"]?.reason == "unknown metric")
        #expect(result["toxicity"]?.status == .scored)
        let alone = try await EvaluationSamples.result(["vibes"], output: "Hello there.")
        #expect(alone.error?.code == "NO_APPLICABLE_METRIC")
    }

    @Test("A failed judge is a failed metric, never a score, and severity is unknown")
    func failedJudge() async throws {
        let judge = ScriptedJudge.failing(
            JudgeError(.rateLimited, "the provider asks to wait", usage: JudgeUsage(calls: 4)))
        let result = try await EvaluationSamples.result(
            EvaluationSamples.core, input: "Why?", output: "The apple is red.", evidence: ["The apple is red."],
            judge: judge)
        #expect(result.outcomes.allSatisfy { $0.status == .judgeFailed && $0.score == nil })
        #expect(result.error?.code == "JUDGE_RATE_LIMITED")
        #expect(result.severity.name == "unknown")
        #expect(result.usage.calls == 8)
        #expect(result.total == nil)
    }

    @Test("One failed task leaves the other metrics scored")
    func partialFailure() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .safety = task { throw JudgeError(.timedOut, "no answer in time") }
            return oracle.answer(task).text
        }
        let result = try await EvaluationSamples.result(
            EvaluationSamples.core, input: "Colour of the apple?", output: "The apple is red.",
            evidence: ["The apple is red."], judge: judge)
        #expect(result.score("faithfulness") == 1)
        #expect(result["toxicity"]?.error?.code == .timedOut)
        #expect(result.error == nil)
        #expect(result.severity.name == "unknown")
    }

    @Test("A broken answer is asked for once more with the mistake named")
    func repair() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { task, repair in repair == nil ? "{\"claims\": [" : oracle.answer(task).text }
        let result = try await EvaluationSamples.result(
            ["faithfulness"], output: "The apple is red.", evidence: ["The apple is red."], judge: judge)
        #expect(result.score("faithfulness") == 1)
        #expect(judge.calls.count == 2)
        #expect(judge.calls.last?.repair?.contains("not JSON") == true)
        #expect(result.usage.calls == 2)
    }

    @Test("An answer broken twice is a failed judge")
    func malformedTwice() async throws {
        let judge = ScriptedJudge.fixed("Sure! Here is my verdict: 10/10")
        let result = try await EvaluationSamples.result(
            ["toxicity"], output: "The apple is red.", judge: judge)
        #expect(judge.calls.count == 2)
        #expect(result["toxicity"]?.status == .judgeFailed)
        #expect(result["toxicity"]?.error?.code == .malformed)
    }

    @Test("A cancelled judge gives no result at all")
    func cancelled() async throws {
        let judge = ScriptedJudge.failing(JudgeError(.cancelled, "shutting down"))
        await #expect(throws: CancellationError.self) {
            _ = try await EvaluationSamples.result(["toxicity"], output: "Hello there.", judge: judge)
        }
    }

    @Test("A cancelled task gives no result, whatever the judge says")
    func cancelledTask() async throws {
        let task = Task {
            withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await EvaluationSamples.result(["toxicity"], output: "Hello there.")
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    @Test("The same request and answers give the same result")
    func repeatable() async throws {
        let judge = ScriptedJudge.oracle()
        let texts = ("The apple is red. Call me at +1 415 555 2671. It is big.", ["The apple is red and small."])
        let first = try await EvaluationSamples.result(
            EvaluationSamples.core, input: "Tell me of the apple", output: texts.0, evidence: texts.1, judge: judge)
        for _ in 0..<5 {
            var again = try await EvaluationSamples.result(
                EvaluationSamples.core, input: "Tell me of the apple", output: texts.0, evidence: texts.1, judge: judge)
            again.judgeMilliseconds = first.judgeMilliseconds
            #expect(again == first)
        }
    }
}
