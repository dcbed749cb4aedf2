import JSON
import TestKit
import Testing

@testable import Evaluation

@Suite("Evidence too long for one question: part by part, the nearest first, until a claim is supported")
struct LongEvidenceTests {
    private func result(
        _ evidence: [String], output: String = LongEvidence.needle, metric: String = "faithfulness",
        judge: ScriptedJudge = .oracle(), policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: policy).evaluate(
            LongEvidence.request(evidence, output: output, metric: metric), judge: judge)
    }

    @Test("A fact in the last part of 300,000 scalars is found, and everything was shown once")
    func needle() async throws {
        let evidence = LongEvidence.elements([74: LongEvidence.needle])
        #expect(evidence.reduce(0) { $0 + $1.unicodeScalars.count } > 280_000)
        let judge = ScriptedJudge.oracle()
        let found = try await result(evidence, judge: judge)
        let metric = try #require(found["faithfulness"])
        #expect(metric.score?.value == 1)
        #expect(metric.findings.first?["evidence"] == 74)
        #expect(metric.findings.first?["quote"]?.string?.hasSuffix("painted green in 1931") == true)
        #expect(metric.extra["truncated"] == nil)
        #expect(metric.reviewReasons.isEmpty)
        #expect(judge.calls.count == LongEvidence.parts)
        #expect(found.usage.calls == LongEvidence.parts)
        let shown = judge.calls.flatMap(\.shownEvidence)
        #expect(shown.count == LongEvidence.count && Set(shown).count == LongEvidence.count)
    }

    @Test("What nothing supports was asked against everything: nothing is left out, and it is not in the evidence")
    func absent() async throws {
        let judge = ScriptedJudge.oracle()
        let found = try await result(LongEvidence.elements(), judge: judge)
        let metric = try #require(found["faithfulness"])
        #expect(metric.score?.value == 0)
        #expect(metric.findings.first?["verdict"] == "not_in_evidence")
        #expect(metric.extra["truncated"] == nil && metric.extra["coverage"] == nil)
        #expect(judge.calls.count == LongEvidence.parts)
    }

    @Test("A contradiction in a late part is found", arguments: ["faithfulness", "hallucination"])
    func contradiction(metric: String) async throws {
        let evidence = LongEvidence.elements([70: "The harbour tower was painted green in 1940."])
        let found = try await result(evidence, metric: metric)
        let outcome = try #require(found[metric])
        #expect(outcome.findings.first?["verdict"] == "contradicted")
        #expect(outcome.findings.first?["evidence"] == 70)
        #expect(outcome.passed == false)
    }

    @Test("What one part contradicts and another supports is supported, and a human is told")
    func dispute() async throws {
        let evidence = LongEvidence.elements([
            0: "The harbour tower was painted green in 1940.", 74: LongEvidence.needle,
        ])
        let metric = try #require(try await result(evidence)["faithfulness"])
        #expect(metric.score?.value == 1)
        #expect(metric.findings.first?["contradicted_elsewhere"] == true)
        #expect(metric.findings.first?["evidence"] == 74)
        #expect(metric.reviewReasons == [.evidenceConflict])
    }

    @Test("A contradiction stays one when later parts say nothing")
    func earlyContradiction() async throws {
        let evidence = LongEvidence.elements([0: "The harbour tower was painted green in 1940."])
        let judge = ScriptedJudge.oracle()
        let metric = try #require(try await result(evidence, judge: judge)["faithfulness"])
        #expect(metric.findings.first?["verdict"] == "contradicted")
        #expect(metric.findings.first?["evidence"] == 0)
        #expect(judge.calls.count == LongEvidence.parts)
    }

    @Test("Nothing is asked about further parts when the first one supports everything")
    func nearest() async throws {
        let far = LongEvidence.elements()
        // Nearer than all others: two words more of the answer.
        let output = "\(LongEvidence.needle) Zebras graze quietly."
        let judge = ScriptedJudge.oracle()
        let found = try await result(
            far + ["\(LongEvidence.needle) Zebras graze quietly."], output: output, judge: judge)
        #expect(found.score("faithfulness") == 1)
        #expect(judge.calls.count == 1)
        #expect(found["faithfulness"]?.extra["truncated"] == nil)
    }

    @Test("Only the claims that are still open are asked about again")
    func open() async throws {
        let evidence = LongEvidence.elements([0: "Zebras graze quietly.", 20: LongEvidence.needle])
        let judge = ScriptedJudge.oracle()
        let found = try await result(
            evidence, output: "Zebras graze quietly. \(LongEvidence.needle) Otters swim upstream.", judge: judge)
        #expect(try #require(found.score("faithfulness")) == 2.0 / 3)
        #expect(judge.calls.map(\.askedSentences.count) == [3, 2, 1, 1, 1])
        #expect(judge.calls.last?.askedSentences == ["Otters swim upstream."])
    }

    @Test("The answer's bearing on the question is asked about once")
    func relevancy() async throws {
        let judge = ScriptedJudge.oracle()
        var request = LongEvidence.request(LongEvidence.elements([74: LongEvidence.needle]))
        request.metrics = [MetricRequest("faithfulness"), MetricRequest("answer_relevancy")]
        let found = try await Evaluator().evaluate(request, judge: judge)
        #expect(found.score("faithfulness") == 1)
        #expect(found["answer_relevancy"]?.status == .scored)
        let asked = judge.calls.map { call in
            if case .grounding(let task) = call.task { task.asksForRelevancy } else { false }
        }
        #expect(asked == [true, false, false, false, false])
    }

    @Test("Parts beyond the limit are not asked about, which is reported and lowers the confidence")
    func limit() async throws {
        let judge = ScriptedJudge.oracle()
        let metric = try #require(
            try await result(
                LongEvidence.elements([74: LongEvidence.needle]), judge: judge,
                policy: EvaluationPolicy(evidenceParts: 2))["faithfulness"])
        #expect(judge.calls.count == 2)
        #expect(metric.score?.value == 0)
        #expect(metric.extra["truncated"] == true)
        let coverage = try #require(metric.extra["coverage"]?.number)
        #expect(abs(coverage - 32.0 / 75) < 0.02)
        #expect(try #require(metric.confidence) <= coverage)
    }

    @Test("A quote counts only for the part that was shown")
    func foreignQuote() async throws {
        // Claims to have read in every part what stands in the last one.
        let judge = ScriptedJudge { task, _ in
            guard case .grounding(let grounding) = task else { return "{}" }
            let claims = grounding.sentences.map { shown -> JSONValue in
                [
                    "sid": .string(shown.id), "claim": .null, "verdict": "supported", "eid": "e75",
                    "quote": .string(LongEvidence.needle), "p": 0.9,
                ]
            }
            return JSONWriter.text(
                of: ["reasoning": "r", "claims": .array(claims), "overall": "all_supported"])
        }
        let metric = try #require(
            try await result(LongEvidence.elements([74: LongEvidence.needle]), judge: judge)["faithfulness"])
        #expect(judge.calls.count == LongEvidence.parts)
        #expect(metric.score?.value == 1)
        #expect(metric.extra["quote_rejection_rate"] == 0.8)
    }

    @Test("A judge that splits an open claim must bear out all of it")
    func split() async throws {
        let output = "The harbour tower was painted green in 1931 and sold."
        let evidence = LongEvidence.elements([74: LongEvidence.needle])
        let oracle = Oracle()
        let judge = ScriptedJudge { task, _ in
            guard case .grounding(let grounding) = task, grounding.evidence.contains(where: { $0.id == "e75" }) else {
                return oracle.answer(task).text
            }
            let claims: [JSONValue] = [
                [
                    "sid": "s1", "claim": .string(LongEvidence.needle), "verdict": "supported", "eid": "e75",
                    "quote": .string(LongEvidence.needle), "p": 0.9,
                ],
                [
                    "sid": "s1", "claim": "The harbour tower was sold.", "verdict": "not_in_evidence", "eid": .null,
                    "quote": .null, "p": 0.9,
                ],
            ]
            return JSONWriter.text(
                of: ["reasoning": "r", "claims": .array(claims), "overall": "some_unsupported"])
        }
        let found = try await result(evidence, output: output, judge: judge)
        #expect(found.score("faithfulness") == 0)
        #expect(found["faithfulness"]?.findings.count == 1)
    }

    @Test(
        "Support for a part of an open claim is none for the claim; for all its parts it is",
        arguments: [
            (["The harbour tower was painted green."], 0.0),
            (["The harbour tower was painted green in 1931.", "The harbour tower was sold."], 1.0),
        ])
    func partial(claims: [String], score: Double) async throws {
        let output = "The harbour tower was painted green in 1931 and sold."
        let passage = LongEvidence.needle
        let oracle = Oracle()
        let judge = ScriptedJudge { task, _ in
            guard case .grounding(let grounding) = task else { return oracle.answer(task).text }
            let isThere = grounding.evidence.contains { $0.id == "e75" }
            let items: [JSONValue] = (isThere ? claims : [output]).map { claim in
                [
                    "sid": "s1", "claim": .string(claim), "verdict": isThere ? "supported" : "not_in_evidence",
                    "eid": isThere ? "e75" : .null, "quote": isThere ? .string(passage) : .null, "p": 0.9,
                ]
            }
            return JSONWriter.text(of: ["reasoning": "r", "claims": .array(items), "overall": "some_unsupported"])
        }
        let found = try await result(LongEvidence.elements([74: passage]), output: output, judge: judge)
        #expect(found.score("faithfulness") == score)
    }

    @Test("Saying nothing about an open claim supports nothing, and makes nobody surer")
    func silence() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { task, _ in
            guard case .grounding(let grounding) = task, grounding.evidence.first?.id != "e1" else {
                return oracle.answer(task).text
            }
            return #"{"reasoning":"r","claims":[],"overall":"all_supported"}"#
        }
        let silent = try #require(try await result(LongEvidence.elements(), judge: judge)["faithfulness"])
        let honest = try #require(try await result(LongEvidence.elements())["faithfulness"])
        #expect(silent.score?.value == 0)
        #expect(try #require(silent.confidence) < honest.confidence ?? 0)
    }

    @Test("A part that could not be asked about fails the metric")
    func failure() async throws {
        let oracle = Oracle()
        let judge = ScriptedJudge { (task, _) throws(JudgeError) in
            if case .grounding(let grounding) = task, grounding.evidence.first?.id != "e1" {
                throw JudgeError(.timedOut, "late")
            }
            return oracle.answer(task).text
        }
        let metric = try #require(try await result(LongEvidence.elements(), judge: judge)["faithfulness"])
        #expect(metric.error?.code == .timedOut)
        #expect(metric.score == nil)
    }

    @Test("Strict judging goes through all parts, too")
    func strict() async throws {
        let judge = ScriptedJudge.oracle()
        let found = try await result(
            LongEvidence.elements([74: LongEvidence.needle]), judge: judge,
            policy: EvaluationPolicy(judging: JudgingOptions(isStrict: true)))
        #expect(found.score("faithfulness") == 1)
        #expect(judge.calls.count == LongEvidence.parts + 1)
    }

    @Test("A long source of a summary is read to its end")
    func summary() async throws {
        let source = LongEvidence.elements([74: LongEvidence.needle]).joined(separator: " ")
        let request = EvaluationSamples.request(["summarization"], input: source, output: LongEvidence.needle)
        let found = try await Evaluator().evaluate(request, judge: ScriptedJudge.oracle())
        let alignment = try #require(found["summarization"]?.sideScores.first { $0.key.hasSuffix("alignment") })
        #expect(alignment.score.value == 1)
    }

    @Test("The order of the evidence does not change a verdict", arguments: [3, 5, 8] as [UInt64])
    func order(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let output = "\(LongEvidence.needle) Zebras graze quietly. Otters swim upstream."
        let evidence = LongEvidence.elements([
            10: "Zebras never graze.", 40: LongEvidence.needle, 60: "The harbour tower was painted green in 1940.",
        ])
        let straight = try await result(evidence, output: output)
        let turned = try await result(evidence.shuffled(using: &random), output: output)
        let verdicts = { (found: EvaluationResult) in found["faithfulness"]?.findings.map { $0["verdict"] } }
        #expect(verdicts(turned) == verdicts(straight), "seed \(seed)")
        #expect(verdicts(straight) == ["supported", "contradicted", "not_in_evidence"])
        #expect(turned.score("faithfulness") == straight.score("faithfulness"), "seed \(seed)")
    }
}
