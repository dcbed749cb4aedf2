import JSON

/// What one human decided about one result.
package struct HumanJudgement: Sendable, Hashable {
    /// What a human says about a metric.
    package struct MetricLabel: Sendable, Hashable {
        /// The metric's key in the result's `details`, or its id.
        package var name: String
        /// Nil: follows from the score and the result's threshold.
        package var passed: Bool?
        /// On the metric's own scale, 0 to 1.
        package var score: Double?
    }

    /// Who it was; nil when the file does not say.
    package var annotator: String?
    /// The whole result.
    package var passed: Bool?
    /// A battle's winner.
    package var winner: Ruling?
    package var severity: Severity?
    package var metrics: [MetricLabel] = []

    /// Most metrics of one judgement.
    static let mostMetrics = 256
}

extension HumanJudgement {
    /// Reads a judgement; nil when there is a problem, which is reported.
    init?(reading fields: inout LabelFields, path: String = "") {
        annotator = fields.name("annotator")
        passed = fields.bool("passed")
        winner = fields.word("winner", of: ["A", "B", "tie"], Ruling.init(winner:))
        severity = fields.word("severity", of: Severity.allCases.map(\.rawValue), Severity.init(rawValue:))
        let members = fields.member("metrics")?.members ?? []
        if members.count > Self.mostMetrics {
            fields.report("metrics", "must not have more than \(Self.mostMetrics) members")
        }
        for member in members.prefix(Self.mostMetrics) {
            if let label = MetricLabel(member, reporting: &fields, path: path) { metrics.append(label) }
        }
        if fields.problems.isEmpty, passed == nil, winner == nil, severity == nil, metrics.isEmpty {
            fields.report("passed", "is missing, and so are winner, severity and metrics: there is no judgement")
        }
        guard fields.problems.isEmpty else { return nil }
    }
}

extension HumanJudgement.MetricLabel {
    /// `true`, `{"passed": true}`, `{"score": 0.8}`.
    fileprivate init?(_ member: JSONObject.Member, reporting fields: inout LabelFields, path: String) {
        name = member.key
        let key = "metrics.\(LabelFields.shown(member.key))"
        guard !member.key.isEmpty, member.key.utf8.count <= CalibrationKey.longestName else {
            fields.report(key, "must have a name of 1 to \(CalibrationKey.longestName) bytes")
            return nil
        }
        if let passed = member.value.bool {
            self.passed = passed
            return
        }
        guard let object = member.value.object else {
            fields.report(key, #"must be true, false, {"passed": …} or {"score": …}, not \#(member.value.kindName)"#)
            return nil
        }
        var parts = LabelFields(object, path: "\(path)\(key).")
        passed = parts.bool("passed")
        score = parts.fraction("score")
        if parts.problems.isEmpty, passed == nil, score == nil { parts.report("passed", "is missing, and so is score") }
        fields.adopt(parts.problems)
        guard parts.problems.isEmpty else { return nil }
    }
}
