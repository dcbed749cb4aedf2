import JSON

/// A tree of closed questions: the judge answers all of them in one task, our code walks the tree.
///
/// Criteria at the ends are rated in one more task, whichever is reached; two calls whatever the size of the tree.
package struct DecisionTreeMetric: Metric {
    package let descriptor: MetricDescriptor
    /// What is looked at when the client names no parts; empty means the input, if there is one, and the answer.
    private let standard: [TestCaseField]

    /// The option that holds the tree.
    package static let option = "dag"

    /// - Parameter isConversational: it looks at the turns when the client names no parts. Default: false.
    package init(isConversational: Bool = false) {
        standard = isConversational ? [.turns] : []
        descriptor = MetricDescriptor(
            id: isConversational ? "conversational_dag" : "dag",
            aliases: isConversational ? ["conversational_dag_metric"] : ["dag_metric", "decision_tree"],
            family: isConversational ? .conversational : .custom,
            summary: isConversational
                ? "The score at the end of a tree of closed questions about the conversation."
                : "The score at the end of a tree of closed questions about the answer.",
            defaultThreshold: 0.5, requires: standard,
            options: [
                .init(
                    Self.option, "the tree: {root, nodes: {name: {question, choices, branches}}, scale}",
                    isRequired: true),
                .init("evaluation_params", "names of the parts looked at; default: input and actual_output"),
            ], reads: [.checklist, .criteria],
            source: "Walk from the root by the judge's choices; confidence is the product along the path")
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        let tree: DecisionTree
        switch Self.tree(of: request) {
        case .success(let read): tree = read
        case .failure(let error): return .notApplicable("The tree cannot be used: \(error.description).")
        }
        switch selection(tree, request, subject) {
        case .missing(let names): return .missing(names)
        case .parts(let found, _):
            if CriteriaParts.areSilent(found, of: subject) { return .nothing }
            let parts = UnaddressedText.of(found)
            var own = [JudgeTask.checklist(ChecklistTask(items: Self.items(of: tree), parts: parts))]
            if let task = Self.criteria(of: tree, key: request.key, parts: parts) { own.append(.criteria(task)) }
            return .facts(FactNeeds(own: own.map { BoundTask($0) }))
        }
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        guard case .success(let tree) = Self.tree(of: request) else { return .notApplicable("Nothing was judged.") }
        guard let answers = facts.checklist else { return .scored(CriteriaReading.ofNothing) }
        let path = DecisionPath(through: tree, answers: answers.items)
        var reading: Measurement.Reading
        switch path.end {
        case .score(let score): reading = DecisionReading(path, quotes: answers.quotes, score: score).reading
        case .criterion(let place):
            guard let rated = Self.findings(facts.criteria, of: place, in: tree) else {
                return .notApplicable("The criterion at the end of the path was not rated.")
            }
            let criterion = CriteriaReading.reading(
                rated, decision: decision, isSuspected: subject.isInjectionSuspected)
            reading = DecisionReading(path, quotes: answers.quotes, criterion: criterion).reading
        default: return .notApplicable("The answers lead to no end of the tree.")
        }
        reading.note(partsCutOf: selection(tree, request, subject))
        return .scored(reading)
    }

    private static func tree(of request: MetricRequest) -> Result<DecisionTree, DecisionTreeError> {
        do throws(DecisionTreeError) {
            return .success(try DecisionTree(request.options[option] ?? .null))
        } catch {
            return .failure(error)
        }
    }

    /// All questions see the same parts: those of the metric and of every question.
    private func selection(
        _ tree: DecisionTree, _ request: MetricRequest, _ subject: EvaluationCase
    ) -> CriteriaParts.Selection {
        let named = tree.nodes.flatMap(\.parameters)
        var names = request.parameters + named
        if request.parameters.isEmpty, tree.nodes.contains(where: \.parameters.isEmpty), !named.isEmpty {
            let testCase = subject.testCase
            let usual: [TestCaseField] = testCase.input == nil ? [.actualOutput] : [.input, .actualOutput]
            names += (standard.isEmpty ? usual : standard).map(\.rawValue)
        }
        return CriteriaParts.selection(names, of: subject.testCase, standard: standard)
    }

    /// `q1`, `q2`, … in the order of the tree.
    private static func items(of tree: DecisionTree) -> [ChecklistTask.Item] {
        tree.nodes.enumerated().map { place, node in
            let about =
                node.parameters.isEmpty ? "" : "\nLook at these alone: \(node.parameters.joined(separator: ", "))"
            return ChecklistTask.Item(id: "q\(place + 1)", question: node.question + about, choices: node.choices)
        }
    }

    /// The steps of all criteria one after the other; nil when the tree ends in scores alone.
    private static func criteria(of tree: DecisionTree, key: String, parts: [CriteriaTask.Part]) -> CriteriaTask? {
        guard !tree.criteria.isEmpty else { return nil }
        let texts = tree.criteria.map(\.criteria).joined(separator: "\n")
        return CriteriaTask(
            name: key, criteria: texts, steps: tree.criteria.flatMap(\.steps),
            isOneCriterion: tree.criteria.count == 1, parts: parts)
    }

    /// The ratings of one criterion's steps.
    private static func findings(
        _ found: CriteriaFindings?, of place: Int, in tree: DecisionTree
    ) -> CriteriaFindings? {
        guard var found, tree.criteria.indices.contains(place) else { return nil }
        let start = tree.criteria[..<place].reduce(0) { $0 + $1.steps.count }
        let end = start + tree.criteria[place].steps.count
        guard end <= found.steps.count else { return nil }
        found.steps = Array(found.steps[start..<end])
        if tree.criteria.count > 1 { found.distribution = nil }
        return found
    }
}
