import Evaluation
import JSON
import Judges
import Testing

/// The offline judge's answers about runs go through the same reading and verification as a model's.
struct OfflineTraceTests {
    private let lines: [TraceTask.Line] = [
        .init(id: "u1", kind: .user, text: "Book a flight from Hanoi to Danang."),
        .init(id: "st1", kind: .message, text: "My plan:\n1. Search a flight\n2. Sing a song"),
        .init(id: "st2", kind: .call, text: "search {\"from\":\"Hanoi\"}\noutput: a flight VN1", values: "Hanoi"),
        .init(id: "st3", kind: .call, text: "search {\"from\":\"Hanoi\"}\noutput: a flight VN1", values: "Hanoi"),
        .init(id: "st4", kind: .call, text: "pay {\"card\":\"4242\"}\noutput: (none recorded)", values: "4242"),
        .init(id: "st5", kind: .message, text: "The flight from Hanoi to Danang: book VN1."),
    ]

    private func findings(_ task: TraceTask) async throws -> TraceFindings {
        let answer = try await OfflineJudge().answer(.trace(task), repair: nil)
        let schema = JudgeTask.trace(task).prompt(nonce: String(repeating: "ab", count: 16)).schema
        #expect(conforms(try JSONReader.read(answer.text), schema))
        return try TraceFindings(task: task, answer: answer.text)
    }

    @Test("goals, steps, calls and plans survive verification, and no quote is invented")
    func all() async throws {
        let found = try await findings(TraceTask(aspects: [.goals, .steps, .calls, .plan], lines: lines))
        #expect(found.goals.map(\.met) == [.full])
        #expect(found.goals.first?.proof?.line == "st5")
        #expect(found.steps.map(\.role) == [.needed, .needed, .redundant, .needed, .needed])
        #expect(found.calls.map(\.arguments) == [.right, .right, .wrong])
        #expect(found.plan.map(\.done) == [.yes, .no])
        #expect(found.quotes.given > 0 && found.quotes.rejected == 0)
        #expect(found.goals.allSatisfy { $0.stated == 0.55 })
    }

    @Test("given goals and plans are answered one by one; courtesy asks for nothing")
    func given() async throws {
        let numbered = { NumberedText.numbered($0, prefix: $1) }
        let found = try await findings(
            TraceTask(
                aspects: [.goals, .plan, .calls], lines: lines, goals: numbered(["Book VN1", "Paint walls"], "g"),
                tools: numbered(["search: finds"], "t"), plan: numbered(["Search a flight", "Dance"], "p")))
        #expect(found.goals.map(\.met) == [.full, .no])
        #expect(found.plan.map(\.done) == [.yes, .no])
        let thanks = try await findings(
            TraceTask(
                aspects: .goals,
                lines: [.init(id: "u1", kind: .user, text: "Thanks!"), .init(id: "st1", kind: .message, text: "Bye.")]))
        #expect(thanks.goals.map(\.met) == [TraceTask.Met.none])
    }
}
