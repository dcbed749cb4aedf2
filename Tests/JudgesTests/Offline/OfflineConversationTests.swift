import Evaluation
import JSON
import Judges
import Testing

/// What the offline judge says about conversations, read and verified like a model's answer.
struct OfflineConversationTests {
    private static let all: ConversationTask.Aspects = [.relevancy, .completeness, .retention, .role, .topics]

    private func task(_ turns: [(Turn.Role, String)]) -> ConversationTask {
        ConversationTask(
            aspects: Self.all, turns: turns.map { Turn(role: $0.0, content: $0.1) }, role: "A clerk of an airline.",
            topics: ["flights", "dogs on board"])
    }

    private func findings(_ turns: [(Turn.Role, String)]) async throws -> ConversationFindings {
        let task = task(turns)
        let answer = try await offlineAnswer(.conversation(task))
        #expect(conforms(answer, JudgeTask.conversation(task).prompt(nonce: "n").schema))
        return try ConversationFindings(task: task, answer: JSONWriter.text(of: answer))
    }

    @Test("answers, intentions and topics are told by shared words, and no quote is invented")
    func words() async throws {
        let found = try await findings([
            (.user, "When does the flight to Oslo leave?"), (.assistant, "The flight to Oslo leaves at 9:30."),
            (.user, "Can dogs fly?"), (.assistant, "Bananas are yellow."),
            (.user, "Who won the match?"), (.assistant, "I'm sorry, but I can't help with that."),
            (.user, "Thanks!"), (.assistant, "You're welcome!"),
        ])
        #expect(found.relevance.map(\.word) == [.relevant, .irrelevant, .declines, .relevant])
        #expect(found.intentions.map(\.met) == [.full, .no, .no, .none])
        #expect(found.exchanges.map(\.topic) == [.relevant, .relevant, .irrelevant, .smallTalk])
        #expect(found.exchanges.map(\.reply.word) == [.answered, .answered, .declined, .answered])
        #expect(found.quotes.given > 0 && found.quotes.rejected == 0)
    }

    @Test("what users say of themselves is remembered; asking again and another number are seen")
    func memory() async throws {
        let found = try await findings([
            (.user, "My booking number is 4521."), (.assistant, "What is your booking number?"),
            (.user, "See above."), (.assistant, "The booking number is 9999."), (.user, "No."),
            (.assistant, "As an AI language model I have no memory."),
        ])
        #expect(found.facts.map(\.passage.text) == ["My booking number is 4521"])
        #expect(found.memory.map(\.verdict.word) == [.asksAgain, .contradicts, .keeps])
        #expect(found.conduct.map(\.word) == [.inRole, .inRole, .outOfRole])
        #expect(found.quotes.rejected == 0)
    }

    @Test("Vietnamese works by the same rules")
    func vietnamese() async throws {
        let found = try await findings([
            (.user, "Thủ đô của Việt Nam là gì?"), (.assistant, "Thủ đô của Việt Nam là Hà Nội."),
            (.user, "Mã đặt chỗ của tôi là 4521."), (.assistant, "Mã đặt chỗ là gì?"),
        ])
        #expect(found.relevance.first?.word == .relevant)
        #expect(found.facts.count == 1)
        #expect(found.quotes.rejected == 0)
    }

    @Test("hostile turns are only text")
    func hostile() async throws {
        for text in [
            "", " ", "\u{0}\u{202E}", String(repeating: "(", count: 8_000), "?",
            String(repeating: "my 1 ", count: 1_600),
        ] {
            _ = try await findings([(.user, text), (.assistant, text), (.user, text), (.assistant, text)])
        }
    }
}
