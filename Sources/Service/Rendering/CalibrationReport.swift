import Evaluation
import JSON

/// What labels say about confidence, as people and programs read it.
struct CalibrationReport: Sendable {
    /// How a report is written.
    enum Format: String, Sendable, CaseIterable { case table, markdown, json }

    let study: CalibrationStudy
    let labels: LabelSet.Outcome
    let promise: ReviewThreshold.Promise

    func text(_ format: Format) -> String {
        let show = { (table: TextTable) in format == .table ? table.text : table.markdown }
        guard format != .json else {
            return JSONValue.object([
                "groups": study.json, "repeated": .integer(Int64(labels.repeated)),
                "split": .integer(Int64(labels.split)), "undecided": .integer(Int64(labels.undecided)),
            ]).description
        }
        let error = Figures.percent(promise.error, 1)
        return """
            The judge and the humans
            \(show(decisions))

            Confidence, stated and calibrated (of labels that the curve has not seen)
            \(show(confidence))

            Share that is wrong among the surest part of the decisions
            \(show(risks))

            review below: confidence under which a human should decide, so that at most \(error) of what completes is \
            wrong, with \(Figures.percent(1 - promise.risk, 1)) assurance; none: the labels cannot show it
            \(remarks.joined(separator: "\n"))
            """.trimmedEnd
    }

    private var decisions: TextTable {
        var table = TextTable(["metric", "judge", "labels", "accuracy", "kappa", "AUROC", "calibration"])
        for group in study.groups {
            table.add([
                group.key.metric, group.judge, String(group.labels),
                Figures.interval(group.accuracy.value, group.accuracy.wilson),
                Figures.interval(group.kappa?.value, group.kappa?.interval),
                Figures.interval(group.before.area?.value, group.before.area?.interval), group.outcome,
            ])
        }
        return table
    }

    private var confidence: TextTable {
        var table = TextTable(["metric", "judge", "ECE", "Brier", "AURC", "coverage at 95 %", "review below"])
        for group in study.groups {
            let pair = { (figure: (ConfidenceFigures) -> Double) in
                Figures.change(figure(group.before), group.after.map(figure))
            }
            table.add([
                group.key.metric, group.judge, pair(\.reliability.expectedError), pair(\.reliability.brier),
                pair(\.riskCoverage.area), pair { $0.riskCoverage.coverage(atAccuracy: 0.95) },
                group.threshold.map {
                    "\(ResultReport.decimals($0.confidence, 2)) (\(Figures.percent($0.coverage, 0)) complete)"
                } ?? "none",
            ])
        }
        return table
    }

    private var risks: TextTable {
        let coverages = CalibratedGroup.tableCoverages
        var table = TextTable(["metric", "judge"] + coverages.map { Figures.percent($0, 0) })
        for group in study.groups {
            let curve = (group.after ?? group.before).riskCoverage
            table.add(
                [group.key.metric, group.judge]
                    + coverages.map { Figures.percent(curve.point(atCoverage: $0)?.risk, 1) })
        }
        return table
    }

    private var remarks: [String] {
        [
            (labels.undecided, "labels of something that has no score, not counted"),
            (labels.repeated, "labels that came again, counted once"),
            (labels.split, "decisions on which as many humans say one thing as another, not counted"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    }
}

extension CalibratedGroup {
    /// Who judged, for people.
    var judge: String {
        let name =
            switch key.judgeModel {
            case nil: "none named"
            case CalibrationKey.anyJudge: "all judges"
            case let model?: model
            }
        return key.judgeProtocol.map { "\(name) (\($0))" } ?? name
    }

    /// What came of the fit, for people.
    var outcome: String {
        switch (curve, refusal) {
        case (nil, _): "none: \(labels) of \(CalibrationCurve.fewestLabels) labels"
        case (_, .accuracy): "refused: not above chance"
        case (_, .agreement): "refused: hardly agrees"
        case (let curve?, nil): curve.method
        }
    }
}

/// Numbers as the reports show them.
enum Figures {
    /// `0.83 [0.75, 0.89]`.
    static func interval(_ value: Double?, _ interval: Interval?) -> String {
        guard let value, let interval else { return "-" }
        return "\(ResultReport.decimals(value, 2)) "
            + "[\(ResultReport.decimals(interval.low, 2)), \(ResultReport.decimals(interval.high, 2))]"
    }

    /// `0.120 > 0.031`; the second is missing where nothing was fitted.
    static func change(_ before: Double, _ after: Double?) -> String {
        "\(ResultReport.decimals(before, 3)) > \(after.map { ResultReport.decimals($0, 3) } ?? "-")"
    }

    static func percent(_ share: Double?, _ digits: Int) -> String {
        share.map { ResultReport.decimals($0 * 100, digits) + " %" } ?? "-"
    }
}
