import Threads

/// How the judge did lately, for the health report.
final class JudgeHealth: Sendable {
    private let state = Locked((failures: 0, last: "none"))

    func note(outcome: String) {
        state.withLock { $0 = (outcome == "OK" ? 0 : $0.failures + 1, outcome) }
    }

    /// Calls that failed since the last good one, and how the last call ended.
    var summary: (failures: Int, last: String) { state.withLock { $0 } }
}
