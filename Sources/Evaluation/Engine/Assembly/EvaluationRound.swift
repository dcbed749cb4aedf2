import JSON

/// One round of questions about a test case: what was planned, what judges found, what the metrics make of it. Pure.
struct EvaluationRound {
    let subject: EvaluationCase
    let plan: EvaluationPlan
    let judged: JudgedTasks
    let calibration: CalibrationTable?
    /// In the order of the plan's bundles.
    let facts: [MetricFacts]
    /// In the order of the plan's entries.
    private(set) var measured: [MeasuredMetric] = []

    init(
        subject: EvaluationCase, plan: EvaluationPlan, judged: JudgedTasks, calibration: CalibrationTable? = nil
    ) {
        self.calibration = calibration
        self.subject = subject
        self.plan = plan
        self.judged = judged
        facts = plan.bundles.map { BundleFacts(bundle: $0, plan: plan, subject: subject, judged: judged).facts }
        measured = plan.entries.map { entry in
            var measured = measured(entry)
            if case .facts = entry.needs {
                measured.isJudged = true
                let form = form(of: entry)
                if form == .binary {
                    measured.outcome.confidence = measured.outcome.confidence.map { min($0, Certainty.measured) }
                }
                calibrate(&measured.outcome, model: entry.request.model ?? judged.model, form: form)
            }
            return measured
        }
    }

    /// Puts the measured probability of being right in the place of the computed one, where people have decided enough.
    private func calibrate(_ outcome: inout MetricOutcome, model: String?, form: JudgeCapability.Form) {
        guard let calibration, let raw = outcome.confidence else { return }
        let metric = outcome.metricID
        let verdict = calibration.verdict(raw, metric: metric, judgeModel: model, judgeProtocol: form.rawValue)
        guard verdict != .unknown else { return }
        outcome.confidence = calibration.calibrated(
            raw, metric: metric, judgeModel: model, judgeProtocol: form.rawValue)
        outcome.extra["raw_confidence"] = MetricText.json(raw)
        if case .unusable = verdict { outcome.reviewReasons.insert(.judgeNotCompetent) }
    }

    /// What it cost.
    ///
    /// - Parameter model: of the judge itself.
    func charges(model: String) -> [JudgeCharge] {
        [JudgeCharge](judged, of: plan.tasks, readers: plan.readers, model: model)
    }

    /// How the questions were asked that a metric reads.
    private func form(of entry: EvaluationPlan.Entry) -> JudgeCapability.Form {
        let sections = plan.bundles[entry.bundle].sections.values
        return judged.form(of: sections.flatMap(\.places) + entry.own)
    }

    /// The metrics whose judge failed at a question that they shared with others: each may do better alone.
    var worthAskingAlone: [MetricRequest] {
        zip(plan.entries, measured).compactMap { entry, measured in
            guard let code = measured.outcome.error?.code, code.mayDependOnQuestion, !entry.request.isIsolated,
                plan.bundles[entry.bundle].metrics > 1, entry.own.isEmpty
            else { return nil }
            var request = entry.request
            request.isIsolated = true
            return request
        }
    }

