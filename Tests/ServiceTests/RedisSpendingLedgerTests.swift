import Evaluation
import Pipeline
import Redis
import TestKit
import Testing

@testable import Service

@Suite struct RedisSpendingLedgerTests {
    private func cost(_ dollars: Double) throws -> JudgeCost { try #require(JudgeCost(dollars: dollars)) }

    @Test("Expenses of all replicas add up, by day and by campaign, and live as long as they should")
    func sums() async throws {
        try await withRedis { _, client in
            let ledgers = (0..<2).map { _ in RedisSpendingLedger(client: client, campaignLifetime: 10_000) }
            #expect(try await ledgers[0].spent(by: "a", on: 20_000) == Spending())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        _ = try await ledgers[number % 2].add(
                            JudgeCost(picodollars: 1_000_001), by: number % 5 == 0 ? "b" : "a", on: 20_000)
                    }
                }
                try await group.waitForAll()
            }
            #expect(
                try await ledgers[0].spent(by: "a", on: 20_000)
                    == Spending(day: JudgeCost(picodollars: 50_000_050), campaign: JudgeCost(picodollars: 40_000_040)))
            #expect(
                try await ledgers[1].spent(by: "b", on: 20_001)
                    == Spending(campaign: JudgeCost(picodollars: 10_000_010)))
            let day = try await client.command(["TTL", "evaluation-worker:spent:day:20000"]).integer ?? -1
            #expect((258_000...259_200).contains(day))
            let campaign = try await client.command(["TTL", "evaluation-worker:spent:campaign:a"]).integer ?? -1
            #expect((9_000...10_000).contains(campaign))
        }
    }

    @Test("A sum stays at the top instead of overflowing")
    func top() async throws {
        try await withRedis { _, client in
            let ledger = RedisSpendingLedger(client: client, campaignLifetime: 1_000)
            for _ in 0..<3 { _ = try await ledger.add(JudgeCost(picodollars: .max / 2), by: "a", on: 1) }
            #expect(try await ledger.spent(by: "a", on: 1).day.picodollars >= .max / 2)
        }
    }

    @Test("A key of another type is no sum, and says so")
    func wrongType() async throws {
        try await withRedis { _, client in
            _ = try await client.command(["RPUSH", "evaluation-worker:spent:campaign:a", "x"])
            let ledger = RedisSpendingLedger(client: client, campaignLifetime: 1_000)
            await #expect(throws: OutputError.self) { try await ledger.add(cost(1), by: "a", on: 1) }
        }
    }
}
