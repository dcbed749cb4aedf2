/// What a calibration is about: one metric as one judge measures it.
package struct CalibrationKey: Sendable, Hashable, Comparable {
    /// A metric's id, or `total`.
    package var metric: String
    /// The model; `anyJudge` for all of them together, nil where none is named.
    package var judgeModel: String?
    /// The version of the prompts, where results name one.
    package var judgeProtocol: String?

    package init(metric: String, judgeModel: String?, judgeProtocol: String? = nil) {
        self.metric = metric
        self.judgeModel = judgeModel
        self.judgeProtocol = judgeProtocol
    }

    /// The metric id under which the decision about a whole result is calibrated.
    package static let total = "total"
    /// The metric id of a battle's winner.
    package static let battle = "pairwise_comparison"
    /// The id under which agreement about severity is counted.
    package static let severity = "severity"
    /// The model's name in the entry for all judges of a metric.
    package static let anyJudge = "*"
    /// Most UTF-8 bytes of each name.
    static let longestName = 512

    package static func < (left: CalibrationKey, right: CalibrationKey) -> Bool {
        if left.metric != right.metric { return left.metric < right.metric }
        if left.judgeModel != right.judgeModel { return (left.judgeModel ?? "") < (right.judgeModel ?? "") }
        return (left.judgeProtocol ?? "") < (right.judgeProtocol ?? "")
    }
}
