/// Makes the tasks of each family about one subject.
struct FamilyParts {
    let subject: EvaluationCase
    let evidence: EvidenceIndex
    let policy: EvaluationPolicy
    let hardening: Hardening

    func tasks(of family: TaskFamily, for needs: FactNeeds) -> TaskParts {
        switch family {
        case .grounding: grounding(needs)
        case .safety: safety(needs)
        case .retrieval: RetrievalTask.parts(needs.retrieval, of: subject, policy: policy)
        case .conversation: ConversationTask.parts(needs, of: subject, policy: policy)
        case .trace: TraceTask.parts(needs, of: subject, policy: policy)
        }
    }

    /// Sentences that speak to the evaluator are not shown where claims are judged: what they say counts for nothing
    /// there, and a naive judge might obey.
    private func grounding(_ needs: FactNeeds) -> TaskParts {
        let document = subject.document
        let spoken = document.sentences.filter { !document.addressedToEvaluator.contains($0.number) }
        let parts = SentenceParts(spoken, policy: policy)
        // More evidence than fits is asked about when the first part leaves claims open.
        let chunks = needs.claims ? evidence.texts(evidence.parts.first ?? []) : []
        // Whoever verifies claims without the answer's wording cannot say what its sentences are for.
        let isSplit = hardening.contains(.twoStages) && needs.claims && needs.relevancy
        let wanted = isSplit ? [(true, false), (false, true)] : [(needs.claims, needs.relevancy)]
        let isAlone = parts.parts.count == 1 && evidence.parts.count <= 1
        return TaskParts(
            tasks: wanted.flatMap { claims, relevancy in
                parts.parts.map { sentences in
                    BoundTask(
                        .grounding(
                            GroundingTask(
                                input: subject.testCase.input, sentences: sentences, evidence: claims ? chunks : [],
                                asksForClaims: claims, asksForRelevancy: relevancy)),
                        document: document, evidence: evidence, readsEvidenceAlone: isAlone)
                }
            }, coverage: parts.coverage)
    }

    private func safety(_ needs: FactNeeds) -> TaskParts {
        let parts = SentenceParts(subject.document.sentences, policy: policy)
        return TaskParts(
            tasks: parts.parts.map { sentences in
                BoundTask(
                    .safety(
                        SafetyTask(
                            input: subject.testCase.input, sentences: sentences, asksForToxicity: needs.toxicity,
                            asksForBias: needs.bias, asksForPersonalData: needs.personalData, rules: needs.rules,
                            asksForRefusal: needs.refusal || subject.refusal.outcome == .unsure)),
                    document: subject.document)
            }, coverage: parts.coverage)
    }
}
