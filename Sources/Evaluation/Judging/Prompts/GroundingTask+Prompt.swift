import JSON

extension GroundingTask {
    private static let claimRules = """
        claims: walk through the answer's sentences s1, s2, … and give one item per factual statement. claim: null when \
        the statement is the whole sentence, else the statement as a sentence of its own. A sentence that states no \
        fact (question, courtesy, offer, opinion) gets one item not_a_claim. Leave no sentence out.
        """

    private static let evidenceRules = """
        verdict: supported if the evidence e1, e2, … says so; contradicted if it says otherwise; not_in_evidence in \
        every other case, even if true. supported and contradicted need eid and a quote from that chunk; else both are \
        null. overall: the answer as a whole, judged afresh.
        """

    private static let knowledgeRules = """
        verdict, by well-established knowledge: supported if surely true, contradicted if surely false, \
        not_in_evidence if you cannot tell. eid and quote are null. overall: the answer as a whole, judged afresh.
        """

    private static let relevancyRules = """
        requirements: what the user's input asks for, one item each (r1, r2, …), how far the answer addresses it, sid \
        and a quote of the sentence that does it best, else null. sentences: every sentence once with its role for that \
        input. responds: what the answer as a whole is.
        """

    func prompt(_ fence: PromptFence) -> JudgePrompt {
        var rules: [String] = []
        if asksForClaims { rules += [Self.claimRules, evidence.isEmpty ? Self.knowledgeRules : Self.evidenceRules] }
        if asksForRelevancy { rules.append(Self.relevancyRules) }
        var data = PromptData(fence, mark: dataMark)
        if asksForClaims { data.add(evidence) }
        data.endShared()
        data.add("input", input ?? "")
        data.add(sentences)
        return JudgePrompt(
            system: PromptRules.text(rules, mark: dataMark), user: data, schemaName: "grounding", schema: schema,
            maximumTokens: maximumTokens)
    }

    private var maximumTokens: Int {
        300 + (asksForClaims ? 220 * sentences.count : 0) + (asksForRelevancy ? 600 + 20 * sentences.count : 0)
    }

    private var schema: JSONValue {
        var properties = [("reasoning", AnswerSchema.string)]
        if asksForClaims {
            let claim = AnswerSchema.object([
                ("sid", AnswerSchema.string), ("claim", AnswerSchema.optionalString),
                ("verdict", AnswerSchema.words(Verdict.allCases)), ("eid", AnswerSchema.optionalString),
                ("quote", AnswerSchema.optionalString), ("p", AnswerSchema.number),
            ])
            properties.append(("claims", AnswerSchema.array(of: claim)))
            properties.append(("overall", AnswerSchema.words(Overall.allCases)))
        }
        if asksForRelevancy {
            let requirement = AnswerSchema.object([
                ("id", AnswerSchema.string), ("text", AnswerSchema.string),
                ("addressed", AnswerSchema.words(Addressed.allCases)), ("sid", AnswerSchema.optionalString),
                ("quote", AnswerSchema.optionalString), ("p", AnswerSchema.number),
            ])
            let role = AnswerSchema.object([
                ("sid", AnswerSchema.string), ("role", AnswerSchema.words(Role.allCases)),
            ])
            properties.append(("requirements", AnswerSchema.array(of: requirement)))
            properties.append(("sentences", AnswerSchema.array(of: role)))
            properties.append(("responds", AnswerSchema.words(Response.allCases)))
        }
        return AnswerSchema.object(properties)
    }
}
