import JSON

/// Which comparisons a battle asks for, and what must be asked for them. Pure.
struct BattlePlan {
    /// One comparison of the two answers.
    struct Entry {
        /// Nil for the comparison by our own criteria that a battle without any gets.
        let request: MetricRequest?
        /// The catalogue's id.
        let metricID: String
        let pairing: Pairing
        /// The places of both orders in `tasks`; empty when rules decide.
        let places: [Int]
        /// Names of parts that the request lacks.
        let missing: [String]
    }

    /// Never empty; those the client asked for, in the order of the request.
    let entries: [Entry]
    /// Metrics that judge one answer and say nothing about two.
    let others: [(request: MetricRequest, metricID: String, isSafety: Bool)]
    let tasks: [EvaluationPlan.PlannedTask]

    init(_ metrics: [MetricRequest], of battle: Battle, catalog: MetricCatalog) {
        var tasks: [EvaluationPlan.PlannedTask] = []
        var entries: [Entry] = []
        func add(_ pairing: Pairing, _ request: MetricRequest?, missing: [String] = []) {
            var places: [Int] = []
            for task in missing.isEmpty ? pairing.tasks : [] {
                let planned = EvaluationPlan.PlannedTask(bound: BoundTask(task), model: request?.model)
                let place = tasks.firstIndex(of: planned) ?? tasks.count
                if place == tasks.count { tasks.append(planned) }
                places.append(place)
            }
            let id = request.flatMap { catalog[$0.id]?.descriptor.id } ?? "pairwise_comparison"
            entries.append(
                Entry(request: request, metricID: id, pairing: pairing, places: places, missing: missing))
        }
        let isComparison = { (request: MetricRequest) in catalog[request.id] is ArenaMetric }
        let testCase = TestCase(input: battle.input)
        for request in metrics where isComparison(request) {
            switch BattleParts.selection(request.parameters, of: testCase) {
            case .missing(let names): add(Pairing(battle), request, missing: names)
            case .parts(let input, let parts, _):
                let yardstick = BattleTask.Yardstick(criteria: request.criteria, steps: request.steps, parts: parts)
                let shown = Battle(input: input, responseA: battle.responseA, responseB: battle.responseB)
                add(Pairing(shown, by: yardstick), request)
            }
        }
        if entries.isEmpty { add(Pairing(battle), nil) }
        self.entries = entries
        self.tasks = tasks
        others = metrics.filter { !isComparison($0) }.map { request in
            let descriptor = catalog[request.id]?.descriptor
            return (request, descriptor?.id ?? request.id, descriptor?.isSafety == true)
        }
    }

    /// The keys of the comparisons that read each task, in the order of `tasks`.
    var readers: [[String]] {
        var readers = [[String]](repeating: [], count: tasks.count)
        for entry in entries {
            for place in entry.places { readers[place].append(entry.request?.key ?? BattleComparison.key) }
        }
        return readers
    }
}
