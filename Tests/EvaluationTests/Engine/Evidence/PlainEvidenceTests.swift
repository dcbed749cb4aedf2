import JSON
import TestKit
import Testing

@testable import Evaluation

@Suite("Long evidence and plain questions: the next chunks for what is not supported yet")
struct PlainEvidenceTests {
    /// Says yes to a sentence about a question that shows it.
    private func reader(_ other: [String: String] = [:]) -> ProbabilityJudge {
        .yes { question in
            let sentence = question.slot("sentence") ?? ""
            let wanted = other[sentence] ?? sentence
            return question.user.split(separator: "\n").contains { line in
                !line.hasPrefix("sentence:") && line.contains(wanted)
            } ? 0.99 : 0.01
        }
    }

    private func result(
        _ evidence: [String], output: String = LongEvidence.needle, parts: Int = 64, judge: ProbabilityJudge
    ) async throws -> EvaluationResult {
        try await Evaluator(policy: EvaluationPolicy(evidenceParts: parts)).evaluate(
            LongEvidence.request(evidence, output: output), judge: judge)
    }

    @Test("A fact in the last chunk of 300,000 scalars is found; every question is short")
    func needle() async throws {
        let judge = reader()
        let found = try await result(LongEvidence.elements([74: LongEvidence.needle]), judge: judge)
        let metric = try #require(found["faithfulness"])
        #expect(metric.score?.value == 1)
        #expect(metric.findings.first?["evidence"] == 74)
        #expect(metric.extra["truncated"] == nil)
        #expect(judge.questions.count == 25)
        #expect(found.usage.calls == 25 + judge.anchorQuestions.count)
        #expect(judge.questions.allSatisfy { $0.user.count < 14_000 })
    }

    @Test("The chunks nearest to a sentence come first: nothing more is asked when they support it")
    func nearest() async throws {
        let judge = reader()
        let output = "\(LongEvidence.needle) Zebras graze quietly."
        let found = try await result(
            LongEvidence.elements([50: "Zebras graze quietly.", 74: LongEvidence.needle]), output: output, judge: judge)
        #expect(found.score("faithfulness") == 1)
        let zebras = judge.questions.filter { $0.slot("sentence") == "Zebras graze quietly." }
        #expect(zebras.count == 1)
        #expect(judge.questions.count == 26)
    }

    @Test("Beyond the limit nothing is asked, which is reported and lowers the confidence")
    func limit() async throws {
        let judge = reader()
        let found = try await result(LongEvidence.elements([74: LongEvidence.needle]), parts: 8, judge: judge)
        let metric = try #require(found["faithfulness"])
        #expect(judge.questions.count == 8)
        #expect(metric.score?.value == 0)
        #expect(metric.extra["truncated"] == true)
        let coverage = try #require(metric.extra["coverage"]?.number)
        #expect(abs(coverage - 24.0 / 75) < 0.01)
        #expect(try #require(metric.confidence) <= coverage)
    }

    @Test("Evidence that fits one question is asked about once", arguments: [true, false])
    func short(isSupported: Bool) async throws {
        let judge = reader()
        let found = try await result([isSupported ? LongEvidence.needle : "It rained."], judge: judge)
        #expect(judge.questions.count == 1)
        #expect(found.score("faithfulness") == (isSupported ? 1 : 0))
    }

    @Test("The order of the evidence does not change a verdict", arguments: [3, 5, 8] as [UInt64])
    func order(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let evidence = LongEvidence.elements([40: LongEvidence.needle])
        let output = "\(LongEvidence.needle) Otters swim upstream."
        let straight = try await result(evidence, output: output, judge: reader())
        let turned = try await result(evidence.shuffled(using: &random), output: output, judge: reader())
        #expect(straight.score("faithfulness") == 0.5)
        #expect(turned.score("faithfulness") == 0.5, "seed \(seed)")
        #expect(turned["faithfulness"]?.findings.map { $0["verdict"] } == ["supported", "not_in_evidence"])
    }

    @Test("Canaries are judged in every round")
    func canaries() async throws {
        // It believes a copied sentence only where what it was copied from is shown.
        let judge = reader()
        let options = JudgingOptions(canaries: .always)
        let found = try await Evaluator(policy: EvaluationPolicy(evidenceParts: 4, judging: options)).evaluate(
            LongEvidence.request(LongEvidence.elements()), judge: judge)
        #expect(found["faithfulness"]?.status == .scored)
        #expect(judge.questions.count == 4 * 3)
    }

    @Test("Each further part asks for a surer yes, so that many parts are not many chances")
    func discount() {
        let task = GroundingTask(input: nil, output: LongEvidence.needle, evidence: [])
        let document = JudgedDocument(LongEvidence.needle)
        let index = EvidenceIndex(LongEvidence.elements(), document: document, input: nil)
        var evidence = PlainEvidence(index, sentences: task.sentences)
        #expect(evidence.isLong)
        #expect(evidence.discounted(0.7) == 0.7)
        var last = 0.8
        for round in 1..<8 {
            evidence.round = round
            let counted = evidence.discounted(0.8)
            #expect(counted < last)
            last = counted
        }
        evidence.round = 3
        #expect(abs(evidence.discounted(0.8) - 0.5) < 1e-12)
        #expect(evidence.discounted(1) == 1 && evidence.discounted(0) == 0)
    }
}
