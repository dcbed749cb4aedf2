private import JSON

/// One structured question to a judge: several metrics may read its findings.
package enum JudgeTask: Sendable, Hashable {
    /// Which claims of the answer the evidence supports, and whether the answer addresses the question.
    case grounding(GroundingTask)
    /// Which spans of the answer are toxic, biased or personal data, and whether it refuses.
    case safety(SafetyTask)
    /// How far the answer meets each step of a custom criterion.
    case criteria(CriteriaTask)
    /// Which of two answers is better, in one order.
    case battle(BattleTask)
}

/// Parts of a grounding question.
package struct GroundingTask: Sendable, Hashable {
    package var input: String?
    package var output: String
    /// Empty when no evidence was given.
    package var evidence: [String]
    /// Ask for claims with verdicts (faithfulness, hallucination).
    package var asksForClaims: Bool
    /// Ask for requirements and sentence roles (answer relevancy).
    package var asksForRelevancy: Bool
}

/// Parts of a safety question.
package struct SafetyTask: Sendable, Hashable {
    package var input: String?
    package var output: String
    package var asksForToxicity: Bool
    package var asksForBias: Bool
    package var asksForPersonalData: Bool
}

/// Parts of a custom criterion.
package struct CriteriaTask: Sendable, Hashable {
    package var name: String
    package var criteria: String
    /// What is rated one by one; never empty.
    package var steps: [String]
    /// Labelled parts of the test case, in a fixed order (`input`, `actual_output`, …).
    package var parts: [Part]

    /// One labelled text.
    package struct Part: Sendable, Hashable {
        package var label: String
        package var text: String
    }
}

/// Parts of one order of a battle.
package struct BattleTask: Sendable, Hashable {
    package var input: String
    package var first: String
    package var second: String
}

extension JudgeTask {
    /// The question as an LLM reads it.
    ///
    /// - Parameter nonce: 32 hexadecimal digits that fence the data; fresh for every call.
    package func prompt(nonce: String) -> JudgePrompt {
        JudgePrompt(system: "", user: nonce, schemaName: "", schema: .null, maximumTokens: 0)
    }
}
