import Evaluation
import JSON

/// How well results and humans agree, as people and programs read it.
struct AgreementReport: Sendable {
    let study: AgreementStudy

    /// Most ids that the forms for people list.
    private static let mostIDs = 20

    func text(_ format: CalibrationReport.Format) -> String {
        let show = { (table: TextTable) in format == .table ? table.text : table.markdown }
        guard format != .json else { return study.json.description }
        var parts = [
            "\(study.compared) evaluations compared", show(agreement), "Counts, service/human\n" + show(counts),
        ]
        if study.groups.contains(where: { $0.ceiling != nil }) {
            parts.append("Humans among themselves: the most a judge can reach\n" + show(humans))
        }
        let remarks =
            list("evaluations without a human decision", study.withoutLabel)
            + list("human decisions without a result", study.withoutResult)
            + [
                (study.undecided, "human decisions about something that has no score, not counted"),
                (study.repeated, "lines that came again"),
                (study.split, "decisions on which as many humans say one thing as another, not counted"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if !remarks.isEmpty { parts.append(remarks.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n")
    }

    private var agreement: TextTable {
        var table = TextTable(["metric", "labels", "accuracy", "kappa", "weighted kappa", "AUROC of the score"])
        for group in study.groups {
            table.add([
                group.metric, String(group.accuracy.trials),
                Figures.interval(group.accuracy.value, group.accuracy.wilson),
                Figures.interval(group.kappa?.value, group.kappa?.interval),
                Figures.interval(group.weightedKappa?.value, group.weightedKappa?.interval),
                Figures.interval(group.area?.value, group.area?.interval),
            ])
        }
        return table
    }

    private var counts: TextTable {
        var table = TextTable(["metric", "counts"], widest: 200)
        for group in study.groups {
            var cells: [String] = []
            for (row, judged) in group.rulings.enumerated() {
                for (column, human) in group.rulings.enumerated() where group.table[row, column] > 0 {
                    cells.append("\(judged.name)/\(human.name) \(Int(group.table[row, column]))")
                }
            }
            table.add([group.metric, cells.joined(separator: ", ")])
        }
        return table
    }

    private var humans: TextTable {
        var table = TextTable(["metric", "decisions", "agreement", "kappa"])
        for group in study.groups {
            guard let ceiling = group.ceiling else { continue }
            table.add([
                group.metric, String(ceiling.items), Figures.percent(ceiling.agreement, 1),
                Figures.interval(ceiling.kappa?.value, ceiling.kappa?.interval),
            ])
        }
        return table
    }

    private func list(_ what: String, _ ids: [String]) -> [String] {
        guard !ids.isEmpty else { return [] }
        let shown = ids.prefix(Self.mostIDs).map { TextTable.safe($0, widest: 60) }.joined(separator: ", ")
        let more = ids.count > Self.mostIDs ? ", and \(ids.count - Self.mostIDs) more" : ""
        return ["\(ids.count) \(what): \(shown)\(more)"]
    }
}
