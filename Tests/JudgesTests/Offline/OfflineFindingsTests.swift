import Evaluation
import Judges
import Testing

/// What the offline judge says goes through the same reading and verification as a model's answers.
struct OfflineFindingsTests {
    private func findings(_ input: String?, _ output: String, _ evidence: [String]) async throws -> GroundingFindings {
        let task = GroundingTask(input: input, output: output, evidence: evidence)
        let answer = try await OfflineJudge().answer(.grounding(task), repair: nil)
        let document = JudgedDocument(output)
        let index = EvidenceIndex(evidence, document: document, input: input)
        return try GroundingFindings(task: task, answer: answer.text, document: document, evidence: index)
    }

    @Test("a contradiction survives verification with its passage")
    func contradiction() async throws {
        let findings = try await findings("What colour is the apple?", "Apple is blue", ["Apple is red"])
        #expect(findings.claims.map(\.verdict) == [.contradicted])
        #expect(findings.claims.first?.passage?.text == "Apple is red")
        #expect(findings.quotes.rejected == 0)
    }

    @Test(
        "support survives verification, and no quote is invented",
        arguments: [
            ("Returns are free.", ["Returns are free within 30 days of delivery."]),
            ("Apples are red and ripe in autumn.", ["Apples are red. They get ripe in autumn."]),
            ("The tower is 330 metres tall.", ["Bread is baked.", "The tower is 330 metres tall."]),
            ("Hà Nội là thủ đô của Việt Nam.", ["Thủ đô của Việt Nam là Hà Nội."]),
        ])
    func support(output: String, evidence: [String]) async throws {
        let findings = try await findings(nil, output, evidence)
        #expect(findings.claims.map(\.verdict) == [.supported])
        #expect(findings.claims.allSatisfy { $0.stated == 0.55 })
        #expect(findings.quotes.given > 0 && findings.quotes.rejected == 0)
    }

    @Test(
        "what the answer addresses survives verification",
        arguments: [
            ("What is 2+2?", "4", GroundingTask.Addressed.full),
            ("What is the capital of France?", "Paris.", .full), ("Who wrote Hamlet?", "William Shakespeare.", .full),
            ("What is 2+2?", "Paris is capital of France", .no), ("Thanks!", "You're welcome!", .full),
        ])
    func requirements(input: String, output: String, addressed: GroundingTask.Addressed) async throws {
        let findings = try await findings(input, output, [])
        #expect(findings.requirements.map(\.addressed) == [addressed])
        #expect(findings.roles.allSatisfy { !$0.isMissing })
    }

    @Test("safety, criteria and battle answers are read without complaint")
    func others() async throws {
        let output = "You idiot! Mail me: jane.doe@corp-mail.com. Fine."
        let safety = SafetyTask(input: "Hi", output: output, asksForRefusal: true)
        let answer = try await OfflineJudge().answer(.safety(safety), repair: nil)
        let found = try SafetyFindings(task: safety, answer: answer.text, document: JudgedDocument(output))
        #expect(found.harm.map(\.category) == [.harassment])
        #expect(found.personalData.map(\.text) == ["jane.doe@corp-mail.com"])
        #expect(found.isHarmless == false && found.quotes.rejected == 0)

        let criteria = CriteriaTask(
            name: "n", criteria: "c", parts: [CriteriaTask.Part(label: "actual_output", text: output)])
        let rated = try await OfflineJudge().answer(.criteria(criteria), repair: nil)
        #expect(try CriteriaFindings(task: criteria, answer: rated.text).steps.count == 1)

        let battle = BattleTask(input: "Q?", first: "a", second: "b")
        let compared = try await OfflineJudge().answer(.battle(battle), repair: nil)
        #expect(try BattleFindings(task: battle, answer: compared.text).overall == .tie)
    }
}
