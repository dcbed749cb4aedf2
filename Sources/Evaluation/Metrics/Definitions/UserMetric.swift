import JSON

/// A metric of the operator's: one of ours, told what the definition says.
///
/// A request can set its threshold, weight, strictness and judge model; what it measures stays as it was defined.
package struct UserMetric: Metric {
    package let descriptor: MetricDescriptor
    package let definition: MetricDefinition
    private let base: any Metric

    package init(_ definition: MetricDefinition) {
        let base: any Metric =
            switch definition.kind {
            case .criteria: CriteriaMetric(id: definition.name)
            case .dag: DecisionTreeMetric()
            case .pattern: PatternMatchMetric()
            case .jsonSchema: JSONCorrectnessMetric()
            case .contains: ContainsMetric()
            case .detector: DetectorMetric(id: definition.name, targets: definition.detectors)
            }
        self.definition = definition
        self.base = base
        descriptor = MetricDescriptor(
            id: definition.name, family: .custom, summary: definition.summary, direction: definition.direction,
            defaultThreshold: definition.threshold, defaultWeight: definition.weight,
            requires: definition.inputs.isEmpty ? [.actualOutput] : definition.inputs,
            reads: base.descriptor.reads, isSafety: definition.isSafety,
            gradesSeverity: definition.isSafety || !definition.severity.isEmpty,
            source: "\(definition.kind.rawValue), defined at \(definition.place)")
    }

    package func steps(_ request: MetricRequest, of subject: EvaluationCase) -> StepsTask? {
        base.steps(prepared(request), of: subject)
    }

    package func needs(_ request: MetricRequest, of subject: EvaluationCase) -> MetricNeeds {
        base.needs(prepared(request), of: subject)
    }

    package func measure(
        _ request: MetricRequest, of subject: EvaluationCase, facts: MetricFacts, decision: Decision
    ) -> Measurement {
        let measured = base.measure(prepared(request), of: subject, facts: facts, decision: decision)
        guard case .scored(var reading) = measured, !definition.severity.isEmpty else { return measured }
        let worst = definition.severity.filter { $0.holds(for: reading.score) }.max { $0.severity < $1.severity }
        reading.severity = worst.map { limit in
            SeverityRule(
                impact: limit.severity, certainty: reading.confidence, softened: false,
                vector: "METRIC:\(definition.name)/S:\(limit.side.rawValue) \(limit.bound)")
        }
        return .scored(reading)
    }

    private func prepared(_ request: MetricRequest) -> MetricRequest {
        var own = request
        own.criteria = definition.criteria
        own.steps = definition.steps
        own.parameters = definition.inputs.map(\.rawValue)
        own.rubric = definition.rubric.map { .string($0) }
        own.options = definition.options
        return own
    }
}

extension MetricCatalog {
    /// The built-in metrics and the operator's.
    package init(definitions: [MetricDefinition]) { self.init(Self.builtIn + definitions.map { UserMetric($0) }) }
}
