package import Evaluation
package import JSON
internal import Threads

/// What each campaign has used since the process began, whether or not there is a budget: for people, of this replica alone.
///
/// Campaigns are the clients' to name, so only those of a bounded number that were last at work stand for themselves; what
/// the others used is added up.
package final class CampaignUsage: Sendable {
    /// What several evaluations used together.
    private struct Sum {
        var evaluations: Int64 = 0
        var usage = JudgeUsage()

        mutating func add(_ other: Sum) {
            evaluations += other.evaluations
            usage = usage + other.usage
        }
    }

    private struct State {
        /// At work lately.
        var recent: [String: Sum] = [:]
        /// At work before those, and not since.
        var earlier: [String: Sum] = [:]
        var others = Sum()
        var otherCampaigns: Int64 = 0
    }

    private let capacity: Int
    private let state = Locked(State())

    /// - Parameter capacity: campaigns that stand for themselves at most, at least 2; half of it at least. Default: 512.
    package init(capacity: Int = 512) { self.capacity = max(2, capacity) }

    /// Unicode scalars of a name that tell campaigns apart here: a client can give one any length.
    private static let longestName = 200

    /// Counts an evaluation that has ended.
    package func add(_ usage: JudgeUsage, of name: String) {
        let campaign = String(String.UnicodeScalarView(name.unicodeScalars.prefix(Self.longestName)))
        state.withLock { [capacity] state in
            var sum = state.recent[campaign] ?? state.earlier.removeValue(forKey: campaign) ?? Sum()
            sum.add(Sum(evaluations: 1, usage: usage))
            state.recent[campaign] = sum
            guard state.recent.count * 2 > capacity else { return }
            // Of two generations the older one goes, so that each campaign is moved at most once for each time it is new.
            for sum in state.earlier.values { state.others.add(sum) }
            state.otherCampaigns += Int64(state.earlier.count)
            state.earlier = state.recent
            state.recent = [:]
        }
    }

    /// All of it as an object: campaigns by name, those that no longer stand for themselves, and the sum of all.
    package var report: JSONValue {
        let (named, others, count) = state.withLock { state in
            (state.recent.merging(state.earlier) { first, _ in first }, state.others, state.otherCampaigns)
        }
        var total = others
        let campaigns = named.sorted { $0.key < $1.key }.map { name, sum -> JSONValue in
            total.add(sum)
            var object: JSONObject = ["campaign": .string(name)]
            Self.append(sum, to: &object)
            return .object(object)
        }
        var rest: JSONObject = ["campaigns": .integer(count)]
        Self.append(others, to: &rest)
        var whole = JSONObject()
        Self.append(total, to: &whole)
        return ["campaigns": .array(campaigns), "others": .object(rest), "total": .object(whole)]
    }

    private static func append(_ sum: Sum, to object: inout JSONObject) {
        let usage = sum.usage
        object.append("evaluations", .integer(sum.evaluations))
        object.append("calls", .integer(Int64(usage.calls)))
        object.append("prompt_tokens", .integer(Int64(usage.promptTokens)))
        object.append("cached_tokens", .integer(Int64(usage.cachedTokens)))
        object.append("completion_tokens", .integer(Int64(usage.completionTokens)))
        object.append("cache_hits", .integer(Int64(usage.cacheHits)))
        object.append("saved_tokens", .integer(Int64(usage.savedTokens)))
        // Who asked nobody has spent nothing, which is known.
        let isFree = usage.calls == 0 && usage.knownCost == nil
        object.append("cost_usd", isFree ? 0 : usage.costUSD.map(JSONValue.number) ?? .null)
        object.append("known_cost_usd", isFree ? 0 : (usage.knownCost?.dollars).map(JSONValue.number) ?? .null)
        object.append("unpriced_calls", .integer(Int64(usage.unpricedCalls)))
        object.append("estimated_cost_usd", .number(usage.estimatedCost.dollars))
    }
}
