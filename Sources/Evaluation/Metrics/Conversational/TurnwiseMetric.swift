import JSON

/// A metric of single answers, taken of every assistant turn with a retrieval context of its own, and averaged.
///
/// A turn is read with what users said since the assistant spoke last, with its own retrieved chunks and, where
/// something is expected, with the conversation's expected outcome. A turn that the metric does not apply to is left
/// out, never counted as good.
package struct TurnwiseMetric: Metric {
    package let descriptor: MetricDescriptor
    private let single: any Metric

    /// Turns that are measured; each costs a judge call.
    static let maximumTurns = 60

    /// - Parameters:
    ///   - single: measures one turn; reads the answer, the input, the retrieval context or the expected output.
    ///   - summary: one line.
    package init(id: String, of single: any Metric, summary: String) {
        self.single = single
        let inner = single.descriptor
        descriptor = MetricDescriptor(
            id: id, aliases: ["\(id)_metric"], family: .conversational, summary: summary, direction: inner.direction,
            defaultThreshold: 0.5,
            requires: [.turns] + (inner.requires.contains(.expectedOutput) ? [.expectedOutcome] : []),
            options: inner.options, reads: inner.reads,
            source: "Mean of \(inner.id) over the assistant turns with a retrieval context")
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let outline = ConversationOutline(subject.testCase.turns)
        guard outline.has(.judged) || outline.has(.silent) else { return .missing(["turns.assistant"]) }
        let cases = cases(request, of: subject, outline: outline)
        guard !cases.turns.isEmpty else { return .missing([TestCaseField.retrievalContext.rawValue]) }
        let tasks = cases.turns.flatMap { $0.plan.tasks.map(\.bound) }
        return tasks.isEmpty ? .nothing : .facts(FactNeeds(own: tasks))
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let cases = cases(request, of: subject, outline: ConversationOutline(subject.testCase.turns))
        var answers = facts.own[...]
        var measured: [Measured] = []
        for turn in cases.turns {
            let own = answers.prefix(turn.plan.tasks.count)
            answers = answers.dropFirst(turn.plan.tasks.count)
            let judged = JudgedTasks(
                outcomes: own.map { findings in
                    TaskCall.Outcome(findings: .success(findings), usage: JudgeUsage(), model: nil, milliseconds: 0)
                })
            guard judged.outcomes.count == turn.plan.tasks.count else { continue }
            let round = EvaluationRound(subject: turn.subject, plan: turn.plan, judged: judged)
            guard let outcome = round.measured.first?.outcome else { continue }
            let plain = plainReading(of: turn, in: round)
            measured.append(
                Measured(
                    number: turn.number, outcome: outcome, spread: 1 - (plain?.sureness ?? 0),
                    isPartial: turn.isInputCut || plain?.isPartial ?? false))
        }
        let scored = measured.filter { $0.outcome.score != nil }
        guard !scored.isEmpty else {
            let reasons = measured.prefix(3).map { "t\($0.number): \($0.outcome.reason)" }
            return .notApplicable("No turn can be measured. " + reasons.joined(separator: " "))
        }
        var reading = Self.reading(scored, decision: decision)
        reading.findings = measured.map(\.json)
        reading.extra.append("turns", .integer(Int64(scored.count)))
        if scored.count < measured.count {
            reading.extra.append(
                "turns_left_out",
                .array(measured.filter { $0.outcome.score == nil }.map { .string("t\($0.number)") }))
        }
        reading.confidence *= cases.coverage
        if scored.contains(where: \.isPartial) { reading.noteUnreadPart() }
        reading.note(coverage: cases.coverage)
        return .scored(reading)
    }

    /// How sure one turn's score is, whatever threshold is asked for: a threshold between the turns' scores makes each of
    /// them less sure, and their mean no less. And whether some of the turn was not read.
    private func plainReading(of turn: TurnCase, in round: EvaluationRound) -> (sureness: Double, isPartial: Bool)? {
        guard let entry = turn.plan.entries.first else { return nil }
        let decision = Decision(
            direction: single.descriptor.direction, threshold: single.descriptor.defaultThreshold, isStrict: false)
        let facts = round.facts[entry.bundle]
        guard
            case .scored(let reading) = single.measure(
                entry.request, of: turn.subject, facts: facts, decision: decision)
        else { return nil }
        return (min(Certainty.highest, max(0, reading.confidence)), reading.isPartial)
    }

    private static func reading(_ scored: [Measured], decision: Decision) -> Measurement.Reading {
        let scores = scored.compactMap(\.outcome.score?.value)
        let spreads = scored.map(\.spread)
        let count = Double(scored.count)
        let score = Score(clamping: scores.reduce(0, +) / count)
        let side = Certainty.side(
            distance: score.rounded.value - decision.threshold,
            deviation: 0.05 + 0.5 * spreads.reduce(0, +) / count)
        var reason = "Mean of \(MetricText.count(scored.count, "assistant turn")) with context."
        let failed = scored.filter { $0.outcome.passed == false }
        let worst = failed.sorted { left, right in
            let benefits = [left, right].map { decision.direction.benefit(of: $0.outcome.score ?? .zero) }
            return (benefits[0], left.number) < (benefits[1], right.number)
        }
        for turn in worst.prefix(3) {
            reason += " t\(turn.number) \(MetricText.number(turn.outcome.score?.value ?? 0)): \(turn.outcome.reason)"
        }
        if worst.count > 3 { reason += " And \(worst.count - 3) more below the threshold." }
        // Nothing about all turns is surer than the surest about one.
        var reading = Measurement.Reading(
            score: score, confidence: min(side, 1 - (spreads.min() ?? 1 - Certainty.unquoted)), reason: reason)
        for turn in scored { reading.reviewReasons.formUnion(turn.outcome.reviewReasons) }
        return reading
    }

    // MARK: Turns

    /// One turn as a test case of its own, with the questions it needs.
    private struct TurnCase {
        let number: Int
        let subject: EvaluationCase
        let plan: EvaluationPlan
        /// It is read with the end of what users said before it, and not with all of that.
        let isInputCut: Bool
    }

    private struct Measured {
        let number: Int
        let outcome: MetricOutcome
        /// 1 - how sure the score is, 0 to 1.
        let spread: Double
        /// Some of the turn, or of its chunks, was not read.
        let isPartial: Bool

        var json: JSONValue {
            var object = JSONObject()
            object.append("turn", .string("t\(number)"))
            object.append("score", outcome.score.map { .number($0.rounded.value) } ?? .null)
            object.append("reason", .string(outcome.reason))
            if let confidence = outcome.confidence { object.append("confidence", MetricText.json(confidence)) }
            object.append("findings", .array(outcome.findings))
            return .object(object)
        }
    }

    /// The turns that are measured, and their share of those that could be. The same request gives the same ones.
    private func cases(
        _ request: MetricRequest, of subject: EvaluationCase, outline: ConversationOutline
    ) -> (turns: [TurnCase], coverage: Double) {
        let turns = subject.testCase.turns
        let usable = outline.kinds.indices.filter { place in
            (outline.kinds[place] == .judged || outline.kinds[place] == .silent)
                && turns[place].retrievalContext != nil
        }
        var inner = request
        inner.id = single.descriptor.id
        inner.threshold = request.threshold ?? descriptor.defaultThreshold
        inner.strict = false
        inner.model = nil
        inner.isIsolated = false
        var cases: [TurnCase] = []
        var unread = 0
        for place in usable {
            guard cases.count < Self.maximumTurns else {
                unread += 1
                continue
            }
            let said = Self.said(before: place, in: turns)
            let testCase = TestCase(
                input: said?.text, actualOutput: turns[place].content,
                expectedOutput: subject.testCase.expectedOutcome, retrievalContext: turns[place].retrievalContext)
            let turn = EvaluationCase(testCase)
            guard turn.missing(single.descriptor.requires).isEmpty else { continue }
            cases.append(
                TurnCase(
                    number: place + 1, subject: turn,
                    plan: EvaluationPlan(
                        [inner], of: turn, catalog: MetricCatalog([single]), policy: EvaluationPolicy()),
                    isInputCut: said?.isCut ?? false))
        }
        return (cases, cases.isEmpty ? 1 : Double(cases.count) / Double(cases.count + unread))
    }

    /// Scalars of what users said that a turn is read with.
    private static let inputLength = 8_000

    /// What users said since the assistant spoke last; nil when they said nothing before it at all.
    private static func said(before place: Int, in turns: [Turn]) -> (text: String, isCut: Bool)? {
        var said: [String] = []
        var left = inputLength
        var isCut = false
        for turn in turns[..<place].reversed() {
            if turn.role == .user {
                let scalars = turn.content.unicodeScalars
                let end = scalars.suffix(left)
                isCut = isCut || end.startIndex != scalars.startIndex
                if isCut, end.isEmpty { break }
                said.append(String(end))
                left -= end.count
            } else if turn.role == .assistant, !said.isEmpty {
                break
            }
        }
        return said.isEmpty ? nil : (said.reversed().joined(separator: "\n"), isCut)
    }
}
