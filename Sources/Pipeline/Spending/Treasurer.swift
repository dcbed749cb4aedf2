package import Evaluation
import Threads

/// Keeps evaluations within what judges may cost: asks the ledger before each, tells it after each.
///
/// What is in flight is counted with the mean cost of what this process has finished, so that the limit is passed by
/// little. While the ledger is away its last answers count, together with what was spent since. What it may have entered
/// without saying so is entered once more: a budget ends too early rather than never.
package struct Treasurer: Sendable {
    /// What an evaluation was allowed, to be given back with `settle`.
    package struct Grant: Sendable, Hashable {
        /// Nil: as it was asked for.
        package let effect: BudgetEffect?
        fileprivate let campaign: String
    }

    /// An expense of a campaign on a day.
    private struct Entry: Hashable {
        let campaign: String
        let day: Int64
    }

    private struct State {
        /// What the ledger has not taken yet.
        var unposted: [Entry: JudgeCost] = [:]
        /// What the ledger was told and has not answered to, by number.
        var posting: [Int: (entry: Entry, cost: JudgeCost)] = [:]
        var posted = 0
        /// The day that the mean is of.
        var meanDay: Int64 = 0
        var day: Int64 = 0
        var spentToday = JudgeCost(picodollars: 0)
        var campaigns: [String: JudgeCost] = [:]
        var inFlight: [String: Int] = [:]
        var finished: Int64 = 0
        var finishedCost: Int64 = 0

        /// Zero before anything has finished.
        var mean: Int64 { finished == 0 ? 0 : finishedCost / finished }

        mutating func learn(_ spending: Spending, of campaign: String, on day: Int64) {
            if campaigns.count >= Treasurer.mostCampaigns, campaigns[campaign] == nil { campaigns.removeAll() }
            campaigns[campaign] = spending.campaign
            self.day = day
            spentToday = spending.day
        }

        /// What the ledger said last, with what it does not know yet.
        func known(of campaign: String, on day: Int64) -> Spending {
            var known = Spending(
                day: day == self.day ? spentToday : JudgeCost(picodollars: 0),
                campaign: campaigns[campaign] ?? JudgeCost(picodollars: 0))
            let count = { (entry: Entry, cost: JudgeCost) in
                if entry.day == day { known.day = known.day + cost }
                if entry.campaign == campaign { known.campaign = known.campaign + cost }
            }
            for (entry, cost) in unposted { count(entry, cost) }
            for post in posting.values { count(post.entry, post.cost) }
            return known
        }

        /// Takes out what the ledger is told next; nil when it has been told everything.
        mutating func post() -> (number: Int, entry: Entry, cost: JudgeCost)? {
            guard let (entry, cost) = unposted.popFirst() else { return nil }
            posted += 1
            posting[posted] = (entry, cost)
            return (posted, entry, cost)
        }

        mutating func owe(_ cost: JudgeCost, _ entry: Entry) {
            unposted[entry] = cost + (unposted[entry] ?? JudgeCost(picodollars: 0))
        }

        /// What is known with what is probably being spent.
        func expected(of campaign: String, on day: Int64) -> Spending {
            let pending = { (count: Int) in
                let (cost, overflow) = mean.multipliedReportingOverflow(by: Int64(count))
                return JudgeCost(picodollars: overflow ? .max : cost)
            }
            return known(of: campaign, on: day)
                + Spending(day: pending(inFlight.values.reduce(0, +)), campaign: pending(inFlight[campaign] ?? 0))
        }
    }

    /// Campaigns whose spending is remembered for the time that the ledger is away.
    private static let mostCampaigns = 4096

    private let limits: SpendingLimits
    private let ledger: any SpendingLedger
    private let day: @Sendable () -> Int64
    private let state = Locked(State())

    /// - Parameter day: since 1970, in UTC.
    package init(limits: SpendingLimits, ledger: any SpendingLedger, day: @escaping @Sendable () -> Int64) {
        self.limits = limits
        self.ledger = ledger
        self.day = day
    }

    /// What an evaluation of a campaign may still do; nil where nothing is limited. Must be followed by `settle`.
    package func begin(_ campaign: String) async -> Grant? {
        guard !limits.isUnlimited else { return nil }
        let day = day()
        let told = try? await ledger.spent(by: campaign, on: day)
        return state.withLock { state in
            if let told { state.learn(told, of: campaign, on: day) }
            // What was dear yesterday does not stop today.
            if state.meanDay != day { (state.meanDay, state.finished, state.finishedCost) = (day, 0, 0) }
            let effect = limits.effect(of: state.expected(of: campaign, on: day))
            state.inFlight[campaign, default: 0] += 1
            return Grant(effect: effect, campaign: campaign)
        }
    }

    /// Enters what an evaluation cost, calls without an answer with their estimate; nil when it was cancelled and nothing is
    /// known.
    package func settle(_ grant: Grant, _ usage: JudgeUsage?) async {
        let nothing = JudgeCost(picodollars: 0)
        let cost = (usage?.knownCost ?? nothing) + (usage?.estimatedCost ?? nothing)
        let day = day()
        let isOwed = state.withLock { state in
            let left = (state.inFlight[grant.campaign] ?? 1) - 1
            state.inFlight[grant.campaign] = left > 0 ? left : nil
            // Degraded ones cost less, and stopped ones nothing: they say little about the next.
            if grant.effect == nil, usage != nil {
                state.finished += 1
                state.finishedCost = (JudgeCost(picodollars: state.finishedCost) + cost).picodollars
            }
            guard cost.picodollars > 0 else { return false }
            state.owe(cost, Entry(campaign: grant.campaign, day: day))
            return true
        }
        // What an outage has left is made up for with the first expense after it.
        if isOwed { await settleUp() }
    }

    /// Enters what the ledger has not taken yet, as after work that was cancelled; gives up at its first failure.
    ///
    /// Until the ledger has answered an expense counts as one it does not know: for a moment perhaps twice, but never not
    /// at all.
    package func settleUp() async {
        while let (number, entry, cost) = state.withLock({ $0.post() }) {
            let told = try? await ledger.add(cost, by: entry.campaign, on: entry.day)
            let isTaken = state.withLock { state in
                state.posting[number] = nil
                guard let told else {
                    state.owe(cost, entry)
                    return false
                }
                if entry.day >= state.day { state.learn(told, of: entry.campaign, on: entry.day) }
                return true
            }
            guard isTaken else { return }
        }
    }
}
