import JSON

/// Whether an agent called the tools that were expected. By rule; a judge's word on the selection only when asked for.
package struct ToolCorrectnessMetric: Metric {
    package let descriptor = MetricDescriptor(
        id: "tool_correctness", aliases: ["tool_call_accuracy", "tool_correctness_metric"], family: .agentic,
        summary: "Share of the expected tool calls that were made; by name, on demand by arguments and output.",
        defaultThreshold: 0.5, requires: [.expectedTools],
        options: [
            .init(
                "evaluation_params",
                "List of input_parameters, output: what must agree besides the name. Default: none."),
            .init("should_consider_ordering", "Boolean: only calls in the expected order count. Default: false."),
            .init(
                "should_exact_match",
                "Boolean (also exact): the same calls in the same order and no others, else 0. Default: false."),
            .init(
                "judge_selection",
                "Boolean: a judge also says whether the tools called were the right ones of available_tools; the lower "
                    + "score counts. Default: false."),
        ], reads: [.trace],
        source: "Agreement with expected calls / expected calls; arguments by share of equal members, in order by "
            + "weighted longest common subsequence")

    package init() {}

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        guard subject.run.knowsCalls else { return .missing([TestCaseField.toolsCalled.rawValue]) }
        guard Self.asksJudge(request), !Self.called(subject).isEmpty else { return .nothing }
        return subject.testCase.availableTools == nil
            ? .missing([TestCaseField.availableTools.rawValue]) : .facts(FactNeeds(trace: .calls))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let expected = subject.testCase.expectedTools ?? []
        let called = Self.called(subject)
        let comparison = ExpectedCalls(
            expected: expected, called: called, order: Self.order(request), demands: Self.demands(request))
        let score = Score(clamping: comparison.score)
        let isCut = comparison.isTruncated || subject.testCase.toolsCalled == nil && subject.run.isTruncated
        var reading = Measurement.Reading(
            score: score, confidence: isCut ? Certainty.unquoted : Certainty.highest,
            reason: Self.reason(comparison, expected: expected, called: called))
        reading.findings = Self.json(comparison, expected: expected, called: called)
        if isCut { reading.noteUnreadPart() }
        if let findings = facts.trace {
            Self.join(CallTally(findings, of: subject), findings, to: &reading, decision: decision)
        }
        return .scored(reading)
    }

    /// The lower of rule and judge stands.
    private static func join(
        _ tally: CallTally, _ findings: TraceFindings, to reading: inout Measurement.Reading, decision: Decision
    ) {
        let selection = tally.selection
        guard !selection.isEmpty else { return }
        reading.extra.append("selection", MetricText.json(selection.score.value))
        reading.extra.append("expected", MetricText.json(reading.score.value))
        guard selection.score < reading.score || decision.passes(reading.score) else { return }
        let judged = Measurement.Reading(
            selection, findings, decision: decision, isQuoted: tally.isQuoted, hasGood: tally.hasGood, reason: "")
        if selection.score < reading.score {
            reading.score = selection.score
            reading.reason += tally.selectionFailures
        }
        reading.confidence = min(reading.confidence, judged.confidence)
        reading.reviewReasons.formUnion(judged.reviewReasons)
        if judged.isPartial { reading.note(coverage: findings.coverage) }
        reading.findings += tally.json
    }

    /// The calls of the request; of a trace or a conversation when it lists none.
    static func called(_ subject: EvaluationCase) -> [ToolCall] {
        subject.testCase.toolsCalled ?? subject.run.calls.compactMap(\.call)
    }

    private static func asksJudge(_ request: MetricRequest) -> Bool {
        AgentOptions.isSet(["judge_selection"], request)
    }

    private static func order(_ request: MetricRequest) -> ExpectedCalls.Order {
        if AgentOptions.isSet(["should_exact_match", "exact"], request) { return .exact }
        return AgentOptions.isSet(["should_consider_ordering"], request) ? .kept : .any
    }

    /// `input_parameters`, `ToolCallParams.INPUT_PARAMETERS` and the like.
    private static func demands(_ request: MetricRequest) -> ExpectedCalls.Demands {
        let names = Set(
            request.parameters.map { name in
                name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            })
        return ExpectedCalls.Demands(
            arguments: names.contains("input_parameters") || names.contains("arguments"),
            output: names.contains("output"))
    }

    private static func reason(_ comparison: ExpectedCalls, expected: [ToolCall], called: [ToolCall]) -> String {
        guard !expected.isEmpty else {
            return called.isEmpty
                ? "No tool was expected and none was called."
                : "No tool was expected, but some were called."
                    + MetricText.listed("Called", called.map { ($0.name, "") })
        }
        let met = comparison.matches.count { $0.agreement == 1 }
        let failing = zip(expected, comparison.matches).filter { $1.agreement < 1 }
        return "\(met) of \(MetricText.count(expected.count, "expected call")) made."
            + MetricText.listed("Not made", failing.filter { $1.called == nil }.map { ($0.0.name, "") })
            + MetricText.listed("Made otherwise", failing.filter { $1.called != nil }.map { ($0.0.name, "") })
    }

    private static func json(
        _ comparison: ExpectedCalls, expected: [ToolCall], called: [ToolCall]
    ) -> [JSONValue] {
        var items: [JSONValue] = zip(expected, comparison.matches).map { call, match in
            [
                "expected": .string(call.name), "agreement": MetricText.json(match.agreement),
                "called": match.called.map { .integer(Int64($0)) } ?? .null,
            ]
        }
        let used = Set(comparison.matches.compactMap(\.called))
        for (place, call) in called.prefix(ExpectedCalls.most).enumerated() where !used.contains(place) {
            items.append(["unexpected": .string(call.name), "called": .integer(Int64(place))])
        }
        return items
    }
}
