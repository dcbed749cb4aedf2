/// What may be asked of one model with one key: by what the operator allows, and by what the provider says is left.
struct CallBudget: Sendable, Hashable {
    /// What a call has taken; it comes back when the call ends.
    struct Taken: Sendable, Hashable {
        fileprivate let tokens: Int
        fileprivate let at: Duration
        /// All that was taken until then, this call included.
        fileprivate let requestsBefore: Double
        fileprivate let tokensBefore: Double
    }

    /// A provider's word about a limit, kept up to date with what has been taken since.
    private struct Observed: Sendable, Hashable {
        var bucket: TokenBucket
        /// Not believed any longer than that.
        let until: Duration
    }

    /// A limit that lasts longer than this is asked about anew: the next call is told if it still holds.
    private static let longestBelief = Duration.seconds(120)
    /// In which a limit without a word about its end is taken to be full again.
    private static let usualReset = Duration.seconds(60)

    private var requests: RateBudget?
    private var tokens: RateBudget?
    /// The provider's own word is waited for: until then an assumption holds.
    private var assumesRequests: Bool
    private var assumesTokens: Bool
    private var observedRequests: Observed?
    private var observedTokens: Observed?
    private var takenRequests = 0.0
    private var takenTokens = 0.0

    init(_ plan: RatePlan, at now: Duration) {
        requests = (plan.requestsPerMinute ?? plan.assumed?.requestsPerMinute).map {
            RateBudget(perMinute: $0, at: now)
        }
        tokens = (plan.tokensPerMinute ?? plan.assumed?.tokensPerMinute).map { RateBudget(perMinute: $0, at: now) }
        assumesRequests = plan.requestsPerMinute == nil
        assumesTokens = plan.tokensPerMinute == nil
    }

    /// How long until a call fits, zero when it does now.
    func wait(for tokens: Int, at now: Duration) -> Duration {
        var wait = max(
            requests?.wait(for: 1, at: now) ?? .zero, self.tokens?.wait(for: tokens, at: now) ?? .zero)
        for (observed, amount) in [(observedRequests, 1.0), (observedTokens, Double(tokens))] {
            guard let observed, observed.until > now else { continue }
            wait = max(wait, min(observed.bucket.wait(for: amount, at: now), observed.until - now))
        }
        return wait
    }

    mutating func take(_ tokens: Int, at now: Duration) -> Taken {
        requests?.take(1, at: now)
        self.tokens?.take(tokens, at: now)
        observedRequests?.bucket.take(1, at: now)
        observedTokens?.bucket.take(Double(tokens), at: now)
        takenRequests += 1
        takenTokens += Double(tokens)
        return Taken(tokens: tokens, at: now, requestsBefore: takenRequests, tokensBefore: takenTokens)
    }

    /// A call has ended.
    ///
    /// - Parameters:
    ///   - actual: tokens it did cost; nil when that is not known.
    ///   - headers: what its response says is left.
    mutating func settle(_ taken: Taken, actual: Int?, headers: RateLimitHeaders, at now: Duration) {
        if let actual {
            tokens?.correct(taken.tokens, to: actual, takenAt: taken.at, at: now)
            observedTokens?.bucket.correct(by: Double(taken.tokens - actual), at: now)
        }
        if let reading = headers.requests {
            if assumesRequests { requests = nil }
            observedRequests = Self.observed(
                reading, since: taken.at, takenSince: takenRequests - taken.requestsBefore, at: now)
        }
        if let reading = headers.tokens {
            if assumesTokens { tokens = nil }
            observedTokens = Self.observed(
                reading, since: taken.at, takenSince: takenTokens - taken.tokensBefore, at: now)
        }
    }

    /// What is left now: a provider counts a call when it comes in, so what came in while it was answered is still to be
    /// taken, and what has flowed back since to be added.
    private static func observed(
        _ reading: RateLimitReading, since start: Duration, takenSince: Double, at now: Duration
    ) -> Observed {
        let reset = min(reading.reset ?? usualReset, longestBelief)
        let capacity = max(reading.limit ?? reading.remaining, 1)
        let missing = capacity - reading.remaining
        let perSecond =
            missing > 0 ? missing / max(reset / .seconds(1), 0.001) : capacity / (usualReset / .seconds(1))
        let flowedBack = (now - start) / .seconds(1) * perSecond
        let level = min(capacity, reading.remaining + flowedBack) - takenSince
        return Observed(
            bucket: TokenBucket(capacity: capacity, rate: perSecond, level: level, at: now), until: now + reset)
    }
}
