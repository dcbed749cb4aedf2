package import JSON

/// The decisions of a published result, as far as a human can agree with them or not.
package struct JudgedResult: Sendable, Hashable {
    /// A decision with what was said about it.
    package struct Decided: Sendable, Hashable {
        /// A key of `details`, `total` or the battle.
        package var part: String
        /// The metric's id.
        package var metric: String
        /// Nil when there is no score.
        package var ruling: Ruling?
        package var confidence: Double?
        package var score: Double?
        package var threshold: Double?
        package var direction: Direction

        /// Harm as 1 - score.
        var benefit: Double? { score.map { direction.benefit(of: Score(clamping: $0)) } }
    }

    package var evaluationID: String
    package var judgeModel: String?
    package var judgeProtocol: String?
    /// `passed` of the whole result.
    package var total: Decided
    /// Set for a battle; then `metrics` is empty.
    package var battle: Decided?
    package var severity: Severity?
    /// Of each metric, in the order of `details`.
    package var metrics: [Decided] = []

    /// Most members of `details`; a request has 64 metrics at most.
    private static let mostMetrics = 1024

    /// The decision under a key of `details`, or the only one about a metric.
    func decided(_ name: String) -> Decided? {
        if let decided = metrics.first(where: { $0.part == name }) { return decided }
        let named = metrics.filter { $0.metric == name }
        return named.count == 1 ? named[0] : nil
    }
}

extension JudgedResult {
    /// Reads a result as the service publishes it.
    ///
    /// - Throws: `LabelError` with every problem.
    package init(_ object: JSONObject) throws(LabelError) {
        var fields = LabelFields(object)
        guard let result = JudgedResult(reading: &fields), fields.problems.isEmpty else {
            throw LabelError(fields.problems)
        }
        self = result
    }

    /// Nil when there is a problem, which is reported.
    init?(reading fields: inout LabelFields) {
        evaluationID = fields.requiredName("evaluation_id") ?? ""
        if let judge = fields.member("judge") {
            var names = LabelFields(judge, path: "judge.")
            judgeModel = names.name("model")
            judgeProtocol = names.name("protocol")
            if judgeModel == CalibrationKey.anyJudge { names.report("model", "must not be *") }
            fields.adopt(names.problems)
        }
        let score = fields.fraction("total_score")
        let passed = fields.bool("passed")
        let confidence = fields.fraction("raw_confidence") ?? fields.fraction("confidence")
        total = Decided(
            part: CalibrationKey.total, metric: CalibrationKey.total,
            ruling: score == nil ? nil : passed.map { Ruling(passed: $0) },
            confidence: confidence, score: score, threshold: nil, direction: .higherIsBetter)
        // A severity that could not be measured is `unknown`, which no human can agree with.
        severity = fields.name("severity").flatMap(Severity.init(rawValue:))
        if fields.has("winner") || fields.has("order_conflict") {
            let winner = fields.word("winner", of: ["A", "B", "tie"], Ruling.init(winner:))
            battle = total
            battle?.part = CalibrationKey.battle
            battle?.metric = CalibrationKey.battle
            battle?.ruling = winner
            total.ruling = nil
        } else {
            let details = fields.member("details")?.members ?? []
            if details.count > Self.mostMetrics {
                fields.report("details", "must not have more than \(Self.mostMetrics) members")
            }
            for member in details.prefix(Self.mostMetrics) {
                let path = "details.\(LabelFields.shown(member.key))"
                guard let object = member.value.object else {
                    fields.report(path, "must be an object, not \(member.value.kindName)")
                    continue
                }
                var detail = LabelFields(object, path: path + ".")
                metrics.append(Decided(reading: &detail, key: member.key))
                fields.adopt(detail.problems)
            }
        }
        guard fields.problems.isEmpty else { return nil }
    }
}

extension JudgedResult.Decided {
    /// Reads one member of `details`.
    fileprivate init(reading detail: inout LabelFields, key: String) {
        let isScored = detail.name("status").map { $0 == "scored" } ?? detail.has("score")
        part = key
        metric = detail.name("metric") ?? key
        score = detail.fraction("score")
        threshold = detail.fraction("threshold")
        confidence = detail.fraction("raw_confidence") ?? detail.fraction("confidence")
        direction = detail.word("direction", of: Direction.names, Direction.init(rawValue:)) ?? .higherIsBetter
        let passed = detail.bool("passed")
        ruling = isScored ? passed.map { Ruling(passed: $0) } : nil
    }
}

extension Direction {
    static var names: [String] { [Direction.higherIsBetter, .higherIsWorse].map(\.rawValue) }
}
