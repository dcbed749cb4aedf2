/// How well published results and humans agree, for everything that humans have labelled. Pure.
package struct AgreementStudy: Sendable, Hashable {
    /// By metric; the total, battles and severity last.
    package let groups: [AgreementGroup]
    /// Evaluations that have a result and a judgement.
    package let compared: Int
    /// Evaluations with a result that nobody has judged, in order.
    package let withoutLabel: [String]
    /// Evaluations with a judgement whose result is not there, in order.
    package let withoutResult: [String]
    /// Decisions on which as many humans say one thing as another; they count for nothing.
    package let split: Int
    /// Judgements about something that has no score.
    package let undecided: Int
    /// Lines that said the same again, or results of an evaluation that came more than once: the last stands.
    package let repeated: Int

    init(
        outcome: LabelSet.Outcome, compared: Int, withoutLabel: [String], withoutResult: [String], repeatedResults: Int
    ) {
        self.compared = compared
        self.withoutLabel = withoutLabel
        self.withoutResult = withoutResult
        split = outcome.split
        undecided = outcome.undecided
        repeated = outcome.repeated + repeatedResults
        var decisions: [String: [LabelledDecision]] = [:]
        for decision in outcome.decisions { decisions[decision.key.metric, default: []].append(decision) }
        var panels: [String: [LabelSet.Panel]] = [:]
        for panel in outcome.panels { panels[panel.metric, default: []].append(panel) }
        let last = [CalibrationKey.total, CalibrationKey.battle, CalibrationKey.severity]
        let metrics = Set(decisions.keys).union(panels.keys)
        groups = (metrics.subtracting(last).sorted() + last.filter(metrics.contains)).map {
            AgreementGroup($0, decisions: decisions[$0, default: []], panels: panels[$0, default: []])
        }
    }
}
