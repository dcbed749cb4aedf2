/// Labels from many lines, one for each decision: repetitions count once, several humans vote.
package struct LabelSet: Sendable {
    /// Each decision with what the majority of its humans says.
    package struct Outcome: Sendable, Hashable {
        package var decisions: [LabelledDecision] = []
        /// Decisions that several humans have labelled, drawn ones too.
        package var panels: [Panel] = []
        /// Lines that said the same again.
        package var repeated = 0
        /// Decisions on which as many humans say one thing as another; they count for nothing.
        package var split = 0
        /// Judgements about something without a score.
        package var undecided = 0
    }

    /// What several humans said about one decision.
    package struct Panel: Sendable, Hashable {
        package let metric: String
        /// At least two.
        package let rulings: [Ruling]
    }

    private struct Place: Hashable {
        let item: String
        let part: String
        let key: CalibrationKey
    }

    private struct Vote {
        let annotator: String?
        let decision: LabelledDecision
        let line: Int
    }

    private var order: [Place] = []
    private var votes: [Place: [Vote]] = [:]
    private var repeated = 0
    private var undecided = 0
    /// Contradictions, with both lines.
    package private(set) var problems: [String] = []

    package init() {}

    /// Most humans that may label one decision.
    private static let mostAnnotators = 100

    /// - Parameter number: of the line, for messages.
    package mutating func add(_ line: LabelReader.Line, number: Int) {
        undecided += line.undecided
        for decision in line.decisions {
            let place = Place(item: decision.item, part: decision.part, key: decision.key)
            let before = votes[place, default: []]
            if before.isEmpty { order.append(place) }
            if let same = before.first(where: { $0.annotator == line.annotator }) {
                if same.decision.human == decision.human {
                    repeated += 1
                } else {
                    problems.append(
                        "line \(number): \(LabelFields.shown(decision.part)) of evaluation "
                            + "\(LabelFields.shown(decision.item)) contradicts line \(same.line); "
                            + "two humans need two names in annotator")
                }
            } else if before.count >= Self.mostAnnotators {
                problems.append("line \(number): more than \(Self.mostAnnotators) humans labelled the same decision")
            } else {
                votes[place, default: []].append(
                    Vote(annotator: line.annotator, decision: decision, line: number))
            }
        }
    }

    /// The decisions in the order of their first label.
    package var outcome: Outcome {
        var outcome = Outcome(repeated: repeated, undecided: undecided)
        for place in order {
            let votes = votes[place, default: []]
            guard var decision = votes.first?.decision else { continue }
            let rulings = votes.map(\.decision.human)
            if rulings.count > 1 { outcome.panels.append(Panel(metric: place.key.metric, rulings: rulings)) }
            guard let human = Self.majority(rulings) else {
                outcome.split += 1
                continue
            }
            decision.human = human
            let scores = votes.compactMap(\.decision.humanBenefit)
            decision.humanBenefit = scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
            outcome.decisions.append(decision)
        }
        return outcome
    }

    /// The ruling that more humans chose than any other; nil for a draw.
    static func majority(_ rulings: [Ruling]) -> Ruling? {
        var counts: [Ruling: Int] = [:]
        for ruling in rulings { counts[ruling, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        let leaders = counts.filter { $0.value == most }
        return leaders.count == 1 ? leaders.first?.key : nil
    }
}
