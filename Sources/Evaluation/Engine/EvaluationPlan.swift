/// Which judge tasks the requested metrics need: the fewest that answer all of them. Pure.
///
/// All metrics about claims and relevancy share one task, all about harm and personal data another; each criterion has
/// its own, equal ones share it. A long answer is asked about in parts. Sentences that speak to the evaluator are not
/// shown where claims are judged: what they say counts for nothing there, and a naive judge might obey.
package struct EvaluationPlan: Sendable {
    /// One requested metric.
    package struct Entry: Sendable {
        package let request: MetricRequest
        /// Nil when the catalogue does not know the id.
        package let metric: (any Metric)?
        package let needs: MetricNeeds
        /// The place in `tasks` of its own question; nil when it has none.
        package let criteriaTask: Int?
    }

    /// In the order of the request.
    package let entries: [Entry]
    /// In a fixed order: grounding parts, safety parts, criteria.
    package let tasks: [JudgeTask]
    /// Places in `tasks`; empty when nothing is asked.
    package let grounding: Range<Int>
    package let safety: Range<Int>
    /// Some metric reads grounding findings; without a sentence to ask about there may still be no task.
    package let needsGrounding: Bool
    /// Share of the text, in scalars of its sentences, that the grounding parts cover, 0 to 1.
    package let coverage: Double
    /// Share of the text, in scalars of its sentences, that the safety parts cover, 0 to 1.
    package let safetyCoverage: Double
    /// The evidence that claims are verified against.
    package let evidence: EvidenceIndex

    package init(
        _ metrics: [MetricRequest], of subject: EvaluationCase, catalog: MetricCatalog, policy: EvaluationPolicy
    ) {
        var wanted = FactNeeds()
        var entries: [(request: MetricRequest, metric: (any Metric)?, needs: MetricNeeds)] = []
        for request in metrics {
            let metric = catalog[request.id]
            let needs = metric.map { Self.needs(of: $0, request, subject) } ?? .notApplicable("unknown metric")
            if case .facts(let facts) = needs { wanted.formUnion(facts) }
            entries.append((request, metric, needs))
        }
        let evidence = EvidenceIndex(
            wanted.claims ? subject.evidence : [], document: subject.document, input: subject.testCase.input)
        let all = subject.document.sentences
        let spoken = all.filter { !subject.document.addressedToEvaluator.contains($0.number) }
        let parts = Self.parts(of: spoken, policy: policy)
        let everything = wanted.needsSafety && spoken.count < all.count ? Self.parts(of: all, policy: policy) : parts
        var tasks: [JudgeTask] = []
        if wanted.needsGrounding {
            let chunks = evidence.chunks.map { NumberedText(id: $0.id, text: $0.text) }
            tasks += parts.map { sentences in
                .grounding(
                    GroundingTask(
                        input: subject.testCase.input, sentences: sentences, evidence: chunks,
                        asksForClaims: wanted.claims, asksForRelevancy: wanted.relevancy))
            }
        }
        grounding = 0..<tasks.count
        if wanted.needsSafety {
            tasks += everything.map { sentences in
                .safety(
                    SafetyTask(
                        input: subject.testCase.input, sentences: sentences, asksForToxicity: wanted.toxicity,
                        asksForBias: wanted.bias, asksForPersonalData: wanted.personalData,
                        asksForRefusal: subject.refusal.outcome == .unsure))
            }
        }
        safety = grounding.upperBound..<tasks.count
        var criteria: [CriteriaTask: Int] = [:]
        self.entries = entries.map { request, metric, needs in
            var place: Int?
            if case .facts(let facts) = needs, let task = facts.criteria {
                place = criteria[task] ?? tasks.count
                if place == tasks.count { tasks.append(.criteria(task)) }
                criteria[task] = place
            }
            return Entry(request: request, metric: metric, needs: needs, criteriaTask: place)
        }
        self.tasks = tasks
        self.evidence = evidence
        needsGrounding = wanted.needsGrounding
        coverage = Self.share(of: parts, in: spoken)
        safetyCoverage = Self.share(of: everything, in: all)
    }

    /// How much of the sentences, by length, the first of them make up that are in parts; 1 only when all are.
    private static func share(of parts: [[NumberedText]], in sentences: [Sentence]) -> Double {
        let shown = parts.reduce(0) { $0 + $1.count }
        guard shown < sentences.count else { return 1 }
        let length = { (some: ArraySlice<Sentence>) in some.reduce(0) { $0 + $1.range.scalars.count } }
        return Double(length(sentences.prefix(shown))) / Double(max(1, length(sentences[...])))
    }

    private static func needs(
        of metric: any Metric, _ request: MetricRequest, _ subject: EvaluationCase
    ) -> MetricNeeds {
        let missing = subject.missing(metric.descriptor.requires)
        return missing.isEmpty ? metric.needs(request, of: subject) : .missing(missing)
    }

    /// Scalars of one part.
    private static let partLength = 16_000

    /// The sentences in parts that one task can hold.
    private static func parts(of sentences: [Sentence], policy: EvaluationPolicy) -> [[NumberedText]] {
        guard !sentences.isEmpty else { return [] }
        var parts: [[NumberedText]] = [[]]
        var length = 0
        for sentence in sentences {
            let size = sentence.range.scalars.count
            let last = parts.count - 1
            let isFull = parts[last].count >= policy.sentencesPerTask || length + size > partLength
            if isFull, !parts[last].isEmpty {
                guard parts.count < policy.partsPerAnswer else { break }
                parts.append([])
                length = 0
            }
            parts[parts.count - 1].append(NumberedText(id: sentence.id, text: sentence.text))
            length += size
        }
        return parts
    }
}

extension FactNeeds {
    /// Adds the shared parts of another metric's needs; questions of its own stay with it.
    fileprivate mutating func formUnion(_ other: FactNeeds) {
        claims = claims || other.claims
        relevancy = relevancy || other.relevancy
        toxicity = toxicity || other.toxicity
        bias = bias || other.bias
        personalData = personalData || other.personalData
    }
}
