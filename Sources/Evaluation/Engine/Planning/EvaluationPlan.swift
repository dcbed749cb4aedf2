import JSON

/// Which judge tasks the requested metrics need: the fewest that answer all of them. Pure.
///
/// Metrics that read facts of one family (claims and relevancy; harm and personal data; …) share a task; a metric with a
/// judge model of its own, or one that asks to be `isolated`, is asked for alone; metrics that want different roles,
/// topics or windows of a conversation are asked for apart. Questions of a metric's own stay with it, equal ones are
/// asked once.
package struct EvaluationPlan: Sendable {
    /// One requested metric.
    package struct Entry: Sendable {
        package let request: MetricRequest
        /// Nil when the catalogue does not know the id.
        package let metric: (any Metric)?
        package let needs: MetricNeeds
        /// The place in `bundles` of the questions it shares.
        package let bundle: Int
        /// The places in `tasks` of its own questions.
        package let own: [Int]
    }

    /// A task with the model it is put to.
    package struct PlannedTask: Sendable, Hashable {
        package let bound: BoundTask
        /// Nil means the judge's own.
        package let model: String?
        package let hardening: Hardening

        package init(bound: BoundTask, model: String? = nil, hardening: Hardening = []) {
            self.bound = bound
            self.model = model
            self.hardening = hardening
        }

        package var task: JudgeTask { bound.task }
        package var name: String { bound.task.name }
    }

    /// The tasks of one family for metrics that are asked for together.
    package struct Section: Sendable, Hashable {
        /// Places in `tasks`; empty when there is nothing to ask about.
        package let places: Range<Int>
        /// Share of the examined text that they show, 0 to 1.
        package let coverage: Double
    }

    /// Metrics that are asked for together.
    package struct Bundle: Sendable, Hashable {
        /// The judge model of all of them; nil means the judge's own.
        package let model: String?
        package let sections: [TaskFamily: Section]
        /// How many metrics share it.
        package let metrics: Int
    }

    /// In the order of the request.
    package let entries: [Entry]
    /// In a fixed order: the bundles' families, then the metrics' own.
    package let tasks: [PlannedTask]
    package let bundles: [Bundle]
    /// The evidence that claims are verified against.
    package let evidence: EvidenceIndex

    package init(
        _ metrics: [MetricRequest], of subject: EvaluationCase, catalog: MetricCatalog, policy: EvaluationPolicy
    ) {
        let hardening = policy.judging.hardening(isSuspected: subject.isInjectionSuspected)
        let asked = metrics.map { request in
            let metric = catalog[request.id]
            return (
                request: request, metric: metric,
                needs: metric.map { Self.needs(of: $0, request, subject) } ?? .notApplicable("unknown metric")
            )
        }
        var groups: [Grouping] = []
        var wanted: [FactNeeds] = []
        var members: [Int] = []
        let places = asked.map { entry in
            let grouping = Grouping(entry.request)
            let shared = if case .facts(let needs) = entry.needs { needs } else { FactNeeds() }
            let place =
                groups.indices.first { groups[$0] == grouping && wanted[$0].accepts(shared) } ?? groups.count
            if place == groups.count {
                groups.append(grouping)
                wanted.append(FactNeeds())
                members.append(0)
            }
            if case .facts = entry.needs {
                wanted[place].formUnion(shared)
                members[place] += 1
            }
            return place
        }
        evidence = EvidenceIndex(
            wanted.contains(where: \.claims) ? subject.evidence : [], document: subject.document,
            input: subject.testCase.input, mostParts: policy.evidenceParts)
        let parts = FamilyParts(subject: subject, evidence: evidence, policy: policy, hardening: hardening)
        var tasks: [PlannedTask] = []
        var bundles: [Bundle] = []
        for (place, needs) in wanted.enumerated() {
            var sections: [TaskFamily: Section] = [:]
            for family in TaskFamily.allCases where needs.wants(family) {
                let found = parts.tasks(of: family, for: needs)
                let start = tasks.count
                tasks += found.tasks.map { PlannedTask(bound: $0, model: groups[place].model, hardening: hardening) }
                sections[family] = Section(places: start..<tasks.count, coverage: found.coverage)
            }
            bundles.append(Bundle(model: groups[place].model, sections: sections, metrics: members[place]))
        }
        var known: [PlannedTask: Int] = [:]
        entries = zip(asked, places).map { entry, place in
            var own: [Int] = []
            if case .facts(let needs) = entry.needs {
                for bound in needs.own {
                    let task = PlannedTask(bound: bound, model: groups[place].model, hardening: hardening)
                    let spot = known[task] ?? tasks.count
                    if spot == tasks.count { tasks.append(task) }
                    known[task] = spot
                    own.append(spot)
                }
            }
            return Entry(
                request: entry.request, metric: entry.metric, needs: entry.needs, bundle: place, own: own)
        }
        self.tasks = tasks
        self.bundles = bundles
    }

    /// The keys of the metrics that read each task, in the order of `tasks`.
    package var readers: [[String]] {
        var readers = [[String]](repeating: [], count: tasks.count)
        for entry in entries {
            guard case .facts(let needs) = entry.needs else { continue }
            for (family, section) in bundles[entry.bundle].sections where needs.wants(family) {
                for place in section.places { readers[place].append(entry.request.key) }
            }
            for place in entry.own { readers[place].append(entry.request.key) }
        }
        return readers
    }

    /// Which metrics are asked for together.
    private struct Grouping: Hashable {
        let model: String?
        /// The key of a metric that is alone.
        let alone: String?

        init(_ request: MetricRequest) {
            model = request.model
            alone = request.isIsolated ? request.key : nil
        }
    }

    private static func needs(
        of metric: any Metric, _ request: MetricRequest, _ subject: EvaluationCase
    ) -> MetricNeeds {
        let missing = subject.missing(metric.descriptor.requires)
        guard missing.isEmpty else { return .missing(missing) }
        let options = metric.descriptor.options.filter { $0.isRequired && request.options[$0.name] == nil }
        return options.isEmpty ? metric.needs(request, of: subject) : .missing(options.map(\.name))
    }
}
