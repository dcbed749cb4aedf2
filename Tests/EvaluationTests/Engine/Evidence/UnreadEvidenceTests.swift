import JSON
import TestKit
import Testing

@testable import Evaluation

@Suite("A later part of long evidence without a usable answer takes nothing away from what other parts say")
struct UnreadEvidenceTests {
    /// Stands in the part that gets no answer.
    private static let marker = "Bridge number twelve stands."
    private static let zebras = "Zebras graze quietly."

    /// Honest about everything but parts with the marker.
    private func judge(_ code: JudgeError.Code, marker: String = Self.marker) -> ScriptedJudge {
        ScriptedJudge { (task, _) throws(JudgeError) in
            if case .grounding(let task) = task, task.evidence.contains(where: { $0.text.contains(marker) }) {
                throw JudgeError(code, "no usable answer", usage: JudgeUsage(calls: 1, costUSD: 0.001))
            }
            return Oracle().answer(task).text
        }
    }

    private func outcome(
        _ added: [Int: String], output: String, metric: String = "faithfulness", judge: any Judge
    ) async throws -> MetricOutcome {
        let result = try await Evaluator().evaluate(
            LongEvidence.request(LongEvidence.elements(added), output: output, metric: metric), judge: judge)
        return try #require(result[metric])
    }

    @Test(
        "What is supported stays supported; what is open counts as unsupported, less surely, and a human is told",
        arguments: [JudgeError.Code.refused, .truncated, .malformed, .unreliable, .canaryFailed, .rejected])
    func kept(code: JudgeError.Code) async throws {
        let output = "\(Self.zebras) \(LongEvidence.needle)"
        let added = [0: Self.zebras, 40: Self.marker]
        let judge = judge(code)
        let found = try await outcome(added, output: output, judge: judge)
        #expect(found.status == .scored)
        #expect(found.score?.value == 0.5)
        #expect(found.findings.map { $0["verdict"] } == ["supported", "not_in_evidence"])
        #expect(found.findings.map { $0["evidence_unread"] } == [nil, true])
        #expect(found.extra["evidence_unread"]?.string == code.rawValue)
        #expect(found.extra["truncated"] == true)
        #expect(found.reviewReasons.contains(.evidenceUnread))
        #expect(found.reviewReasons.contains(.canaryFailed) == (code == .canaryFailed))
        #expect(judge.calls.count == LongEvidence.parts, "the other parts are asked about all the same")
        let whole = try await outcome(added, output: output, judge: ScriptedJudge.oracle())
        #expect(whole.score?.value == 0.5)
        #expect(try #require(found.confidence) < (try #require(whole.confidence)))
    }

    @Test("What a part behind it supports is supported, and nothing is left to say about the part that was not read")
    func behind() async throws {
        let found = try await outcome(
            [0: Self.zebras, 40: Self.marker, 74: LongEvidence.needle],
            output: "\(Self.zebras) \(LongEvidence.needle)", judge: judge(.refused))
        #expect(found.score?.value == 1)
        #expect(found.reviewReasons.isEmpty)
        #expect(found.extra["evidence_unread"] == nil && found.extra["truncated"] == nil)
    }

    @Test(
        "A judge that was led astray or makes things up in one part is told of, whatever other parts support",
        arguments: [JudgeError.Code.canaryFailed, .unreliable])
    func astray(code: JudgeError.Code) async throws {
        let found = try await outcome(
            [0: Self.zebras, 40: Self.marker, 74: LongEvidence.needle],
            output: "\(Self.zebras) \(LongEvidence.needle)", judge: judge(code))
        #expect(found.score?.value == 1)
        #expect(found.extra["evidence_unread"]?.string == code.rawValue)
        #expect(found.reviewReasons.contains(.evidenceUnread))
    }

    @Test("A vague claim that the part may contradict is counted as if it did")
    func hallucination() async throws {
        let output = "\(Self.zebras) Otters swim upstream."
        let added = [0: Self.zebras, 40: Self.marker]
        let whole = try await outcome(added, output: output, metric: "hallucination", judge: ScriptedJudge.oracle())
        #expect(whole.score?.value == 0.25)
        let found = try await outcome(added, output: output, metric: "hallucination", judge: judge(.refused))
        #expect(found.score?.value == 0.5)
        #expect(found.reviewReasons.contains(.evidenceUnread))
    }

    @Test(
        "Where the judge is away or too slow the metric fails, so that the request is judged again",
        arguments: [JudgeError.Code.unavailable, .timedOut, .rateLimited, .unauthorized, .quotaExhausted])
    func away(code: JudgeError.Code) async throws {
        let found = try await outcome(
            [0: Self.zebras, 40: Self.marker], output: "\(Self.zebras) \(LongEvidence.needle)", judge: judge(code))
        #expect(found.status == .judgeFailed)
        #expect(found.error?.code == code)
    }

    @Test("Without the first part there is no result")
    func first() async throws {
        let found = try await outcome(
            [:], output: LongEvidence.needle, judge: judge(.refused, marker: "Row 0."))
        #expect(found.status == .judgeFailed)
        #expect(found.error?.code == .refused)
    }

    @Test("No score is better than with the part", arguments: 1...8)
    func neverBetter(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let years = [1911, 1922, 1933]
        var added: [Int: String] = [:]
        // One is supported, contradicted, both or neither, anywhere.
        for year in years {
            for said in [year, year + 4] where Bool.random(using: &random) {
                added[Int.random(in: 0..<LongEvidence.count, using: &random), default: ""] +=
                    " The tower of \(year % 100) was built in \(said)."
            }
        }
        let unread = Int.random(in: 16..<LongEvidence.count, using: &random)
        added[unread, default: ""] += " \(Self.marker)"
        let output = years.map { "The tower of \($0 % 100) was built in \($0)." }.joined(separator: " ")
        for metric in ["faithfulness", "hallucination"] {
            let whole = try await outcome(added, output: output, metric: metric, judge: ScriptedJudge.oracle())
            let found = try await outcome(added, output: output, metric: metric, judge: judge(.refused))
            guard let score = found.score?.value, let full = whole.score?.value else { continue }
            #expect(
                metric == "faithfulness" ? score <= full : score >= full, "seed \(seed): \(metric) \(score) \(full)")
            if score != full { #expect(found.reviewReasons.contains(.evidenceUnread), "seed \(seed)") }
        }
    }

    @Test("Plain questions: what earlier rounds support stays supported")
    func plain() async throws {
        let judge = ProbabilityJudge { (question) throws(JudgeError) in
            if question.user.contains(Self.marker) { throw JudgeError(.refused, "no usable answer") }
            let sentence = question.slot("sentence") ?? ""
            let isThere = question.user.split(separator: "\n").contains { line in
                !line.hasPrefix("sentence:") && line.contains(sentence)
            }
            guard question.words == ["yes", "no"] else {
                return (question.words.indices.map { $0 == 0 ? 1 : 0 }, 1)
            }
            return (isThere ? [0.99, 0.01] : [0.01, 0.99], 1)
        }
        let found = try await outcome(
            [10: Self.marker, 50: Self.zebras], output: "\(Self.zebras) \(LongEvidence.needle)", judge: judge)
        #expect(found.status == .scored)
        #expect(found.score?.value == 0.5)
        #expect(found.findings.first?["verdict"] == "supported")
        #expect(found.extra["evidence_unread"]?.string == "JUDGE_REFUSED")
        #expect(found.reviewReasons.contains(.evidenceUnread))
    }
}
