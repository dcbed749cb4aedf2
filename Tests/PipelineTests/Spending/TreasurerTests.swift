import Evaluation
import Pipeline
import Testing
import Threads

@Suite("Keeping evaluations within budgets")
struct TreasurerTests {
    /// A ledger in memory that can be away.
    private final class Ledger: SpendingLedger {
        struct State {
            var days: [Int64: JudgeCost] = [:]
            var campaigns: [String: JudgeCost] = [:]
            var isAway = false
            var hangs: Latch?
            var asked = 0
        }

        let state = Locked(State())

        func spent(by campaign: String, on day: Int64) async throws(OutputError) -> Spending {
            try sum(JudgeCost(picodollars: 0), campaign, day)
        }

        func add(_ cost: JudgeCost, by campaign: String, on day: Int64) async throws(OutputError) -> Spending {
            let hangs = state.withLock { state in
                state.asked += 1
                return state.hangs
            }
            await hangs?.wait()
            if Task.isCancelled { throw .cancelled }
            return try sum(cost, campaign, day)
        }

        private func sum(_ cost: JudgeCost, _ campaign: String, _ day: Int64) throws(OutputError) -> Spending {
            let sum: Spending? = state.withLock { state in
                guard !state.isAway else { return nil }
                state.days[day] = cost + (state.days[day] ?? JudgeCost(picodollars: 0))
                state.campaigns[campaign] = cost + (state.campaigns[campaign] ?? JudgeCost(picodollars: 0))
                return Spending(
                    day: state.days[day] ?? JudgeCost(picodollars: 0),
                    campaign: state.campaigns[campaign] ?? JudgeCost(picodollars: 0))
            }
            guard let sum else { throw .unavailable("away") }
            return sum
        }
    }

    private let ledger = Ledger()
    private let today = Locked<Int64>(20_000)

    private func treasurer(
        perDay: Double? = nil, perCampaign: Double? = nil, action: BudgetEffect.Action = .stopped
    ) -> Treasurer {
        Treasurer(
            limits: SpendingLimits(
                perDay: perDay.flatMap { JudgeCost(dollars: $0) },
                perCampaign: perCampaign.flatMap { JudgeCost(dollars: $0) }, action: action), ledger: ledger
        ) { today.withLock { $0 } }
    }

    private func spend(_ dollars: Double, _ campaign: String, _ treasurer: Treasurer) async throws -> BudgetEffect? {
        let grant = try #require(await treasurer.begin(campaign))
        await treasurer.settle(grant, grant.effect == nil ? JudgeUsage(calls: 1, costUSD: dollars) : JudgeUsage())
        return grant.effect
    }

    @Test("Without a limit nobody is asked")
    func unlimited() async {
        #expect(await treasurer().begin("c") == nil)
    }

