/// Joins what judges found about the parts of each family of one bundle.
struct BundleFacts {
    let bundle: EvaluationPlan.Bundle
    let plan: EvaluationPlan
    let subject: EvaluationCase
    let judged: JudgedTasks

    /// Only what all parts were answered for.
    var facts: MetricFacts {
        var facts = MetricFacts()
        if let (section, found) = found(.grounding) {
            let parts = found.compactMap { if case .grounding(let findings) = $0 { findings } else { nil } }
            var whole = GroundingFindings.merged(parts) ?? GroundingFindings(isClosedBook: plan.evidence.isEmpty)
            whole.add(addressedSentencesOf: subject.document)
            whole.coverage = section.coverage
            facts.grounding = whole
        }
        if let (section, found) = found(.safety) {
            let parts = found.compactMap { if case .safety(let findings) = $0 { findings } else { nil } }
            facts.safety = SafetyFindings.merged(parts)
            facts.safety?.coverage = section.coverage
        }
        if let (section, found) = found(.retrieval) {
            let parts = found.compactMap { if case .retrieval(let findings) = $0 { findings } else { nil } }
            facts.retrieval = RetrievalFindings.merged(parts)
            facts.retrieval?.coverage = section.coverage
        }
        if let (section, found) = found(.conversation) {
            let parts = found.compactMap { if case .conversation(let findings) = $0 { findings } else { nil } }
            facts.conversation = ConversationFindings.merged(parts)
            facts.conversation?.coverage = section.coverage
        }
        if let (section, found) = found(.trace) {
            let parts = found.compactMap { if case .trace(let findings) = $0 { findings } else { nil } }
            facts.trace = TraceFindings.merged(parts)
            facts.trace?.coverage *= section.coverage
        }
        return facts
    }

    private func found(_ family: TaskFamily) -> (EvaluationPlan.Section, [JudgeFindings])? {
        guard let section = bundle.sections[family], let found = judged.findings(of: Array(section.places)) else {
            return nil
        }
        return (section, found)
    }
}
