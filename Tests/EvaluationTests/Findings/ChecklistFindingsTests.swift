import Evaluation
import JSON
import TestKit
import Testing

@Suite("Closed questions")
struct ChecklistFindingsTests {
    private let task = ChecklistTask(
        items: [
            .init(id: "q1", question: "Does it greet?"),
            .init(id: "q2", question: "Which tone?", choices: ["warm", "cold", "warm"]),
        ],
        parts: [
            .init(label: "input", text: "Greet Sam, will you?"),
            .init(label: "actual_output", text: "Hello Sam, how are you today? 42."),
        ])

    private func item(_ id: String, _ choice: String, quote: String? = nil) -> String {
        ScriptedAnswer([
            "id": .string(id), "quote": quote.map { .string($0) } ?? .null, "choice": .string(choice), "p": 0.9,
        ]).text
    }

    private func read(_ items: String...) throws -> ChecklistFindings {
        try ChecklistFindings(task: task, answer: #"{"reasoning":"","items":[\#(items.joined(separator: ","))]}"#)
    }

    @Test("Answers come in the order of the questions, with their quotes located")
    func order() throws {
        let found = try read(item("q2", "warm", quote: "how are you today"), item("q1", "yes", quote: "Hello Sam"))
        #expect(found.items.map(\.id) == ["q1", "q2"])
        #expect(found.items.map(\.choice) == ["yes", "warm"])
        #expect(found.items[0].common == .yes)
        #expect(found.items[0].passage?.label == "actual_output")
        #expect(found.items[1].passage?.range == 11..<28)
        #expect(found.quotes == QuoteTally(given: 2, rejected: 0))
    }

    @Test("A quote of too few words is there and proves little; one that is nowhere proves nothing")
    func quotes() throws {
        let found = try read(item("q1", "yes", quote: "42"), item("q2", "cold", quote: "Go away at once"))
        #expect(found.items.map(\.quote) == [.fuzzy, .rejected])
        #expect(found.items[1].passage == nil)
        #expect(found.quotes == QuoteTally(given: 2, rejected: 1))
        #expect(found.items[0].certainty > found.items[1].certainty)
    }

    @Test("A question left out, answered twice, unknown or answered with no choice of its own is an error")
    func malformed() {
        #expect(throws: AnswerError.self) { try read(item("q1", "yes")) }
        #expect(throws: AnswerError.self) { try read(item("q1", "yes"), item("q1", "no"), item("q2", "warm")) }
        #expect(throws: AnswerError.self) { try read(item("q1", "yes"), item("q2", "warm"), item("q3", "yes")) }
        #expect(throws: AnswerError.self) { try read(item("q1", "yes"), item("q2", "yes")) }
        #expect(throws: AnswerError.self) { try read(item("q1", "YES"), item("q2", "warm")) }
    }

    @Test("The schema knows every choice once, and choices of a question's own stand in its slots")
    func prompt() {
        let prompt = JudgeTask.checklist(task).prompt(nonce: PromptTests.nonce)
        let choice = prompt.schema["properties"]?["items"]?["items"]?["properties"]?["choice"]
        #expect(
            choice?["enum"]?.array?.compactMap(\.string) == [
                "yes", "partial", "no", "not_applicable", "warm", "cold",
            ])
        #expect(prompt.user.contains("q2 choice: \"warm\"\nq2 choice: \"cold\"\n"))
        #expect(!prompt.user.contains("q1 choice"))
    }

    @Test("The honest judges answer in the task's own words")
    func oracle() throws {
        _ = try ChecklistFindings(task: task, answer: Oracle().answer(.checklist(task)).text)
    }
}
