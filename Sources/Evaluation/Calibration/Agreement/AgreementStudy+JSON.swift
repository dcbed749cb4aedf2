package import JSON

extension AgreementStudy {
    /// Everything the study found; figures to four decimals.
    package var json: JSONValue {
        [
            "compared": .integer(Int64(compared)), "groups": .array(groups.map { .object($0.json) }),
            "without_label": .array(withoutLabel.map(JSONValue.string)),
            "without_result": .array(withoutResult.map(JSONValue.string)), "split": .integer(Int64(split)),
            "undecided": .integer(Int64(undecided)), "repeated": .integer(Int64(repeated)),
        ]
    }
}

extension AgreementGroup {
    fileprivate var json: JSONObject {
        var json: JSONObject = ["metric": .string(metric), "labels": .integer(Int64(accuracy.trials))]
        json.append("accuracy", .figure(accuracy.value, accuracy.wilson))
        json.append("kappa", .figure(kappa?.value, kappa?.interval))
        json.append("weighted_kappa", .figure(weightedKappa?.value, weightedKappa?.interval))
        json.append("auroc", .figure(area?.value, area?.interval))
        var counts = JSONObject()
        for (row, judged) in rulings.enumerated() {
            for (column, human) in rulings.enumerated() {
                counts.append("\(judged.name)/\(human.name)", .integer(Int64(table[row, column])))
            }
        }
        json.append("counts", .object(counts))
        json.append(
            "humans",
            ceiling.map {
                [
                    "items": .integer(Int64($0.items)), "agreement": .figure($0.agreement),
                    "kappa": .figure($0.kappa?.value, $0.kappa?.interval),
                ]
            } ?? .null)
        return json
    }
}

extension JSONValue {
    /// A number to four decimals; null for what is none.
    static func figure(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .number(Score.rounded(value))
    }

    /// A figure with its 95 % interval; null for what is none.
    static func figure(_ value: Double?, _ interval: Interval?) -> JSONValue {
        guard let value, let interval else { return .null }
        return ["value": figure(value), "low": figure(interval.low), "high": figure(interval.high)]
    }
}
