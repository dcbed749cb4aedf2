/// Calibration and its figures for every metric and judge that humans have labelled. Pure: the same labels give the same
/// study, in whatever order they come.
package struct CalibrationStudy: Sendable, Hashable {
    /// By metric, then judge.
    package let groups: [CalibratedGroup]

    /// Labels are grouped by metric, judge and prompts. A metric with more than one such group gets one more of all of
    /// them, for judges without labels enough of their own: what a single judge does says nothing about another, and a
    /// judge that is refused says nothing at all.
    package init(_ decisions: [LabelledDecision], promise: ReviewThreshold.Promise = ReviewThreshold.Promise()) {
        let sorted = decisions.sorted { ($0.item, $0.part) < ($1.item, $1.part) }
        var byKey: [CalibrationKey: [LabelledDecision]] = [:]
        for decision in sorted { byKey[decision.key, default: []].append(decision) }
        var groups = byKey.compactMap { CalibratedGroup($0.key, decisions: $0.value, promise: promise) }
        var pools: [String: Set<CalibrationKey>] = [:]
        for group in groups where group.refusal == nil { pools[group.key.metric, default: []].insert(group.key) }
        for (metric, keys) in pools where keys.count > 1 {
            let pool = CalibrationKey(metric: metric, judgeModel: CalibrationKey.anyJudge)
            if let group = CalibratedGroup(pool, decisions: sorted.filter { keys.contains($0.key) }, promise: promise) {
                groups.append(group)
            }
        }
        self.groups = groups.sorted { $0.key < $1.key }
    }

    /// What the service loads: the groups with enough labels.
    package var table: CalibrationTable {
        CalibrationTable(entries: groups.compactMap(\.entry))
    }
}
