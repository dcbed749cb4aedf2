import JSON

/// The calls of a run with what the judge and the tools' descriptions say about them.
struct CallTally {
    /// One call with both verdicts joined.
    struct Judged {
        let entry: AgentRun.Entry
        let finding: TraceFindings.Call
        /// Half points.
        let choice: Int
        let arguments: Int
        let choiceCertainty: Double
        let argumentCertainty: Double
        /// What the tool's schema says against the arguments.
        let problems: [String]
        /// Whether the tool's schema allows the arguments takes too long to tell.
        let isUndecided: Bool
        /// The request names the tools, and this is none of them.
        let isUnknown: Bool
    }

    let calls: [Judged]
    /// Tools that the task needed and that were called nowhere.
    let unused: [(tool: ToolDescription, finding: TraceFindings.Unused)]
    /// A rule saw what the judge denied.
    private let hasConflict: Bool

    /// How sure a rule about names and types is.
    private static let certain = 0.97

    /// - Parameter belongs: which calls and unused tools count, by name.
    init(_ findings: TraceFindings, of subject: EvaluationCase, where belongs: (String) -> Bool = { _ in true }) {
        let list = ToolList(subject.testCase)
        let tools = Dictionary(list.tools.map { ($0.name, $0) }) { first, _ in first }
        let entries = Dictionary(subject.run.calls.map { ($0.id, $0) }) { first, _ in first }
        let names = Set(subject.run.calls.compactMap { $0.call?.name })
        let check = ArgumentCheck(list.tools)
        var calls: [Judged] = []
        var hasConflict = false
        for finding in findings.calls {
            guard let entry = entries[finding.id], let call = entry.call, belongs(call.name) else { continue }
            let tool = tools[call.name]
            let verdict = check.verdict(call)
            let problems = if case .broken(let problems) = verdict { problems } else { [String]() }
            let isUndecided = verdict == .undecided
            let isUnknown = tool == nil && !tools.isEmpty
            if !problems.isEmpty && finding.arguments == .right || isUnknown && finding.choice != .wrong {
                hasConflict = true
            }
            let stated = finding.isMissing ? finding.stated : Certainty.combined(stated: finding.stated, evidence: [])
            let words = finding.overlap >= 0.8 ? 0.5 : finding.overlap < 0.3 ? -0.5 : 0
            let proved = Certainty.combined(
                stated: finding.stated,
                evidence: [finding.quote.evidence, finding.arguments == .right ? words : -words])
            calls.append(
                Judged(
                    entry: entry, finding: finding, choice: isUnknown ? 0 : finding.choice.credit,
                    arguments: problems.isEmpty ? finding.arguments.credit : 0,
                    choiceCertainty: isUnknown ? Self.certain : stated,
                    argumentCertainty: !problems.isEmpty
                        ? Self.certain
                        : finding.isMissing ? finding.stated : isUndecided ? min(proved, Certainty.unquoted) : proved,
                    problems: problems, isUndecided: isUndecided, isUnknown: isUnknown))
        }
        self.calls = calls
        self.hasConflict = hasConflict
        unused = findings.unused.compactMap { finding in
            guard let tool = list.tool(finding.id), !names.contains(tool.name), belongs(tool.name) else { return nil }
            return (tool, finding)
        }
    }

    /// Whether each tool was the one to call, and those that should have been.
    var selection: CreditTally {
        var tally = CreditTally()
        for call in calls { tally.add(credit: call.choice, certainty: call.choiceCertainty) }
        for tool in unused { tally.add(credit: 0, certainty: Certainty.clipped(tool.finding.stated)) }
        return tally
    }

    /// Whether each call's arguments are right.
    var arguments: CreditTally {
        var tally = CreditTally()
        for call in calls { tally.add(credit: call.arguments, certainty: call.argumentCertainty) }
        return tally
    }

    /// Good verdicts rest on a quote, or on all of the values having been said before.
    var isQuoted: Bool {
        calls.contains { $0.arguments > 0 && ($0.finding.quote.isVerified || !$0.hasValues || $0.finding.overlap == 1) }
    }

    /// Why a human should look at a reading of these calls.
    ///
    /// - Parameter passed: the reading passes.
    func reviewReasons(passed: Bool) -> Set<ReviewReason> {
        var reasons: Set<ReviewReason> = hasConflict ? [.deterministicConflict] : []
        if passed, calls.contains(where: { $0.isUndecided && $0.arguments > 0 }) { reasons.insert(.lowConfidence) }
        return reasons
    }

    var hasGood: Bool { calls.contains { $0.arguments > 0 || $0.choice > 0 } }

    var json: [JSONValue] {
        calls.map { call in
            var object = JSONObject()
            object.append("step", .string(call.entry.id))
            object.append("tool", .string(call.entry.call?.name ?? ""))
            object.append("choice", .string(call.isUnknown ? "unknown_tool" : call.finding.choice.rawValue))
            let arguments = call.problems.isEmpty ? call.finding.arguments : TraceTask.Fit.wrong
            object.append("arguments", .string(arguments.rawValue))
            object.append("quote", call.finding.passage.map { .string($0.text) } ?? .null)
            object.append("quoted_from", call.finding.passage.map { .string($0.line) } ?? .null)
            if !call.problems.isEmpty { object.append("problems", .array(call.problems.map { .string($0) })) }
            if call.isUndecided { object.append("schema", "undecided") }
            object.append("confidence", MetricText.json(min(call.choiceCertainty, call.argumentCertainty)))
            if call.finding.isMissing { object.append("unanswered", true) }
            return .object(object)
        }
            + unused.map { tool in
                ["unused_tool": .string(tool.tool.name), "need": .string(tool.finding.need)]
            }
    }

    var argumentFailures: String {
        MetricText.listed(
            "Wrong",
            calls.filter { $0.arguments < 2 }.map { call in
                let name = call.entry.call?.name ?? ""
                return (call.problems.first.map { "\(name): \($0)" } ?? name, call.entry.id)
            })
    }

    var selectionFailures: String {
        MetricText.listed(
            "Not the tool to call", calls.filter { $0.choice == 0 }.map { ($0.entry.call?.name ?? "", $0.entry.id) })
            + MetricText.listed("Not called", unused.map { ($0.tool.name, $0.finding.id) })
    }
}

extension CallTally.Judged {
    /// The call has arguments at all.
    var hasValues: Bool { entry.call?.arguments?.object.map { !$0.isEmpty } ?? (entry.call?.arguments != nil) }
}

extension TraceTask.Choice {
    /// Half points.
    var credit: Int { self == .right ? 2 : self == .acceptable ? 1 : 0 }
}

extension TraceTask.Fit {
    /// Half points.
    var credit: Int { self == .right ? 2 : self == .partly ? 1 : 0 }
}
