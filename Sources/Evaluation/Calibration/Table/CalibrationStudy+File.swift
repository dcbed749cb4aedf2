package import JSON

extension CalibrationStudy {
    /// The calibration file: what the service needs, with the figures that it was accepted on. Groups with too few
    /// labels are not in it.
    ///
    /// - Parameter created: when, as the caller wants it written; the same labels without it give the same bytes.
    package func file(created: String? = nil) -> JSONValue {
        var file: JSONObject = ["version": .integer(Int64(CalibrationTable.version))]
        if let created { file.append("created", .string(created)) }
        file.append("entries", .array(groups.filter { $0.curve != nil }.map { .object($0.json) }))
        return .object(file)
    }

    /// Every group with every figure, those with too few labels too.
    package var json: JSONValue { .array(groups.map { .object($0.json) }) }
}

extension CalibratedGroup {
    /// Coverages that the risk-coverage table shows.
    package static let tableCoverages = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]

    /// The group as the calibration file shows it; figures to four decimals, the curve in full.
    package var json: JSONObject {
        var json = JSONObject()
        json.append("metric", .string(key.metric))
        json.append("judge_model", key.judgeModel.map(JSONValue.string) ?? .null)
        json.append("protocol", key.judgeProtocol.map(JSONValue.string) ?? .null)
        json.append("labels", .integer(Int64(labels)))
        json.append("method", curve.map { .string($0.method) } ?? .null)
        switch curve {
        case .platt(let scaling):
            json.append("slope", .number(scaling.slope))
            json.append("intercept", .number(scaling.intercept))
        case .isotonic(let regression):
            json.append(
                "knots",
                .array(regression.knots.map { [.number($0.confidence), .number($0.probability)] }))
        case nil: break
        }
        json.append("usable", curve == nil ? .null : .bool(refusal == nil))
        json.append("refusal", refusal.map { .string($0.rawValue) } ?? .null)
        json.append("accuracy", .figure(accuracy.value, accuracy.wilson))
        json.append("kappa", .figure(kappa?.value, kappa?.interval))
        json.append("auroc", .figure(before.area?.value, before.area?.interval))
        for (name, figures) in [("before", before), ("after", after)] {
            json.append("ece_\(name)", .figure(figures?.reliability.expectedError))
            json.append("brier_\(name)", .figure(figures?.reliability.brier))
            json.append("aurc_\(name)", .figure(figures?.riskCoverage.area))
            json.append("coverage_at_95_\(name)", .figure(figures?.riskCoverage.coverage(atAccuracy: 0.95)))
        }
        json.append(
            "review_threshold",
            threshold.map {
                [
                    "confidence": .number($0.confidence), "coverage": .figure($0.coverage),
                    "error_bound": .figure($0.errorBound),
                ]
            } ?? .null)
        let curve = (after ?? before).riskCoverage
        json.append(
            "risk_coverage",
            .array(
                Self.tableCoverages.compactMap(curve.point).map {
                    [
                        "threshold": .figure($0.threshold), "coverage": .figure($0.coverage),
                        "risk": .figure($0.risk),
                    ]
                }))
        return json
    }
}
