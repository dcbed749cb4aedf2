package import Evaluation

/// What a model's tokens cost while some conditions hold. Of a model's rules the last whose conditions hold counts.
package struct PriceRule: Sendable, Hashable {
    /// Picodollars per token: a price in US dollars per million tokens, times a million.
    package struct Prices: Sendable, Hashable {
        package var input: Int64
        /// Nil: not known.
        package var cached: Int64?
        /// Nil: as `input`.
        package var cacheWrite: Int64?
        package var output: Int64
    }

    package var prices: Prices
    /// The first day it holds. Nil: always.
    package var since: CalendarDay?
    /// Minutes of the day, UTC, in which it holds; may go past midnight, to below 2880. Nil: all.
    package var minutes: Range<Int>?
    /// Prompts with more tokens than this. 0: all.
    package var above: Int

    func holds(promptTokens: Int, unixTime: Int64) -> Bool {
        if let since, CalendarDay.number(at: unixTime) < since.number { return false }
        if let minutes {
            let now = Int((unixTime % 86_400 + 86_400) % 86_400 / 60)
            guard minutes.contains(now) || minutes.contains(now + 1440) else { return false }
        }
        return above == 0 || promptTokens > above
    }

    /// What a call cost: fresh, cached and newly cached input and the output, each at its price.
    ///
    /// - Parameter unixTime: seconds since 1970.
    /// - Returns: nil when a price that is needed is not known.
    package static func cost(of tokens: TokenUsage, by rules: [PriceRule], unixTime: Int64) -> JudgeCost? {
        let rule = rules.last { $0.holds(promptTokens: tokens.prompt, unixTime: unixTime) }
        guard let prices = rule?.prices else { return nil }
        let written = min(tokens.cacheWrite, tokens.prompt - tokens.cached)
        guard let cached = tokens.cached == 0 ? 0 : prices.cached else { return nil }
        let parts: [(tokens: Int, price: Int64)] = [
            (tokens.prompt - tokens.cached - written, prices.input), (tokens.cached, cached),
            (written, prices.cacheWrite ?? prices.input), (tokens.completion, prices.output),
        ]
        return parts.reduce(JudgeCost(picodollars: 0)) { sum, part in
            let (product, overflow) = Int64(part.tokens).multipliedReportingOverflow(by: part.price)
            return sum + JudgeCost(picodollars: overflow ? .max : product)
        }
    }
}