    @Test("A campaign that has spent its budget is stopped, others go on; the sum is shared by all replicas")
    func campaign() async throws {
        let one = treasurer(perCampaign: 1)
        let other = treasurer(perCampaign: 1, action: .degraded)
        #expect(try await spend(0.6, "a", one) == nil)
        #expect(try await spend(0.6, "a", other) == nil)
        let effect = try #require(try await spend(0.6, "a", one))
        #expect(
            effect
                == BudgetEffect(
                    action: .stopped, scope: .campaign, limit: try #require(JudgeCost(dollars: 1)),
                    spent: try #require(JudgeCost(dollars: 1.2))))
        #expect(try await spend(0.6, "a", other)?.action == .degraded)
        #expect(try await spend(0.6, "b", one) == nil)
    }

    @Test("Calls without an answer count with what they cost at least")
    func estimates() async throws {
        let treasurer = treasurer(perCampaign: 1)
        for _ in 0..<2 {
            let grant = try #require(await treasurer.begin("a"))
            #expect(grant.effect == nil)
            var usage = JudgeUsage(calls: 1, costUSD: 0.125) + JudgeUsage(calls: 4)
            usage.estimatedCost = try #require(JudgeCost(dollars: 0.5))
            #expect(usage.costUSD == nil, "the bill goes on saying that it is not known")
            await treasurer.settle(grant, usage)
        }
        #expect(ledger.state.withLock { $0.campaigns["a"]?.dollars } == 1.25)
        #expect(try #require(await treasurer.begin("a")).effect != nil)
    }

    @Test("A spent day stops every campaign, and the next day begins anew")
    func day() async throws {
        let treasurer = treasurer(perDay: 1)
        #expect(try await spend(0.5, "a", treasurer) == nil)
        #expect(try await spend(0.5, "b", treasurer) == nil)
        #expect(try await spend(0.5, "c", treasurer)?.scope == .day)
        today.withLock { $0 += 1 }
        #expect(try await spend(0.5, "c", treasurer) == nil)
    }

    @Test("A budget of nothing stops everything")
    func zero() async throws {
        #expect(try await spend(0.1, "a", treasurer(perDay: 0)) != nil)
    }

    @Test("What is in flight counts with the mean cost, so that a burst passes the limit by little")
    func inFlight() async throws {
        let treasurer = treasurer(perCampaign: 1)
        #expect(try await spend(0.1, "a", treasurer) == nil)
        var granted: [Treasurer.Grant] = []
        for _ in 0..<50 {
            let grant = try #require(await treasurer.begin("a"))
            if grant.effect == nil { granted.append(grant) } else { await treasurer.settle(grant, nil) }
        }
        #expect(granted.count == 9)
        for grant in granted { await treasurer.settle(grant, JudgeUsage(calls: 1, costUSD: 0.1)) }
        #expect(try await spend(0.1, "a", treasurer) != nil)
    }

    @Test("Cancelled work gives its place back")
    func cancelled() async throws {
        let treasurer = treasurer(perCampaign: 1)
        #expect(try await spend(0.4, "a", treasurer) == nil)
        for _ in 0..<20 {
            let grant = try #require(await treasurer.begin("a"))
            #expect(grant.effect == nil)
            await treasurer.settle(grant, nil)
        }
    }

    @Test("While the ledger is away what is known goes on counting, and nothing waits")
    func away() async throws {
        let treasurer = treasurer(perCampaign: 1)
        #expect(try await spend(0.4, "a", treasurer) == nil)
        ledger.state.withLock { $0.isAway = true }
        #expect(try await spend(0.4, "a", treasurer) == nil)
        #expect(try await spend(0.4, "a", treasurer) == nil)
        #expect(try await spend(0.4, "a", treasurer)?.spent == JudgeCost(dollars: 1.2))
        #expect(try await spend(0.4, "b", treasurer) == nil)
    }

    @Test("What an outage kept from the ledger is entered with the first expense after it")
    func madeUp() async throws {
        let treasurer = treasurer(perCampaign: 10)
        ledger.state.withLock { $0.isAway = true }
        #expect(try await spend(0.4, "a", treasurer) == nil)
        #expect(try await spend(0.2, "b", treasurer) == nil)
        ledger.state.withLock { $0.isAway = false }
        #expect(try await spend(0.1, "a", treasurer) == nil)
        let campaigns = ledger.state.withLock { $0.campaigns }
        #expect(campaigns == ["a": try #require(JudgeCost(dollars: 0.5)), "b": try #require(JudgeCost(dollars: 0.2))])
    }

    @Test("What was dear yesterday stops nothing today")
    func newMean() async throws {
        let treasurer = treasurer(perDay: 1)
        #expect(try await spend(50, "a", treasurer) == nil)
        today.withLock { $0 += 1 }
        for _ in 0..<3 { #expect(try #require(await treasurer.begin("a")).effect == nil) }
    }

    @Test("Only the known part of a cost is entered")
    func unknown() async throws {
        let treasurer = treasurer(perCampaign: 1)
        let grant = try #require(await treasurer.begin("a"))
        await treasurer.settle(grant, JudgeUsage(calls: 1, costUSD: 0.25) + JudgeUsage(calls: 1))
        #expect(ledger.state.withLock { $0.campaigns["a"] } == JudgeCost(dollars: 0.25))
    }

    @Test("An expense counts while the ledger takes its time to answer, and once when it has")
    func slow() async throws {
        let treasurer = treasurer(perCampaign: 1)
        let latch = Latch()
        ledger.state.withLock { $0.hangs = latch }
        let grant = try #require(await treasurer.begin("a"))
        async let settling: Void = treasurer.settle(grant, JudgeUsage(calls: 1, costUSD: 1.5))
        #expect(await eventually { ledger.state.withLock { $0.asked } == 1 })
        let next = try #require(await treasurer.begin("a"))
        #expect(next.effect?.spent == JudgeCost(dollars: 1.5))
        latch.open()
        await settling
        await treasurer.settle(next, nil)
        let last = try #require(await treasurer.begin("a"))
        #expect(last.effect?.spent == JudgeCost(dollars: 1.5))
    }

    @Test("An expense whose entry was cancelled is still owed, and entered when the books are closed")
    func cancelledEntry() async throws {
        let treasurer = treasurer(perCampaign: 1)
        let latch = Latch()
        ledger.state.withLock { $0.hangs = latch }
        let grant = try #require(await treasurer.begin("a"))
        let ledger = ledger
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await treasurer.settle(grant, JudgeUsage(calls: 1, costUSD: 1.5)) }
            #expect(await eventually { ledger.state.withLock { $0.asked } == 1 })
            group.cancelAll()
            latch.open()
        }
        #expect(ledger.state.withLock { $0.campaigns["a"] } == JudgeCost(picodollars: 0))
        #expect(try #require(await treasurer.begin("a")).effect?.spent == JudgeCost(dollars: 1.5))
        await treasurer.settleUp()
        #expect(ledger.state.withLock { $0.campaigns["a"] } == JudgeCost(dollars: 1.5))
        await treasurer.settleUp()
        #expect(ledger.state.withLock { $0.campaigns["a"] } == JudgeCost(dollars: 1.5))
    }
}