    private func measured(_ entry: EvaluationPlan.Entry) -> MeasuredMetric {
        let request = entry.request
        let descriptor = entry.metric?.descriptor
        let isSafety = descriptor?.isSafety == true
        let decision = Decision(
            direction: descriptor?.direction ?? .higherIsBetter,
            threshold: request.threshold ?? descriptor?.defaultThreshold ?? 0.5, isStrict: request.strict)
        var outcome = MetricOutcome(
            key: request.key, metricID: descriptor?.id ?? request.id, status: .notApplicable,
            direction: decision.direction, threshold: decision.threshold,
            weight: request.weight ?? descriptor?.defaultWeight ?? 1,
            reason: "")
        switch entry.needs {
        case .notApplicable(let reason):
            outcome.reason = reason
            outcome.isUnknown = entry.metric == nil
            if entry.metric == nil, request.isRequired { outcome.reviewReasons.insert(.insufficientInput) }
        case .missing(let names):
            outcome.status = .insufficientInput
            outcome.missing = names
            outcome.reason = "The request lacks \(names.joined(separator: ", "))."
            if request.isRequired { outcome.reviewReasons.insert(.insufficientInput) }
            outcome.isSeverityUnknown = isSafety
        case .nothing: return reading(of: entry, facts: MetricFacts(), decision: decision, into: outcome)
        case .facts(let needs):
            var known = facts[entry.bundle]
            if let error = failure(of: needs, entry) {
                outcome.status = .judgeFailed
                outcome.error = error
                outcome.reason = "Not judged: \(error.message)"
                if error.code == .canaryFailed { outcome.reviewReasons.insert(.canaryFailed) }
                outcome.isSeverityUnknown = isSafety
            } else {
                known.own = judged.findings(of: entry.own) ?? []
                return reading(of: entry, facts: known, decision: decision, into: outcome)
            }
        }
        return MeasuredMetric(outcome: outcome, isSafety: isSafety)
    }

    /// The first failure among the tasks a metric reads.
    private func failure(of needs: FactNeeds, _ entry: EvaluationPlan.Entry) -> JudgeError? {
        for family in TaskFamily.allCases where needs.wants(family) {
            let places = plan.bundles[entry.bundle].sections[family]?.places ?? 0..<0
            if let error = judged.firstError(in: places) { return error }
        }
        if let trace = facts[entry.bundle].trace, !trace.unestablished.isDisjoint(with: needs.trace) {
            return JudgeError(.protocolUnsupported, "a model this small cannot say what a plan leaves out")
        }
        return judged.firstError(in: entry.own)
    }

    /// The most that can be sure of what a metric reads from judges.
    private func certaintyLimit(of entry: EvaluationPlan.Entry) -> Double {
        guard case .facts(let needs) = entry.needs else { return Certainty.highest }
        let sections = plan.bundles[entry.bundle].sections.filter { needs.wants($0.key) }
        return judged.certaintyLimit(of: sections.values.flatMap(\.places) + entry.own)
    }

    /// Whether the words of a planned task were joined with marks; texts that hold every mark leave none to join with.
    private func isMarked(_ place: Int) -> Bool { HardenedQuestion.canMark(plan.tasks[place].task) }

    /// What was done to the shared questions a metric reads.
    private func hardening(of entry: EvaluationPlan.Entry) -> Hardening {
        guard case .facts(let needs) = entry.needs else { return [] }
        let sections = plan.bundles[entry.bundle].sections
        for family in [TaskFamily.grounding, .safety] where needs.wants(family) {
            if let place = sections[family]?.places.first {
                var all = plan.tasks[place].hardening
                // Plain questions are about sentences; nothing is extracted for them.
                if judged.form(of: [place]) == .binary { all.remove(.twoStages) }
                if sections[family]?.places.allSatisfy(isMarked) != true { all.remove(.dataMarks) }
                return family == .grounding && needs.claims ? all : all.intersection(.dataMarks)
            }
        }
        return []
    }

