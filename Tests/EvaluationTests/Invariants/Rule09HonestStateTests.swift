import Evaluation
import JSON
import TestKit
import Testing

@Suite("Invariant 9: what cannot be measured has no score")
struct Rule09HonestStateTests {
    @Test("What the request lacks is named, and nobody is asked", arguments: InvariantSamples.ids)
    func missing(id: String) async throws {
        let descriptor = try #require(InvariantSamples.descriptor(id))
        for field in descriptor.requires {
            let judge = ScriptedJudge.oracle()
            let request = InvariantSamples.request(id).with { $0.remove(field) }
            let outcome = try #require(try await InvariantSamples.outcome(request, judge: judge))
            #expect(outcome.status == .insufficientInput, "\(id) without \(field)")
            #expect(outcome.missing.contains(field.rawValue), "\(id): \(outcome.missing)")
            #expect(outcome.score == nil && outcome.passed == nil && outcome.confidence == nil)
            #expect(judge.calls.isEmpty)
        }
        for option in descriptor.options where option.isRequired {
            let judge = ScriptedJudge.oracle()
            let request = InvariantSamples.request(id).with(metric: { $0.options = JSONObject() })
            let outcome = try #require(try await InvariantSamples.outcome(request, judge: judge))
            #expect(outcome.status == .insufficientInput, "\(id) without \(option.name)")
            #expect(outcome.missing.contains(option.name), "\(id): \(outcome.missing)")
            #expect(judge.calls.isEmpty)
        }
    }

    @Test("An empty request lacks something, or has nothing to measure", arguments: InvariantSamples.ids)
    func nothing(id: String) async throws {
        let judge = ScriptedJudge.oracle()
        let request = InvariantSamples.request(id).with { $0 = TestCase() }
        let outcome = try #require(try await InvariantSamples.outcome(request, judge: judge))
        #expect(outcome.status == .insufficientInput || outcome.status == .notApplicable, "\(id): \(outcome.reason)")
        #expect(outcome.score == nil)
        #expect(judge.calls.isEmpty)
    }

    @Test("An answer without text costs no call", arguments: InvariantSamples.judged, ["", " \n\t", "…!?"])
    func empty(id: String, text: String) async throws {
        let descriptor = try #require(InvariantSamples.descriptor(id))
        let readsAnswer = descriptor.requires.contains(.actualOutput)
        let readsTurns = InvariantSamples.shape(of: id) == .conversation
        // What was retrieved can be judged without an answer.
        guard readsAnswer || readsTurns, !descriptor.reads.contains(.retrieval) else { return }
        let judge = ScriptedJudge.oracle(InvariantSamples.oracle)
        let request = InvariantSamples.request(id).with { testCase in
            testCase.actualOutput = testCase.actualOutput.map { _ in text }
            for turn in testCase.turns.indices where testCase.turns[turn].role == .assistant {
                testCase.turns[turn].content = text
            }
        }
        let outcome = try #require(try await InvariantSamples.outcome(request, judge: judge))
        #expect(judge.calls.isEmpty, "\(id): \(outcome.reason)")
        #expect(outcome.passed != true, "\(id): \(outcome.reason)")
    }

    @Test("An answer broken twice is a failed judge", arguments: InvariantSamples.judged)
    func malformed(id: String) async throws {
        for text in ["Sure! Here is my verdict: 10/10", "{\"reasoning\":", "{\"score\":1}", "[]", "null", ""] {
            let judge = ScriptedJudge.fixed(text)
            let outcome = try #require(
                try await InvariantSamples.outcome(InvariantSamples.request(id), judge: judge))
            guard !judge.calls.isEmpty else { continue }
            #expect(outcome.status == .judgeFailed, "\(id), \(text)")
            #expect(outcome.error?.code == .malformed, "\(id), \(text)")
            #expect(outcome.score == nil && outcome.passed == nil)
            let asked = Dictionary(grouping: judge.calls) { $0.repair == nil }
            #expect(asked[true]?.count == asked[false]?.count, "\(id): one repair for each question")
        }
    }

    @Test("A judge that fails gives no score", arguments: InvariantSamples.judged)
    func failing(id: String) async throws {
        for code in [JudgeError.Code.timedOut, .refused, .rateLimited, .truncated] {
            let judge = ScriptedJudge.failing(JudgeError(code, "no answer"))
            let result = try await InvariantSamples.result(InvariantSamples.request(id), judge: judge)
            guard !judge.calls.isEmpty else { continue }
            let outcome = try #require(result.outcomes.first)
            #expect(outcome.status == .judgeFailed && outcome.score == nil, "\(id)")
            #expect(outcome.error?.code == code)
            #expect(result.total == nil && !result.passed && result.error?.code == code.rawValue)
        }
    }
}
