import JSON

/// Settings that agentic metrics read from their `metrics_config` entries.
enum AgentOptions {
    /// Goals of one metric.
    private static let mostGoals = 20
    /// Items of one plan.
    private static let mostItems = 60
    /// Unicode scalars of one of them.
    private static let longest = 2_000

    static let task = MetricDescriptor.Option(
        "task",
        "What the agent was to do, a text or a list of texts. Default: what another metric of the request names, else "
            + "what the user's messages ask for.")

    static let plan = MetricDescriptor.Option(
        "plan",
        "The agent's plan, a text with one item a line or a list of texts. Default: what another metric of the request "
            + "names, else the plan that the run announces.")

    /// What the option `task` asks for, one goal each.
    static func goals(_ request: MetricRequest) -> [String] { named(task: request).texts }

    /// Whether the option `task` names more, or longer goals, than are read.
    static func hasUnreadGoals(_ request: MetricRequest) -> Bool { named(task: request).isCut }

    private static func named(task request: MetricRequest) -> (texts: [String], isCut: Bool) {
        guard let value = request.options["task"] else { return ([], false) }
        return texts(value.array ?? [value], most: mostGoals)
    }

    /// The items of the option `plan`.
    static func plan(_ request: MetricRequest) -> [String] { named(plan: request).texts }

    /// Whether the option `plan` names more, or longer items, than are read.
    static func hasUnreadPlan(_ request: MetricRequest) -> Bool { named(plan: request).isCut }

    private static func named(plan request: MetricRequest) -> (texts: [String], isCut: Bool) {
        guard let value = request.options["plan"] else { return ([], false) }
        if let items = (value.array ?? value["steps"]?.array ?? value["plan"]?.array) {
            return texts(items, most: mostItems)
        }
        guard let text = value.string else { return ([], false) }
        let lines = text.split(whereSeparator: \.isNewline).map { JSONValue.string(String($0)) }
        guard lines.count <= 1 else { return texts(lines, most: mostItems) }
        return texts(SentenceSplitter().split(text).map { .string($0.text) }, most: mostItems)
    }

    /// Names of tools in an option; nil when it is not there.
    static func names(_ name: String, _ request: MetricRequest) -> [String]? {
        guard let value = request.options[name], !value.isNull else { return nil }
        if let text = value.string { return [text] }
        return (value.array ?? []).compactMap { $0.string ?? $0["name"]?.string ?? $0["function"]?["name"]?.string }
    }

    /// Whether an option is set to true under one of its names.
    static func isSet(_ names: [String], _ request: MetricRequest) -> Bool {
        names.contains { request.options[$0]?.bool == true }
    }

    private static func texts(_ values: [JSONValue], most: Int) -> (texts: [String], isCut: Bool) {
        var texts: [String] = []
        var isCut = false
        for value in values {
            let found =
                value.string
                ?? ["text", "description", "task", "step", "name"].lazy.compactMap { value[$0]?.string }.first
            guard let found, !found.isBlank else { continue }
            let shown = found.unicodeScalars.prefix(longest)
            isCut = isCut || shown.endIndex != found.unicodeScalars.endIndex
            let text = String(shown)
            guard !texts.contains(text) else { continue }
            guard texts.count < most else { return (texts, true) }
            texts.append(text)
        }
        return (texts, isCut)
    }
}

extension EvaluationCase {
    /// Why a run cannot be judged: what the request lacks; nil when it can.
    func missingFromRun(goals: [String]? = nil, needsCalls: Bool = false) -> MetricNeeds? {
        var missing: [String] = []
        if let goals, goals.isEmpty, !run.hasUserMessage { missing.append(TestCaseField.input.rawValue) }
        if needsCalls, !run.knowsCalls {
            missing.append(TestCaseField.toolsCalled.rawValue)
        } else if run.steps.isEmpty, testCase.actualOutput == nil, !run.knowsCalls, testCase.turns.isEmpty {
            missing.append(TestCaseField.actualOutput.rawValue)
        }
        return missing.isEmpty ? nil : .missing(missing)
    }
}
