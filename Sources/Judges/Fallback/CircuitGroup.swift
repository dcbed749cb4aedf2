package import Evaluation
internal import Threads

/// The circuits of judges that stand in for one another: away as a whole only when each of them is.
package final class CircuitGroup: Sendable {
    /// In the order in which the judges are asked.
    package let circuits: [JudgeCircuit]

    /// Why the first judge is away while another one stands in for it; nil when it is there, or none is.
    package var standIn: JudgeError? {
        let outages = circuits.map(\.outage)
        return outages.contains { $0 == nil } ? outages.first ?? nil : nil
    }

    /// - Parameters:
    ///   - count: judges, at least 1.
    ///   - clock: Default: the continuous clock.
    ///   - onChange: told why the first judge is away when none is left and whenever that reason changes, and nil when one is
    ///     back, in this order; must be quick and must not ask the circuits.
    package init(
        count: Int, clock: JudgeClock = JudgeClock(ContinuousClock()),
        onChange: @escaping @Sendable (JudgeError?) -> Void
    ) {
        let outages = Locked([JudgeError?](repeating: nil, count: max(1, count)))
        circuits = (0..<max(1, count)).map { place in
            JudgeCircuit(clock: clock) { outage in
                outages.withLock { outages in
                    let wasAway = outages.allSatisfy { $0 != nil }
                    outages[place] = outage
                    let isAway = outages.allSatisfy { $0 != nil }
                    if isAway != wasAway || isAway && place == 0 { onChange(isAway ? outages[0] : nil) }
                }
            }
        }
    }
}
