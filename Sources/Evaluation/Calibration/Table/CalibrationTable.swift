/// What human decisions have taught about confidence, by metric and judge. The service looks every confidence up here
/// before it decides who needs a human.
package struct CalibrationTable: Sendable, Hashable {
    /// What is known about a confidence.
    package enum Verdict: Sendable, Hashable {
        /// The measured probability that the decision is right, 0 to `Certainty.highest`.
        case calibrated(Double)
        /// The judge was right too seldom on this metric: its decision needs a human, whatever its confidence.
        case unusable(CompetenceGate.Refusal)
        /// No human has decided enough of these: the stated confidence stands.
        case unknown
    }

    /// Confidence that an unusable judge's decision has at most: low enough for every usual review threshold.
    package static let unusableConfidence = 0.55

    /// By key.
    package let entries: [CalibrationEntry]
    private let byKey: [CalibrationKey: CalibrationEntry]

    /// - Parameter entries: of two with the same key the last stands.
    package init(entries: [CalibrationEntry]) {
        var byKey: [CalibrationKey: CalibrationEntry] = [:]
        for entry in entries { byKey[entry.key] = entry }
        self.byKey = byKey
        self.entries = byKey.values.sorted { $0.key < $1.key }
    }

    /// The calibration of a metric for a judge: the one of these prompts, else one that names no prompts, else the one
    /// of all judges.
    package func entry(metric: String, judgeModel: String?, judgeProtocol: String? = nil) -> CalibrationEntry? {
        byKey[CalibrationKey(metric: metric, judgeModel: judgeModel, judgeProtocol: judgeProtocol)]
            ?? byKey[CalibrationKey(metric: metric, judgeModel: judgeModel)]
            ?? byKey[CalibrationKey(metric: metric, judgeModel: CalibrationKey.anyJudge)]
    }

    /// What is known about a confidence.
    ///
    /// - Parameters:
    ///   - raw: as the engine computed it, 0 to 1.
    ///   - metric: a metric's id, `CalibrationKey.total` or `CalibrationKey.battle`.
    package func verdict(
        _ raw: Double, metric: String, judgeModel: String?, judgeProtocol: String? = nil
    ) -> Verdict {
        guard let entry = entry(metric: metric, judgeModel: judgeModel, judgeProtocol: judgeProtocol) else {
            return .unknown
        }
        if let refusal = entry.refusal { return .unusable(refusal) }
        return .calibrated(entry.curve.value(at: raw))
    }

    /// The confidence that stands for `raw`; nil when nothing is known and `raw` itself stands.
    ///
    /// Never falls when `raw` rises, never above `Certainty.highest`, never NaN; at most `unusableConfidence` for a
    /// judge that may not be believed.
    package func calibrated(
        _ raw: Double, metric: String, judgeModel: String?, judgeProtocol: String? = nil
    ) -> Double? {
        switch verdict(raw, metric: metric, judgeModel: judgeModel, judgeProtocol: judgeProtocol) {
        case .calibrated(let measured): measured
        case .unusable: raw.isNaN ? 0 : min(Self.unusableConfidence, max(0, raw))
        case .unknown: nil
        }
    }
}
