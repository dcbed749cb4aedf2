/// Puts a human's judgement beside the result it is about. Pure.
package struct LabelPairing: Sendable {
    /// What came of one pair.
    package struct Outcome: Sendable, Hashable {
        package var decisions: [LabelledDecision] = []
        /// Judgements about something that the result did not decide.
        package var undecided = 0
        package var problems: [String] = []
    }

    private let catalog = MetricCatalog()

    package init() {}

    /// - Parameter path: where the judgement stands in its line, for messages.
    package func pairs(_ result: JudgedResult, with human: HumanJudgement, path: String = "") -> Outcome {
        var outcome = Outcome()
        func take(_ decided: JudgedResult.Decided, _ ruling: Ruling, humanBenefit: Double? = nil) {
            guard let judged = decided.ruling else {
                outcome.undecided += 1
                return
            }
            let key = CalibrationKey(
                metric: metric(decided.metric), judgeModel: result.judgeModel, judgeProtocol: result.judgeProtocol)
            outcome.decisions.append(
                LabelledDecision(
                    item: result.evaluationID, part: decided.part, key: key, judged: judged, human: ruling,
                    confidence: decided.confidence, benefit: decided.benefit, humanBenefit: humanBenefit))
        }
        if let passed = human.passed {
            if result.battle != nil {
                outcome.problems.append("\(path)passed does not fit a battle, which has a winner")
            } else {
                take(result.total, Ruling(passed: passed))
            }
        }
        if let winner = human.winner {
            if let battle = result.battle {
                take(battle, winner)
            } else {
                outcome.problems.append("\(path)winner fits a battle only")
            }
        }
        if let severity = human.severity {
            let decided = JudgedResult.Decided(
                part: CalibrationKey.severity, metric: CalibrationKey.severity,
                ruling: result.severity.map(Ruling.init),
                direction: .higherIsWorse)
            take(decided, Ruling(severity))
        }
        for label in human.metrics {
            let name = "\(path)metrics.\(LabelFields.shown(label.name))"
            guard let decided = result.decided(label.name) else {
                outcome.problems.append("\(name) is not among the result's details")
                continue
            }
            let score = label.score.map { Score(clamping: $0) }
            let benefit = score.map { decided.direction.benefit(of: $0) }
            if let passed = label.passed {
                take(decided, Ruling(passed: passed), humanBenefit: benefit)
            } else if let score, let threshold = decided.threshold {
                take(
                    decided, Ruling(passed: decided.direction.passes(score, threshold: threshold)),
                    humanBenefit: benefit)
            } else {
                outcome.problems.append("\(name) needs passed: the result names no threshold")
            }
        }
        return outcome
    }

    /// A metric's id in the spelling of the catalogue, when it has it.
    func metric(_ name: String) -> String { catalog[name]?.descriptor.id ?? name }

    /// Which way a metric counts; higher is better where the catalogue does not know it.
    func direction(of name: String) -> Direction { catalog[name]?.descriptor.direction ?? .higherIsBetter }
}
