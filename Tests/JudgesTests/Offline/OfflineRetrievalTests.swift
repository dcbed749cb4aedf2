import Evaluation
import JSON
import Judges
import Testing

struct OfflineRetrievalTests {
    private func chunk(_ rank: Int, _ text: String) -> RetrievalTask.Chunk {
        RetrievalTask.Chunk(
            rank: rank, source: rank - 1, start: 0, text: text,
            passages: [.init(id: "e\(rank).1", text: text, range: 0..<text.unicodeScalars.count)])
    }

    @Test("chunks, expected sentences and passages are judged by shared words, and the answer holds")
    func retrieval() async throws {
        let task = RetrievalTask(
            aspects: [.usefulness, .attribution, .relevance], input: "When was the tower built?",
            chunks: [chunk(1, "Bread is baked with yeast."), chunk(2, "The tower was built in 1912.")],
            expected: [
                .init(id: "x1", text: "The tower was built in 1912.", range: 0..<28),
                .init(id: "x2", text: "Hope this helps!", range: 29..<45),
                .init(id: "x3", text: "Dolphins guard its cellar.", range: 46..<72),
            ])
        let answer = try await offlineAnswer(.retrieval(task))
        #expect(conforms(answer, JudgeTask.retrieval(task).prompt(nonce: "n").schema))
        let findings = try RetrievalFindings(task: task, answer: JSONWriter.text(of: answer))
        #expect(findings.chunks.map(\.use) == [.unrelated, .useful])
        #expect(findings.sentences.map(\.attribution) == [.attributable, .statesNothing, .notAttributable])
        #expect(findings.passages.map(\.isRelevant) == [false, true])
        #expect(findings.quotes.rejected == 0)
    }

    @Test("a summary's key points are sentences of the source, and the answer holds")
    func summary() async throws {
        let source = "The tower was built in 1912. The tower has a lamp. Dogs bark. The lamp of the tower is old."
        let task = SummaryTask(source: source, summary: "The tower was built in 1912.", points: 2)
        let answer = try await offlineAnswer(.summary(task))
        #expect(conforms(answer, JudgeTask.summary(task).prompt(nonce: "n").schema))
        let findings = try SummaryFindings(task: task, answer: JSONWriter.text(of: answer))
        #expect(findings.points.count == 2)
        #expect(findings.unverified == 0)
        #expect(findings.quotes.rejected == 0)
    }

    @Test("closed questions are answered by shared words, for summaries and in checklists")
    func questions() async throws {
        let task = SummaryTask(
            source: "The tower was built in 1912. Dogs are not allowed.", summary: "The tower was built in 1912.",
            questions: NumberedText.numbered(
                ["Was the tower built in 1912?", "Are dogs allowed?", "Is there a lift?"], prefix: "q"))
        let answer = try await offlineAnswer(.summary(task))
        #expect(conforms(answer, JudgeTask.summary(task).prompt(nonce: "n").schema))
        let findings = try SummaryFindings(task: task, answer: JSONWriter.text(of: answer))
        #expect(findings.points.map(\.covered) == [.full, .no, .no])
        #expect(findings.points.map(\.isUnstated) == [false, false, true])
        let checklist = ChecklistTask(
            items: [
                .init(id: "q1", question: "The tower was built in 1912"), .init(id: "q2", question: "Zebras yodel"),
                .init(id: "q3", question: "What is it about?", choices: ["zebras", "a tower"]),
            ], parts: [.init(label: "actual_output", text: "The tower was built in 1912.")])
        let said = try await offlineAnswer(.checklist(checklist))
        #expect(conforms(said, JudgeTask.checklist(checklist).prompt(nonce: "n").schema))
        let found = try ChecklistFindings(task: checklist, answer: JSONWriter.text(of: said))
        #expect(found.items.map(\.choice) == ["yes", "no", "a tower"])
        #expect(found.quotes.rejected == 0)
    }
}
