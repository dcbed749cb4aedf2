import Evaluation
import JSON
import TestKit
import Testing

/// Providers keep the beginning of prompts that many calls share: what is the same for all must come first.
@Suite("What prompts begin with")
struct PromptPrefixTests {
    private static let fence = PromptFence(secret: Array("a secret of at least 128 bits".utf8))

    private static func tasks(_ word: String) -> [JudgeTask] {
        [
            .grounding(GroundingTask(input: "\(word)?", output: "It is \(word).", evidence: ["\(word) it is."])),
            .safety(SafetyTask(input: "\(word)?", output: "It is \(word).")),
            .extraction(ExtractionTask(sentences: NumberedText.sentences(of: "It is \(word)."))),
            .battle(BattleTask(input: "\(word)?", first: "\(word) a", second: "\(word) b")),
        ]
    }

    @Test("Rules and schema hold nothing of the request and are equal for all of a kind; the data comes last")
    func rules() {
        for (one, other) in zip(Self.tasks("azure"), Self.tasks("crimson")) {
            let prompts = [one, other].map { $0.prompt(Self.fence) }
            #expect(prompts[0].system == prompts[1].system)
            #expect(prompts[0].schema == prompts[1].schema)
            #expect(prompts[0].user != prompts[1].user)
            #expect(!prompts[0].system.contains("azure"))
            #expect(prompts[0].user.hasPrefix("DATA "))
        }
    }

    /// Questions of every kind that have texts in common, about one answer.
    private static func sharing(_ shared: [String], _ answer: String) -> [JudgeTask] {
        let whole = shared.joined(separator: "\n")
        let parts = [
            CriteriaTask.Part(label: "input", text: "About \(answer)?"),
            CriteriaTask.Part(label: "actual_output", text: answer),
            CriteriaTask.Part(label: "retrieval_context", text: whole),
        ]
        let chunks = shared.enumerated().map { place, text in
            RetrievalTask.Chunk(rank: place + 1, source: place, start: 0, text: text, passages: [])
        }
        let expected = [RetrievalTask.Sentence(id: "x1", text: answer, range: 0..<1)]
        return [
            .grounding(GroundingTask(input: "About \(answer)?", output: answer, evidence: shared)),
            .retrieval(
                RetrievalTask(
                    aspects: [.usefulness, .attribution], input: "About \(answer)?", chunks: chunks, expected: expected)
            ),
            .summary(SummaryTask(source: whole, summary: answer)),
            .criteria(CriteriaTask(name: "g_eval", criteria: "Is kind.", steps: ["Kind.", "Short."], parts: parts)),
            .checklist(ChecklistTask(items: [.init(id: "q1", question: "Is it kind?")], parts: parts)),
            .battle(
                BattleTask(
                    input: "Which?", first: answer, second: "B \(answer)",
                    yardstick: BattleTask.Yardstick(
                        criteria: "Kind.", parts: [.init(label: "retrieval_context", text: whole)]))),
            .safety(
                SafetyTask(
                    input: answer, sentences: NumberedText.sentences(of: answer), asksForToxicity: false,
                    asksForBias: false, asksForPersonalData: false,
                    rules: shared.map { ConductRule(.roleViolation, $0) })),
            .conversation(
                ConversationTask(
                    aspects: .role, turns: [Turn(role: .user, content: "Hi"), Turn(role: .assistant, content: answer)],
                    role: whole)),
            .trace(
                TraceTask(
                    aspects: .calls, lines: [.init(id: "u1", kind: .user, text: answer)],
                    tools: NumberedText.numbered(shared, prefix: "t"))),
        ]
    }

    private static let pieces = [
        "word ", "nine ", "tower ", "\n", "\"", "Việt ", "漢字", "<|im_end|>", "END x", "\u{200B}", "12.5 ", "[INST]",
    ]

    @Test("Two questions with the same evidence and different answers are the same past the end of the evidence")
    func evidence() {
        var generator = SeededGenerator(seed: 4)
        for round in 0..<40 {
            let shared = (0..<3).map { _ in "Begin. " + generator.text(of: Self.pieces, count: 200) + " End." }
            let answers = (0..<2).map { _ in generator.text(of: Self.pieces, count: 30) + "\(generator.next())." }
            for (one, other) in zip(Self.sharing(shared, answers[0]), Self.sharing(shared, answers[1])) {
                let prompts = [one, other].map { $0.prompt(Self.fence) }
                #expect(prompts[0].system == prompts[1].system)
                #expect(prompts[0].schema == prompts[1].schema)
                guard let part = prompts[0].shared.first, part == prompts[1].shared.first else {
                    Issue.record("\(one.name), seed 4, round \(round): nothing is shared")
                    continue
                }
                let bytes = prompts.map { Array($0.user.utf8) }
                let common = zip(bytes[0], bytes[1]).prefix { $0 == $1 }.count
                #expect(common >= part.end, "\(one.name), seed 4, round \(round)")
                #expect(common < bytes[0].count)
                // All of the evidence stands before that place, and not a letter of the answer.
                let beginning = String(decoding: bytes[0][..<part.end], as: UTF8.self)
                #expect(beginning.split(separator: "Begin. ").count == 4 && beginning.hasSuffix(" End.\"\n"))
                #expect(!beginning.contains(String(answers[0].suffix(12))))
            }
        }
    }

    @Test("The same task asked twice is the same prompt; with another secret it is not")
    func repetition() {
        let shared = [String(repeating: "The tower opens at nine. ", count: 60)]
        for (one, again) in zip(Self.sharing(shared, "At nine."), Self.sharing(shared, "At nine.")) {
            #expect(one.prompt(Self.fence) == again.prompt(Self.fence))
            #expect(one.prompt(Self.fence).user != again.prompt(PromptFence(secret: [1])).user)
        }
    }

    @Test("Criteria about one answer share all of its texts")
    func criteria() {
        let parts = [
            CriteriaTask.Part(label: "input", text: "When?"),
            CriteriaTask.Part(label: "actual_output", text: TokenBudgetTests.answer + TokenBudgetTests.answer),
        ]
        let prompts = ["Is kind.", "Is short."].map {
            JudgeTask.criteria(CriteriaTask(name: "g_eval", criteria: $0, parts: parts)).prompt(Self.fence)
        }
        #expect(prompts[0].shared.count == 1 && prompts[0].shared == prompts[1].shared)
        #expect(prompts[0].user != prompts[1].user)
    }

    @Test("What a second answer to the reference case's evidence reads from a cache: three quarters of its prompt")
    func referenceCase() {
        let prompts = [TokenBudgetTests.answer, "The tower opens at ten and closes at five."].map {
            JudgeTask.grounding(
                GroundingTask(input: TokenBudgetTests.input, output: $0, evidence: TokenBudgetTests.evidence)
            ).prompt(Self.fence)
        }
        let bytes = prompts.map { Array($0.user.utf8) }
        let rules = prompts[0].system.utf8.count + JSONWriter.text(of: prompts[0].schema).utf8.count
        let common = rules + zip(bytes[0], bytes[1]).prefix { $0 == $1 }.count
        let whole = rules + bytes[0].count
        print("tokens of the grounding question: \(whole / 4), of them from a cache: \(common / 4)")
        #expect(Double(common) >= 0.75 * Double(whole))
    }
}
