import Evaluation
import TestKit
import Testing

/// Providers keep the beginning of prompts that many calls share: what is the same for all must come first.
@Suite struct PromptPrefixTests {
    private static func tasks(_ word: String) -> [JudgeTask] {
        [
            .grounding(GroundingTask(input: "\(word)?", output: "It is \(word).", evidence: ["\(word) it is."])),
            .safety(SafetyTask(input: "\(word)?", output: "It is \(word).")),
            .extraction(ExtractionTask(sentences: NumberedText.sentences(of: "It is \(word)."))),
            .battle(BattleTask(input: "\(word)?", first: "\(word) a", second: "\(word) b")),
        ]
    }

    @Test("rules and schema hold nothing of the request and are equal for all of a kind; the data comes last")
    func shared() {
        for (one, other) in zip(Self.tasks("azure"), Self.tasks("crimson")) {
            let prompts = [one, other].map { $0.prompt(nonce: PromptNonce.fresh()) }
            #expect(prompts[0].system == prompts[1].system)
            #expect(prompts[0].schema == prompts[1].schema)
            #expect(prompts[0].user != prompts[1].user)
            #expect(!prompts[0].system.contains("azure"))
            #expect(prompts[0].user.hasPrefix("DATA "))
        }
    }
}
