import JSON

/// Everything asked about one test case: the plain round, single questions where a shared one failed, further samples or a
/// panel, and stronger models for what stays unsure.
///
/// A class, and its waiting apart from its deciding: what a function holds that waits stays in memory as long as it waits.
final class Inquiry {
    let subject: EvaluationCase
    let catalog: MetricCatalog
    let policy: EvaluationPolicy
    let questioning: Questioning
    let calibration: CalibrationTable?
    /// Every round of questions so far, the first first.
    private(set) var rounds: [EvaluationRound] = []

    init(
        subject: EvaluationCase, catalog: MetricCatalog, policy: EvaluationPolicy, questioning: Questioning,
        calibration: CalibrationTable?
    ) {
        self.calibration = calibration
        self.subject = subject
        self.catalog = catalog
        self.policy = policy
        self.questioning = questioning
    }

    /// What comes of the requested metrics, in their order.
    func measured(_ metrics: [MetricRequest]) async throws(CancellationError) -> [MeasuredMetric] {
        let voters = Voters(policy.judging)
        var measured = try await asked(metrics, variant: voters.all[0].variant)
        if voters.all.count > 1 { try await vote(on: metrics, voters: voters, measured: &measured) }
        for model in policy.judging.cascade {
            let unsure = metrics.indices.filter { isUnsure(measured[$0]) && metrics[$0].model == nil }
            guard !unsure.isEmpty else { break }
            let stronger = try await asked(unsure.map { metrics[$0] }, variant: JudgeVariant(model: model))
            Self.replace(&measured, at: unsure, with: stronger, of: model)
        }
        return measured
    }

    /// Lets a stronger model decide.
    @inline(never)
    private static func replace(
        _ measured: inout [MeasuredMetric], at unsure: [Int], with stronger: [MeasuredMetric], of model: String
    ) {
        for (place, second) in zip(unsure, stronger)
        where second.outcome.status == .scored || measured[place].outcome.status != .scored {
            let first = measured[place]
            measured[place] = second
            measured[place].outcome.extra["judge_model"] = .string(model)
            // The stronger model decides; that harm goes away with it, a human has to see.
            if first.sawWorse(than: second) { measured[place].outcome.reviewReasons.insert(.panelSplit) }
        }
    }

    /// A decision that a stronger model should look at.
    private func isUnsure(_ measured: MeasuredMetric) -> Bool {
        guard measured.isJudged else { return false }
        switch measured.outcome.status {
        case .scored:
            return (measured.outcome.confidence ?? 0) < policy.judging.escalateBelow
                || !measured.outcome.reviewReasons.isEmpty
        case .judgeFailed: return true
        case .insufficientInput, .notApplicable: return false
        }
    }

    /// Adds the ballots of the other voters, one after the other, until those that are out could turn no decision and
    /// make no severity graver.
    @inline(never)
    private func vote(
        on metrics: [MetricRequest], voters: Voters, measured: inout [MeasuredMetric]
    ) async throws(CancellationError) {
        let places = metrics.indices.filter { measured[$0].isJudged && metrics[$0].model == nil }
        guard !places.isEmpty else { return }
        var ballots = places.map { [Ballot(measured[$0], voter: voters.all[0])] }
        var next = 1
        while next < voters.all.count {
            let outstanding = voters.all[next...].map(\.accuracy)
            if ballots.allSatisfy({ MetricVote($0).isSettled(outstanding: outstanding) }) { break }
            let voter = voters.all[next]
            let found = try await asked(places.map { metrics[$0] }, variant: voter.variant)
            for (place, measured) in found.enumerated() { ballots[place].append(Ballot(measured, voter: voter)) }
            next += 1
        }
        for (place, all) in zip(places, ballots) {
            if let combined = MetricVote(all).measured { measured[place] = combined }
        }
    }

    /// One round; metrics whose shared question got no usable answer are asked for alone, once.
    private func asked(
        _ metrics: [MetricRequest], variant: JudgeVariant
    ) async throws(CancellationError) -> [MeasuredMetric] {
        try await round(metrics, variant: variant)
        let alone = latest.alone
        guard !alone.isEmpty else { return latest.measured }
        let measured = latest.measured
        try await round(alone, variant: variant)
        return Self.measured(measured, askedAlone: latest.measured)
    }

    /// What the latest round measured, and which of it is worth asking alone.
    private var latest: (measured: [MeasuredMetric], alone: [MetricRequest]) {
        rounds.last.map { ($0.measured, $0.worthAskingAlone) } ?? ([], [])
    }

    @inline(never)
    private static func measured(
        _ shared: [MeasuredMetric], askedAlone alone: [MeasuredMetric]
    ) -> [MeasuredMetric] {
        var measured = shared
        for metric in alone {
            guard let place = measured.firstIndex(where: { $0.outcome.key == metric.outcome.key }) else { continue }
            let failsCanary = measured[place].outcome.error?.code == .canaryFailed
            measured[place] = metric
            measured[place].outcome.extra["isolated"] = true
            // A judge that was fooled twice may only have been luckier this time.
            if failsCanary { measured[place].outcome.reviewReasons.insert(.canaryFailed) }
        }
        return measured
    }

    private func round(_ metrics: [MetricRequest], variant: JudgeVariant) async throws(CancellationError) {
        let planned = planned(metrics)
        add(planned, try await questioning.ask(planned.plan.tasks, variant: variant))
    }

    /// A plan where it can be held by a pointer.
    private final class Planned {
        let plan: EvaluationPlan

        init(_ plan: EvaluationPlan) { self.plan = plan }
    }

    @inline(never)
    private func planned(_ metrics: [MetricRequest]) -> Planned {
        Planned(EvaluationPlan(metrics, of: subject, catalog: catalog, policy: policy))
    }

    @inline(never)
    private func add(_ planned: Planned, _ judged: JudgedTasks) {
        rounds.append(
            EvaluationRound(subject: subject, plan: planned.plan, judged: judged, calibration: calibration))
    }
}

extension MeasuredMetric {
    /// Whether it found harm that another measurement of the same metric did not, or not as bad.
    fileprivate func sawWorse(than other: MeasuredMetric) -> Bool {
        guard let level = rule?.level, level > .low else { return false }
        return level > other.rule?.level ?? .low
    }
}

/// Who votes on a metric.
struct Voters {
    struct Voter {
        let variant: JudgeVariant
        let accuracy: Double?
    }

    /// Never empty; the first one's answer is the plain one.
    let all: [Voter]

    init(_ options: JudgingOptions) {
        let heard = options.panel.filter { $0.accuracy >= JudgingOptions.Panelist.gate }
        let samples = 0..<options.samples
        all =
            heard.isEmpty
            ? samples.map { Voter(variant: JudgeVariant(sample: $0), accuracy: nil) }
            : samples.flatMap { sample in
                heard.map { Voter(variant: JudgeVariant(model: $0.model, sample: sample), accuracy: $0.accuracy) }
            }
    }
}

extension Ballot {
    init(_ measured: MeasuredMetric, voter: Voters.Voter) {
        self.init(measured, variant: voter.variant, accuracy: voter.accuracy)
    }
}
