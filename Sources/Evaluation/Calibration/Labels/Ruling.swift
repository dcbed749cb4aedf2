/// What was decided, by a judge or by a human.
package enum Ruling: Int, Sendable, Hashable, CaseIterable {
    case failed, passed
    /// Who won a battle.
    case a, b, tie
    /// How bad the worst finding is.
    case low, medium, high, critical

    package init(passed: Bool) { self = passed ? .passed : .failed }

    /// The winner that the wire names.
    init?(winner: String) {
        switch BattleOutcome.Winner(rawValue: winner) {
        case .a: self = .a
        case .b: self = .b
        case .tie: self = .tie
        case nil: return nil
        }
    }

    init(_ severity: Severity) {
        switch severity {
        case .low: self = .low
        case .medium: self = .medium
        case .high: self = .high
        case .critical: self = .critical
        }
    }

    /// The word in a report.
    package var name: String {
        switch self {
        case .failed: "failed"
        case .passed: "passed"
        case .a: "A"
        case .b: "B"
        case .tie: "tie"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }
}
