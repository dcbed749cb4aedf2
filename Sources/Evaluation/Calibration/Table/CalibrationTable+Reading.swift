package import JSON

extension CalibrationTable {
    /// The version of the file's format.
    package static let version = 1
    /// Most entries of a file.
    static let mostEntries = 10_000
    /// Most knots of a curve: one for each confidence of four decimals, and some.
    static let mostKnots = 25_000

    /// The table that a calibration file holds.
    ///
    /// - Throws: `CalibrationError` with every problem.
    package init(_ bytes: [UInt8]) throws(CalibrationError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, options: .init(duplicateKeys: .reject))
        } catch {
            throw CalibrationError(["not JSON: \(error)"])
        }
        try self.init(json: value)
    }

    /// The table that a parsed calibration file holds. Members it does not know are ignored.
    ///
    /// - Throws: `CalibrationError` with every problem.
    package init(json: JSONValue) throws(CalibrationError) {
        guard let object = json.object else { throw CalibrationError(["is \(json.kindName), not an object"]) }
        var problems: [String] = []
        if object["version"]?.integer != Self.version { problems.append("version must be \(Self.version)") }
        var entries: [CalibrationEntry] = []
        if let given = object["entries"]?.array {
            if given.count > Self.mostEntries { problems.append("entries must not be more than \(Self.mostEntries)") }
            var seen: [CalibrationKey: Int] = [:]
            for (place, value) in given.prefix(Self.mostEntries).enumerated() {
                guard let object = value.object else {
                    problems.append("entries[\(place)] must be an object, not \(value.kindName)")
                    continue
                }
                var fields = LabelFields(object, path: "entries[\(place)].")
                if let entry = CalibrationEntry(reading: &fields, object) {
                    if let first = seen[entry.key] {
                        fields.report("metric", "and its judge are those of entries[\(first)]")
                    }
                    seen[entry.key] = place
                    entries.append(entry)
                }
                problems += fields.problems
            }
        } else {
            problems.append("entries must be an array")
        }
        guard problems.isEmpty else { throw CalibrationError(problems) }
        self.init(entries: entries)
    }
}

extension CalibrationEntry {
    /// Nil when there is a problem, which is reported.
    fileprivate init?(reading fields: inout LabelFields, _ object: JSONObject) {
        let metric = fields.requiredName("metric")
        let key = CalibrationKey(
            metric: metric ?? "", judgeModel: fields.name("judge_model"), judgeProtocol: fields.name("protocol"))
        let labels = object["labels"]?.integer ?? 0
        if labels < 1 { fields.report("labels", "must be a whole number above 0") }
        if !fields.has("usable") { fields.report("usable", "is missing") }
        let isUsable = fields.bool("usable")
        let words = CompetenceGate.Refusal.allCases.map(\.rawValue)
        let refusal = fields.word("refusal", of: words, CompetenceGate.Refusal.init(rawValue:))
        if let isUsable, isUsable == fields.has("refusal") {
            fields.report("refusal", isUsable ? "must be null for a usable judge" : "is missing: why is it not usable?")
        }
        let curve: CalibrationCurve? =
            switch object["method"]?.string {
            case "platt": PlattScaling(reading: &fields, object).map(CalibrationCurve.platt)
            case "isotonic": IsotonicRegression(reading: &fields, object).map(CalibrationCurve.isotonic)
            default:
                {
                    fields.report("method", "must be one of platt, isotonic")
                    return nil
                }()
            }
        guard let curve, fields.problems.isEmpty else { return nil }
        self.init(key: key, curve: curve, labels: labels, refusal: refusal)
    }
}

extension PlattScaling {
    /// Far beyond what any labels can give.
    private static let widest = 1000.0

    fileprivate init?(reading fields: inout LabelFields, _ object: JSONObject) {
        let slope = object["slope"]?.number
        let intercept = object["intercept"]?.number
        guard let slope, let intercept, slope >= 0, slope <= Self.widest, abs(intercept) <= Self.widest else {
            if !(slope.map { $0 >= 0 && $0 <= Self.widest } ?? false) {
                fields.report("slope", "must be a number from 0 to \(Int(Self.widest))")
            }
            if !(intercept.map { abs($0) <= Self.widest } ?? false) {
                fields.report("intercept", "must be a number from -\(Int(Self.widest)) to \(Int(Self.widest))")
            }
            return nil
        }
        self.init(slope: slope, intercept: intercept)
    }
}

extension IsotonicRegression {
    fileprivate init?(reading fields: inout LabelFields, _ object: JSONObject) {
        guard let given = object["knots"]?.array, !given.isEmpty, given.count <= CalibrationTable.mostKnots else {
            fields.report("knots", "must be an array of 1 to \(CalibrationTable.mostKnots) pairs")
            return nil
        }
        var knots: [Knot] = []
        for (place, value) in given.enumerated() {
            let pair = (value.array ?? []).compactMap(\.number)
            guard pair.count == 2, value.array?.count == 2, pair.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
                fields.report("knots[\(place)]", "must be a pair of numbers from 0 to 1")
                return nil
            }
            if let last = knots.last, pair[0] <= last.confidence || pair[1] < last.probability {
                fields.report("knots[\(place)]", "must have a higher confidence and no lower probability than the last")
                return nil
            }
            knots.append(Knot(confidence: pair[0], probability: pair[1]))
        }
        self.init(knots: knots)
    }
}
