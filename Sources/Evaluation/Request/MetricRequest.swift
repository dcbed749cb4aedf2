package import JSON

/// One metric that a request asks for, with the client's settings for it.
package struct MetricRequest: Sendable, Hashable {
    /// The name in the result's `metrics` and `details`; unique within a request (`g_eval`, `g_eval_2`, a given name).
    package var key: String
    /// The metric's id as the client wrote it; it may be one that the catalogue does not know.
    package var id: String
    /// 0 to 1. Default: nil, the metric's own.
    package var threshold: Double?
    /// The text a custom metric judges by.
    package var criteria: String?
    /// Steps a custom metric rates one by one (`evaluation_steps`).
    package var steps: [String]
    /// Parts of the test case a custom metric looks at (`evaluation_params`); empty means the metric's own.
    package var parameters: [String]
    /// Anchors of a custom metric's ratings, as the client sent them.
    package var rubric: JSONValue?
    /// Share in the total score, above 0. Default: nil, the metric's own.
    package var weight: Double?
    /// A score short of perfect counts as 0 and the threshold is 1. Default: false.
    package var strict: Bool
    /// A human should look when the metric's input is missing (`required`). Default: false.
    package var isRequired: Bool
    /// The judge model for this metric alone.
    package var model: String?
    /// Its questions are not asked together with those of other metrics. Default: false.
    package var isIsolated: Bool
    /// What the judge made of `criteria` without steps; nil before that and when there was no need.
    package var compiled: CompiledSteps?
    /// The other members of its `metrics_config` entry, as the client sent them.
    package var options: JSONObject

    package init(
        key: String, id: String, threshold: Double? = nil, criteria: String? = nil, steps: [String] = [],
        parameters: [String] = [], rubric: JSONValue? = nil, weight: Double? = nil, strict: Bool = false,
        isRequired: Bool = false, model: String? = nil,
        isIsolated: Bool = false, options: JSONObject = JSONObject()
    ) {
        self.key = key
        self.id = id
        self.threshold = threshold
        self.criteria = criteria
        self.steps = steps
        self.parameters = parameters
        self.rubric = rubric
        self.weight = weight
        self.strict = strict
        self.isRequired = isRequired
        self.model = model
        self.isIsolated = isIsolated
        compiled = nil
        self.options = options
    }

    /// A metric under its own id with the catalogue's settings.
    package init(_ id: String) { self.init(key: id, id: id) }
}
