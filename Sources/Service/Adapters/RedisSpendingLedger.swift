import Evaluation
import Pipeline
import Redis

/// Adds up what judges cost in Redis, so that all replicas share the budgets.
struct RedisSpendingLedger: SpendingLedger {
    private let client: RedisClient
    private let campaignLifetime: Int
    private let adding = RedisScript(Self.addBoth)

    /// Seconds that a day's sum lives: longer than any zone's day.
    private static let dayLifetime = 3 * 86_400

    /// Seconds after its last expense that a campaign's sum lives at least: 90 days.
    static let campaignLifetime = 90 * 86_400

    /// - Parameter campaignLifetime: seconds after its last expense that a campaign's sum lives.
    init(client: RedisClient, campaignLifetime: Int) {
        self.client = client
        self.campaignLifetime = campaignLifetime
    }

    /// A sum never passes what a script's integers hold: far above every limit it stays where it is.
    private static let addBoth = """
        local sums = {}
        for i = 1, 2 do
          if tonumber(redis.call('GET', KEYS[i]) or '0') < 9e18 - tonumber(ARGV[1]) then
            redis.call('INCRBY', KEYS[i], ARGV[1])
          end
          redis.call('EXPIRE', KEYS[i], ARGV[i + 1])
          sums[i] = redis.call('GET', KEYS[i])
        end
        return sums
        """

    func spent(by campaign: String, on day: Int64) async throws(OutputError) -> Spending {
        let reply: RedisValue
        do {
            reply = try await client.command([
                "MGET", RedisArgument(Self.dayKey(day)), RedisArgument(Self.campaignKey(campaign)),
            ])
        } catch { throw .unavailable("\(error)") }
        return try Self.spending(reply)
    }

    func add(_ cost: JudgeCost, by campaign: String, on day: Int64) async throws(OutputError) -> Spending {
        let reply: RedisValue
        do {
            reply = try await adding.run(
                on: client, keys: [RedisArgument(Self.dayKey(day)), RedisArgument(Self.campaignKey(campaign))],
                arguments: [
                    RedisArgument(Int(cost.picodollars)), RedisArgument(Self.dayLifetime),
                    RedisArgument(campaignLifetime),
                ])
        } catch { throw .unavailable("\(error)") }
        return try Self.spending(reply)
    }

    private static func dayKey(_ day: Int64) -> String { "evaluation-worker:spent:day:\(day)" }

    private static func campaignKey(_ campaign: String) -> String { "evaluation-worker:spent:campaign:\(campaign)" }

    private static func spending(_ reply: RedisValue) throws(OutputError) -> Spending {
        guard let sums = reply.array, sums.count == 2 else {
            throw .unavailable("the ledger was not answered as expected")
        }
        let costs = sums.map { JudgeCost(picodollars: $0.string.flatMap { Int64($0) } ?? 0) }
        return Spending(day: costs[0], campaign: costs[1])
    }
}