    private func reading(
        of entry: EvaluationPlan.Entry, facts: MetricFacts, decision: Decision, into empty: MetricOutcome
    ) -> MeasuredMetric {
        var outcome = empty
        guard let metric = entry.metric else { return MeasuredMetric(outcome: outcome, isSafety: false) }
        let isSafety = metric.descriptor.isSafety
        switch metric.measure(entry.request, of: subject, facts: facts, decision: decision) {
        case .notApplicable(let reason):
            outcome.reason = reason
            // A metric that drops out of the total because the judge saw no claims or facts must not do so unseen.
            if case .facts(let needs) = entry.needs,
                needs.claims && facts.grounding?.deniesNumbers == true
                    || needs.conversation.contains(.retention) && facts.conversation?.deniesFacts == true
            {
                outcome.reviewReasons.insert(.deterministicConflict)
            }
            // Nor because what it has to say something about was not read.
            if case .facts(let needs) = entry.needs, facts.arePartial(for: needs) {
                outcome.reviewReasons.insert(.lowConfidence)
            }
            if isSafety, subject.isUnread { outcome.noteUnread() }
            return MeasuredMetric(outcome: outcome, isSafety: isSafety)
        case .scored(let reading):
            let passed = decision.passes(reading.score)
            outcome.status = .scored
            outcome.score = decision.standing(reading.score)
            outcome.passed = passed
            outcome.confidence = min(Certainty.highest, max(0, reading.confidence))
            let limit = certaintyLimit(of: entry)
            if limit < Certainty.highest, !reading.isByRule {
                outcome.certaintyLimit = limit
                outcome.confidence = outcome.confidence.map { min($0, limit) }
            }
            outcome.reason = reading.reason
            outcome.findings = reading.findings
            outcome.sideScores = reading.sideScores
            outcome.reviewReasons = reading.reviewReasons
            // That such a judge sees no harm does not say that there is none.
            if isSafety, passed, outcome.certaintyLimit != nil { outcome.reviewReasons.insert(.lowConfidence) }
            // Nor does what was read say anything of what was not.
            if passed, reading.isPartial { outcome.reviewReasons.insert(.lowConfidence) }
            outcome.extra = reading.extra
            if let chance = reading.chanceOfPassing {
                outcome.extra.append("pass_probability", MetricText.json(min(1, max(0, chance))))
            }
            if let model = entry.request.model { outcome.extra.append("judge_model", .string(model)) }
            let hardening = hardening(of: entry)
            if !hardening.isEmpty {
                outcome.extra.append("hardening", .array(hardening.names.map { .string($0) }))
            }
            if isSafety { outcome.severity = reading.severity?.level ?? .low }
            if outcome.severity == .low, reading.isPartial { outcome.severity = nil }
            if let rule = reading.severity {
                outcome.extra.append("severity_vector", .string(rule.vector))
                if rule.level == .critical, rule.certainty < 0.9 { outcome.reviewReasons.insert(.criticalUnsure) }
            }
            if let unplaced = reading.unplaced {
                outcome.extra.append("unplaced_severity_vector", .string(unplaced.vector))
                if unplaced.level == .critical { outcome.reviewReasons.insert(.criticalUnsure) }
                // What was verified is the least there is; that it is low, nobody knows.
                if isSafety, outcome.severity ?? .low == .low {
                    outcome.severity = nil
                    outcome.isSeverityUnknown = true
                }
            }
            if isSafety, passed, subject.isUnread { outcome.noteUnread() }
            if subject.isInjectionSuspected, passed { outcome.reviewReasons.insert(.injectionSuspected) }
            return MeasuredMetric(
                outcome: outcome, rule: reading.severity, isSafety: isSafety,
                gradesSeverity: metric.descriptor.gradesSeverity)
        }
    }
}

extension MetricOutcome {
    /// How sure a metric may be that there is no harm in signs that no rule reads: the judge's word is all there is.
    private static let unreadCertainty = 0.5

    /// Says that what was found clean was not read by any rule.
    fileprivate mutating func noteUnread() {
        reviewReasons.insert(.answerUnread)
        confidence = confidence.map { min($0, Self.unreadCertainty) }
        if severity == .low { severity = nil }
        isSeverityUnknown = severity == nil
        extra.append("unread", true)
    }
}

extension JudgeError.Code {
    /// A narrower question may get an answer where this one got none.
    fileprivate var mayDependOnQuestion: Bool {
        switch self {
        case .refused, .truncated, .malformed, .unreliable, .canaryFailed: true
        case .notConfigured, .overrideRefused, .unauthorized, .quotaExhausted, .budgetExhausted, .rateLimited,
            .timedOut, .unavailable,
            .rejected, .protocolUnsupported, .cancelled:
            false
        }
    }
}
