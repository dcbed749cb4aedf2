/// How well the service and humans agree about one metric, the total, a battle's winner or severity.
package struct AgreementGroup: Sendable, Hashable {
    /// How well humans agree with each other: no judge can be asked for more.
    package struct Ceiling: Sendable, Hashable {
        /// Decisions that several humans have labelled.
        package let items: Int
        /// Share of pairs of humans that said the same, 0 to 1.
        package let agreement: Double
        /// Over all pairs of humans; nil when they only ever said one thing.
        package let kappa: AgreementTable.Kappa?
    }

    package let metric: String
    /// Decisions of the service that are the humans' too.
    package let accuracy: Proportion
    /// Rows: the service; columns: humans; by `rulings`.
    package let table: AgreementTable
    /// The categories of `table`.
    package let rulings: [Ruling]
    package let kappa: AgreementTable.Kappa?
    /// Quadratic weights: of severities, or of scores in tenths where humans gave scores; nil without either.
    package let weightedKappa: AgreementTable.Kappa?
    /// That an answer which humans pass has the better score; nil where they pass all or none.
    package let area: ROCArea?
    /// Nil when no decision was labelled by several humans.
    package let ceiling: Ceiling?

    /// - Parameters:
    ///   - decisions: all of `metric`.
    ///   - panels: all of `metric`.
    init(_ metric: String, decisions: [LabelledDecision], panels: [LabelSet.Panel]) {
        self.metric = metric
        accuracy = Proportion(successes: decisions.count { $0.isRight }, trials: decisions.count)
        let rulings: [Ruling] =
            switch metric {
            case CalibrationKey.severity: [.low, .medium, .high, .critical]
            case CalibrationKey.battle: [.a, .b, .tie]
            default: [.passed, .failed]
            }
        self.rulings = rulings
        let place = { (ruling: Ruling) in rulings.firstIndex(of: ruling) ?? -1 }
        table = AgreementTable(
            decisions.lazy.map { (place($0.judged), place($0.human)) }, categories: rulings.count)
        kappa = table.kappa()
        if metric == CalibrationKey.severity {
            weightedKappa = table.kappa(.quadratic)
        } else {
            let scored = decisions.compactMap { decision in
                decision.benefit.flatMap { benefit in
                    decision.humanBenefit.map { (Self.tenth(benefit), Self.tenth($0)) }
                }
            }
            weightedKappa = AgreementTable(scored, categories: 11).kappa(.quadratic)
        }
        area = ROCArea(
            positives: decisions.filter { $0.human == .passed }.compactMap(\.benefit),
            negatives: decisions.filter { $0.human == .failed }.compactMap(\.benefit))
        ceiling = Self.ceiling(panels.map { $0.rulings.map(place) }, categories: rulings.count)
    }

    private static func tenth(_ benefit: Double) -> Int { Int((min(1, max(0, benefit)) * 10).rounded()) }

    /// Each panel counts once, shared out over its pairs in both orders: who is named first says nothing.
    private static func ceiling(_ panels: [[Int]], categories: Int) -> Ceiling? {
        guard !panels.isEmpty else { return nil }
        var table = AgreementTable(categories: categories)
        for panel in panels {
            let pairs = Double(panel.count * (panel.count - 1))
            for first in panel.indices {
                for second in panel.indices where second != first {
                    table.add(panel[first], panel[second], weight: 1 / pairs)
                }
            }
        }
        guard table.total > 0 else { return nil }
        return Ceiling(items: panels.count, agreement: min(1, table.agreed / table.total), kappa: table.kappa())
    }
}
