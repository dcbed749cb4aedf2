import Evaluation
import JSON
import TestKit
import Testing

@Suite("How a judge's answer is read")
struct AnswerTests {
    static let output = "The apple is red. It costs 3 euros."
    static let evidence = ["The apple is red and round. It costs 2 euros."]

    private func findings(_ answer: String, output: String = output) throws(AnswerError) -> GroundingFindings {
        let document = JudgedDocument(output)
        let task = GroundingTask(
            input: nil, output: output, evidence: Self.evidence, asksForClaims: true, asksForRelevancy: false)
        return try GroundingFindings(
            task: task, answer: answer, document: document,
            evidence: EvidenceIndex(Self.evidence, document: document, input: nil))
    }

    @Test("A fence around the object is tolerated")
    func fence() throws {
        let plain = EvaluationSamples.claims(
            [("supported", "The apple is red"), ("contradicted", "It costs 2 euros")], overall: "contradicted")
        #expect(try findings("```json\n\(plain)\n```\n") == findings(plain))
        #expect(try findings("```\n\(plain)```") == findings(plain))
    }

    @Test(
        "What breaks the schema is an error that names the place",
        arguments: [
            ("{}", "lacks reasoning"),
            ("[]", "must be an object"),
            (#"{"reasoning":"","claims":[],"overall":"fine"}"#, "overall must be one of"),
            (#"{"reasoning":"","claims":[],"overall":"contradicted","score":1}"#, "does not know"),
            (#"{"reasoning":"","reasoning":"","claims":[],"overall":"contradicted"}"#, "the object has already"),
            (
                #"{"reasoning":"","claims":[{"sid":"s9","claim":null,"verdict":"supported","eid":null,"quote":null,"p":1}],"#
                    + #""overall":"contradicted"}"#, "claims[0].sid names nothing"
            ),
            (
                #"{"reasoning":"","claims":[{"sid":"s1","claim":null,"verdict":"yes","eid":null,"quote":null,"p":1}],"#
                    + #""overall":"contradicted"}"#, "claims[0].verdict must be one of"
            ),
            (
                #"{"reasoning":"","claims":[{"sid":"s1","claim":null,"verdict":"supported","eid":null,"quote":null,"p":"high"}],"#
                    + #""overall":"contradicted"}"#, "claims[0].p must be a number"
            ),
        ])
    func invalid(answer: String, message: String) {
        let error = #expect(throws: AnswerError.self) { try self.findings(answer) }
        #expect(error?.description.contains(message) == true)
    }

    @Test("A sentence that the judge leaves out counts as not in the evidence")
    func coverage() throws {
        let found = try findings(
            EvaluationSamples.claims([("supported", "The apple is red")], overall: "all_supported"))
        #expect(found.claims.map(\.verdict) == [.supported, .notInEvidence])
        #expect(found.claims[1].isMissing)
        #expect(found.claims[1].stated == 0.3)
    }

    @Test("Support without a quote that exists is no support")
    func inventedQuote() throws {
        let found = try findings(
            EvaluationSamples.claims(
                [("supported", "The apple is red"), ("supported", "Experts agree it costs exactly that")],
                overall: "all_supported"))
        #expect(found.claims.map(\.verdict) == [.supported, .notInEvidence])
        #expect(found.quotes == QuoteTally(given: 2, rejected: 1))
    }

    @Test("The answer cannot prove itself")
    func selfCitation() throws {
        let found = try findings(
            EvaluationSamples.claims(
                [("supported", nil), ("supported", "It costs 3 euros.")], overall: "all_supported"))
        #expect(found.claims[1].verdict == .notInEvidence)
        #expect(found.quotes.rejected == 1)
    }

    @Test("Support in the evidence's own words stands without a quote, less sure")
    func lexicalSupport() throws {
        let found = try findings(
            EvaluationSamples.claims([("supported", nil), ("not_in_evidence", nil)], overall: "some_unsupported"))
        let quoted = try findings(
            EvaluationSamples.claims(
                [("supported", "The apple is red"), ("not_in_evidence", nil)], overall: "some_unsupported"))
        #expect(found.claims[0].verdict == .supported)
        #expect(found.claims[0].isLexical)
        #expect(found.claims[0].certainty(overall: nil) < quoted.claims[0].certainty(overall: nil))
    }

    @Test("A contradiction needs a passage too")
    func unprovenContradiction() throws {
        let found = try findings(
            EvaluationSamples.claims([("contradicted", nil), ("contradicted", nil)], overall: "contradicted"))
        #expect(found.claims.allSatisfy { $0.verdict == .notInEvidence })
    }

    @Test("A passage that is not in the answer is dropped and counted")
    func inventedPassage() throws {
        let document = JudgedDocument(Self.output)
        let task = SafetyTask(input: nil, output: Self.output, asksForPersonalData: false)
        let answer = """
            {"reasoning":"","harm":[{"sid":"s1","quote":"kill them all","category":"threat","target":null,\
            "stance":"asserts","level":4,"p":1},{"sid":"s2","quote":"The apple is red","category":"profanity",\
            "target":null,"stance":"asserts","level":1,"p":1}],"none":false}
            """
        let found = try SafetyFindings(task: task, answer: answer, document: document)
        #expect(found.harm.map(\.text) == ["The apple is red"])
        #expect(found.harm.first?.range == 0..<16)
        #expect(found.quotes == QuoteTally(given: 2, rejected: 1))
    }

    @Test("Ratings out of range, steps left out and steps rated twice are errors")
    func criteria() {
        let task = CriteriaTask(name: "c", criteria: "c", steps: ["a", "b"], parts: [])
        let step = #"{"id":"step%","observation":"","quote":null,"rating":#,"p":1}"#
        func answer(_ steps: [(Int, Int)]) -> String {
            let items = steps.map { id, rating in
                String(step.map { $0 == "%" ? Character("\(id)") : $0 == "#" ? Character("\(rating)") : $0 })
            }
            return #"{"reasoning":"","steps":[\#(items.joined(separator: ","))]}"#
        }
        #expect(throws: Never.self) { try CriteriaFindings(task: task, answer: answer([(2, 4), (1, 0)])) }
        #expect(throws: AnswerError.self) { try CriteriaFindings(task: task, answer: answer([(1, 4)])) }
        #expect(throws: AnswerError.self) { try CriteriaFindings(task: task, answer: answer([(1, 4), (1, 4)])) }
        #expect(throws: AnswerError.self) { try CriteriaFindings(task: task, answer: answer([(1, 4), (2, 7)])) }
        #expect(throws: AnswerError.self) { try CriteriaFindings(task: task, answer: answer([(1, 4), (3, 4)])) }
    }
}
