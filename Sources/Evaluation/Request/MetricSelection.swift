import JSON

/// Which metrics a request asks for, out of the four places where clients say so.
struct MetricSelection {
    private let limits: RequestDecoder.Limits
    private var chosen: [MetricRequest] = []
    private var keys: Set<String>
    private let standard: [String]

    /// - Parameters:
    ///   - defaults: the ids of what a request is measured by that names nothing.
    ///   - reserved: keys that no metric may have.
    init(limits: RequestDecoder.Limits, defaults: [String] = Self.defaults, reserved: Set<String> = []) {
        self.limits = limits
        standard = defaults
        keys = reserved
    }

    /// What a request that names no metric is measured by.
    static let defaults = ["answer_relevancy", "faithfulness", "toxicity"]

    /// The id of the deterministic keyword check that the provider `basic` stands for.
    static let basic = "basic_match"

    mutating func metrics(of fields: inout FieldReader) -> [MetricRequest] {
        var configuration = FieldReader(object: fields.object("eval_config") ?? JSONObject(), path: "eval_config.")
        let provider = provider(of: &configuration, besides: fields)
        if provider == "basic" {
            let criteria = configuration.text("criteria") ?? ""
            fields.adopt(configuration.problems)
            return [MetricRequest(key: Self.basic, id: Self.basic, criteria: criteria)]
        }
        for (place, entry) in (fields.array("metrics") ?? []).enumerated() {
            add(entry, at: "metrics[\(place)]", threshold: nil, to: &fields)
        }
        for (place, entry) in (fields.array("metrics_config") ?? []).enumerated() {
            add(entry, at: "metrics_config[\(place)]", threshold: nil, to: &fields)
        }
        let threshold = configuration.fraction("threshold")
        if provider == "deepeval" {
            for (place, entry) in (configuration.array("metrics") ?? []).enumerated() {
                add(entry, at: "eval_config.metrics[\(place)]", threshold: threshold, to: &fields)
            }
        } else if provider != nil, let criteria = configuration.text("criteria"), !criteria.isEmpty {
            add(criterion(criteria, name: "Expectation Check", threshold: threshold ?? Self.expectationThreshold))
        }
        fields.adopt(configuration.problems)
        if chosen.isEmpty, fields.problems.isEmpty { for id in standard { add(MetricRequest(id)) } }
        addExpectations(of: &fields)
        if chosen.count > limits.metrics { fields.report("metrics", "more than \(limits.metrics) are asked for") }
        for metric in chosen where criteriaBytes(of: metric) > limits.criteriaBytes {
            fields.report(metric.key, "criteria and steps are longer than \(limits.criteriaBytes) bytes")
        }
        return chosen
    }

    private static let expectationThreshold = 0.7

    /// What `evalProvider` says. Left out, a criterion alone means `basic` and a list of metrics means `deepeval`, as
    /// the editor that writes these objects means it.
    private func provider(of configuration: inout FieldReader, besides fields: FieldReader) -> String? {
        if let provider = configuration.text("evalProvider"), !provider.isEmpty { return provider.lowercased() }
        if configuration.value("metrics") != nil { return "deepeval" }
        let namesMetrics = fields.value("metrics") != nil || fields.value("metrics_config") != nil
        let hasCriterion = configuration.value("criteria")?.string.map { !$0.isEmpty } ?? false
        return hasCriterion && !namesMetrics ? "basic" : nil
    }

    private mutating func add(_ entry: JSONValue, at path: String, threshold: Double?, to fields: inout FieldReader) {
        if let id = entry.string, !id.isEmpty {
            add(MetricRequest(key: id, id: id, threshold: threshold))
            return
        }
        guard let object = entry.object else {
            fields.report(path, "must be a metric's id or an object with an id")
            return
        }
        var reader = FieldReader(object: object, path: path + ".")
        if let id = reader.id("id", limit: 128) {
            let weight = reader.value("weight").map { $0.number ?? $0.string.flatMap(Double.init) ?? .nan }
            if let weight, !(weight > 0 && weight <= 1_000_000) { reader.report("weight", "must be a number above 0") }
            let metric = MetricRequest(
                key: reader.id("name", limit: 128) ?? id, id: id,
                threshold: reader.fraction("threshold") ?? threshold, criteria: reader.text("criteria"),
                steps: reader.texts("evaluation_steps") ?? [], parameters: reader.texts("evaluation_params") ?? [],
                rubric: reader.value("rubric"), weight: weight, strict: reader.bool("strict") ?? false,
                isRequired: reader.bool("required") ?? false, model: reader.id("model", limit: 256),
                isIsolated: reader.bool("isolated") ?? false, options: Self.options(of: object))
            if reader.problems.isEmpty { add(metric) }
        } else if reader.problems.isEmpty {
            reader.report("id", "is missing")
        }
        fields.adopt(reader.problems)
    }

    /// The members that only the metric itself understands.
    private static func options(of entry: JSONObject) -> JSONObject {
        var options = JSONObject()
        // Keys of an object are unique; looking for each of a hostile entry's would be quadratic.
        for member in entry.members where !common.contains(member.key) { options.append(member.key, member.value) }
        return options
    }

    private static let common: Set<String> = [
        "id", "name", "threshold", "criteria", "evaluation_steps", "evaluation_params", "rubric", "weight", "strict",
        "required", "model", "isolated",
    ]

    private mutating func addExpectations(of fields: inout FieldReader) {
        for (place, entry) in (fields.array("expectations") ?? []).enumerated() {
            guard let criteria = entry.string ?? entry["criteria"]?.string, !criteria.isEmpty else {
                fields.report("expectations[\(place)]", "must be an object with a criteria text")
                continue
            }
            add(criterion(criteria, name: nil, threshold: Self.expectationThreshold))
        }
    }

    private func criterion(_ criteria: String, name: String?, threshold: Double) -> MetricRequest {
        MetricRequest(
            key: name ?? "g_eval", id: "g_eval", threshold: threshold,
            criteria: "The answer fulfils this expectation: \(criteria)", parameters: ["actual_output"],
            // One sentence that is seldom used twice: steps would only double its calls.
            options: ["compile_steps": false])
    }

    /// Gives the metric a key of its own: the first of an id keeps the id, a further one takes its name or a number.
    private mutating func add(_ metric: MetricRequest) {
        // One above the limit shows that it is broken; looking for free keys for all of a hostile record takes hours.
        guard chosen.count <= limits.metrics else { return }
        var metric = metric
        metric.key =
            [metric.id, metric.key].first { isFree($0) }
            ?? (2...(chosen.count + 2)).lazy.map { "\(metric.id)_\($0)" }.first { isFree($0) } ?? metric.id
        keys.insert(metric.key)
        chosen.append(metric)
    }

    /// A key that ends like a reason's would be overwritten by it, or overwrite it.
    private func isFree(_ key: String) -> Bool {
        !keys.contains(key) && !key.hasSuffix("_reason") && key != "error" && key != "reason"
    }

    private func criteriaBytes(of metric: MetricRequest) -> Int {
        metric.steps.reduce(metric.criteria?.utf8.count ?? 0) { $0 + $1.utf8.count }
    }
}
