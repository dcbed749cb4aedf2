import JSON
import JSONSchema

extension MetricDefinition {
    private static let common: Set<String> = [
        "name", "summary", "kind", "threshold", "weight", "direction", "severity", "safety",
    ]

    /// Reads one definition; nil when the reader has reported a problem.
    init?(_ reader: inout DefinitionReader) {
        let before = reader.problems.count
        place = "\(reader.source.file):\(reader.source.line(reader.path))"
        name = Self.name(&reader)
        summary = reader.text("summary") ?? ""
        if reader.value("summary") == nil {
            reader.report(["summary"], "is missing: one line that says what is measured")
        }
        guard let kind: Kind = reader.choice("kind") else {
            if reader.value("kind") == nil {
                reader.report(["kind"], "is missing: \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return nil
        }
        self.kind = kind
        for key in reader.object.keys where !Self.common.contains(key) && !kind.fields.contains(key) {
            reader.report([key], Kind.allFields.contains(key) ? "does not fit the kind \(kind.rawValue)" : "is unknown")
        }
        direction = reader.choice("direction") ?? (kind == .detector ? .higherIsWorse : .higherIsBetter)
        threshold =
            reader.number("threshold", in: 0...1)
            ?? (direction == .higherIsBetter ? kind.threshold : 1 - kind.threshold)
        weight = reader.number("weight", in: 0.000_001...1_000_000) ?? 1
        isSafety = reader.flag("safety") ?? false
        severity = Self.severity(&reader)
        criteria = nil
        steps = []
        inputs = []
        rubric = nil
        detectors = []
        options = JSONObject()
        switch kind {
        case .criteria: readCriteria(&reader)
        case .dag: readTree(&reader)
        case .detector: readDetectors(&reader)
        case .pattern: readRule(PatternMatchMetric(), &reader)
        case .contains: readRule(ContainsMetric(), &reader)
        case .jsonSchema: readSchema(&reader)
        }
        guard reader.problems.count == before else { return nil }
    }

    /// Most bytes of a name.
    private static let longestName = 64

    private static func name(_ reader: inout DefinitionReader) -> String {
        guard reader.value("name") != nil else {
            reader.report(["name"], "is missing")
            return ""
        }
        guard let name = reader.text("name") else { return "" }
        let isID = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
        }
        if !isID || name.utf8.count > longestName {
            reader.report(["name"], "must be at most \(longestName) of a to z, 0 to 9 and _")
        } else if name.hasSuffix("_reason") || name == "error" || name == "reason" {
            // The result's object of scores has members of these names for other things.
            reader.report(["name"], "must not be error, reason or end in _reason")
        }
        return name
    }

    private static func severity(_ reader: inout DefinitionReader) -> [SeverityLimit] {
        guard let value = reader.value("severity") else { return [] }
        guard let elements = value.array, !elements.isEmpty else {
            reader.report(["severity"], "must be a list of {above or below: number, severity: level}")
            return []
        }
        var limits: [SeverityLimit] = []
        for (place, element) in elements.enumerated() {
            let path = ["severity", String(place)]
            let known = SeverityLimit.Side.allCases.map(\.rawValue) + ["severity"]
            for key in element.object?.keys ?? [] where !known.contains(key) {
                reader.report(path + [key], "is unknown")
            }
            let sides = SeverityLimit.Side.allCases.filter { element[$0.rawValue] != nil }
            guard sides.count == 1, let side = sides.first, let bound = element[side.rawValue]?.number,
                (0...1).contains(bound)
            else {
                reader.report(path, "needs above or below with a number from 0 to 1")
                continue
            }
            let level: Severity? = reader.choice(element["severity"] ?? .null, at: path + ["severity"])
            if let level { limits.append(SeverityLimit(side: side, bound: bound, severity: level)) }
        }
        return limits
    }

    private mutating func readCriteria(_ reader: inout DefinitionReader) {
        criteria = reader.text("criteria")
        steps = reader.texts("steps")
        if reader.value("criteria") == nil, reader.value("steps") == nil {
            reader.report(["criteria"], "is missing: a metric of the kind g_eval needs criteria or steps")
        }
        readInputs(&reader)
        guard let value = reader.value("rubric") else { return }
        let best = CriteriaTask.bestRating
        guard let anchors = value.object, !anchors.isEmpty else {
            return reader.report(["rubric"], "must say for ratings from 0 to \(best) what they mean")
        }
        var lines: [(rating: Int, text: String)] = []
        for anchor in anchors.members {
            guard let rating = Int(anchor.key), (0...best).contains(rating), anchor.key == String(rating) else {
                reader.report(["rubric", anchor.key], "is no rating from 0 to \(best)")
                continue
            }
            guard let text = anchor.value.string?.trimmedOfSpace, !text.isEmpty else {
                reader.report(["rubric", anchor.key], "must be a text")
                continue
            }
            lines.append((rating, text))
        }
        rubric = lines.sorted { $0.rating < $1.rating }.map { "\($0.rating): \($0.text)" }.joined(separator: "\n")
    }

    private mutating func readInputs(_ reader: inout DefinitionReader) {
        for (place, name) in reader.texts("inputs").enumerated() {
            let field: TestCaseField? = reader.choice(.string(name), at: ["inputs", String(place)])
            if let field, !inputs.contains(field) { inputs.append(field) }
        }
    }

    private mutating func readTree(_ reader: inout DefinitionReader) {
        readInputs(&reader)
        guard let value = reader.value(DecisionTreeMetric.option) else {
            return reader.report([DecisionTreeMetric.option], "is missing")
        }
        options[DecisionTreeMetric.option] = value
        do throws(DecisionTreeError) { _ = try DecisionTree(value) } catch {
            for problem in error.problems {
                // Each begins with its path in the tree.
                let place = problem.prefix { $0 != " " }.split(separator: ".").map(String.init)
                reader.report([DecisionTreeMetric.option], problem, line: place)
            }
        }
    }

    private mutating func readDetectors(_ reader: inout DefinitionReader) {
        let path = ["detector", "types"]
        for key in reader.object["detector"]?.object?.keys ?? [] where key != "types" {
            reader.report(["detector", key], "is unknown")
        }
        guard let names = reader.object["detector"]?["types"]?.array, !names.isEmpty else {
            return reader.report(path, "is missing: a list of \(DetectorMetric.Target.names.joined(separator: ", "))")
        }
        for (place, name) in names.enumerated() {
            guard let targets = name.string.flatMap(DetectorMetric.Target.named) else {
                reader.report(
                    path + [String(place)],
                    "must be one of \(DetectorMetric.Target.names.joined(separator: ", "))")
                continue
            }
            detectors += targets.filter { !detectors.contains($0) }
        }
    }

    /// Takes the rule's options over, and lets the rule itself say whether it can use them.
    private mutating func readRule(_ metric: some RuleMetric, _ reader: inout DefinitionReader) {
        for key in reader.object.keys where kind.fields.contains(key) { options[key] = reader.object[key] }
        do throws(OptionError) {
            _ = try metric.rule(MetricRequest(key: "", id: "", options: options), of: EvaluationCase(TestCase()))
        } catch {
            switch error {
            case .missing(let names): reader.report([names.first ?? ""], "is missing")
            case .unusable(let name, let problem): reader.report([name], problem)
            }
        }
    }

    /// As `readRule`, with every mistake of the schema at its own line.
    private mutating func readSchema(_ reader: inout DefinitionReader) {
        guard let value = reader.value("schema") else { return reader.report(["schema"], "is missing") }
        do throws(SchemaError) {
            _ = try Schema(value)
        } catch {
            for problem in error.problems {
                let pointer = problem.pointer.split(separator: "/").map { part in
                    String(part).replacing("~1", with: "/").replacing("~0", with: "~")
                }
                reader.report(["schema"] + pointer, "\(problem.reason)")
            }
            return
        }
        readRule(JSONCorrectnessMetric(), &reader)
    }
}

extension MetricDefinition.Kind {
    /// The members that only this kind has.
    var fields: Set<String> {
        switch self {
        case .criteria: ["criteria", "steps", "rubric", "inputs"]
        case .dag: ["dag", "inputs"]
        case .pattern: ["pattern", "mode", "ignore_case"]
        case .jsonSchema: ["schema", "allow_fence"]
        case .contains: ["values", "mode", "ignore_case"]
        case .detector: ["detector"]
        }
    }

    static var allFields: Set<String> { allCases.reduce(into: []) { $0.formUnion($1.fields) } }

    /// The lowest good score where a high score is good, unless the definition says otherwise.
    var threshold: Double {
        switch self {
        case .criteria: 0.7
        case .pattern, .jsonSchema, .contains: 1
        case .dag, .detector: 0.5
        }
    }
}
