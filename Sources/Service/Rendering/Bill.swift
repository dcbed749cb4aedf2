import Evaluation
import Judges

/// What evaluations cost, by metric and by model, and what was saved.
///
/// A question that several metrics share is divided evenly between them; what does not divide goes to the first ones, so
/// that the lines add up to the whole.
struct Bill: Sendable, Hashable {
    /// What was used, with the money as far as prices are known.
    struct Amount: Sendable, Hashable {
        var questions = 0.0
        var calls = 0.0
        var promptTokens = 0
        var cachedTokens = 0
        var completionTokens = 0
        /// Questions that an earlier answer answered, and the tokens that it had cost.
        var reused = 0.0
        var savedTokens = 0
        var cost = JudgeCost(picodollars: 0)
        /// Calls whose price is not known; they are not part of `cost`.
        var unpricedCalls = 0.0

        static func + (left: Amount, right: Amount) -> Amount {
            Amount(
                questions: left.questions + right.questions, calls: left.calls + right.calls,
                promptTokens: left.promptTokens + right.promptTokens,
                cachedTokens: left.cachedTokens + right.cachedTokens,
                completionTokens: left.completionTokens + right.completionTokens, reused: left.reused + right.reused,
                savedTokens: left.savedTokens + right.savedTokens, cost: left.cost + right.cost,
                unpricedCalls: left.unpricedCalls + right.unpricedCalls)
        }
    }

    /// What names a line.
    struct Key: Sendable, Hashable, Comparable {
        var metric: String
        var model: String

        static func < (left: Key, right: Key) -> Bool { (left.metric, left.model) < (right.metric, right.model) }
    }

    private(set) var lines: [Key: Amount] = [:]
    private(set) var evaluations = 0
    private(set) var savedQuestions = 0
    private(set) var savedPromptTokens = 0

    /// Adds an evaluation.
    ///
    /// - Parameter savings: what asking together saved.
    mutating func add(_ charges: [JudgeCharge], savings: FusingSavings) {
        evaluations += 1
        savedQuestions += savings.questions
        savedPromptTokens += savings.promptTokens
        for charge in charges {
            for (place, metric) in charge.metrics.enumerated() {
                let share = Amount(charge.usage, share: place, of: charge.metrics.count)
                lines[Key(metric: metric, model: charge.model), default: Amount()] =
                    lines[Key(metric: metric, model: charge.model), default: Amount()] + share
            }
        }
    }

    var total: Amount { lines.values.reduce(Amount(), +) }

    /// What each model cost, over all metrics.
    var models: [(model: String, amount: Amount)] {
        Dictionary(grouping: lines, by: \.key.model).mapValues { $0.map(\.value).reduce(Amount(), +) }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// As people read it.
    ///
    /// - Parameters:
    ///   - table: prices, for what was saved.
    ///   - unixTime: seconds since 1970.
    func text(models table: ModelTable, unixTime: Int64, asMarkdown: Bool = false) -> String {
        var rows = TextTable(["metric", "model", "questions", "calls", "prompt", "cached", "completion", "USD"])
        for (key, amount) in lines.sorted(by: { $0.key < $1.key }) {
            rows.add([key.metric, key.model] + Self.cells(amount))
        }
        if models.count > 1 { for (model, amount) in models { rows.add(["all", model] + Self.cells(amount)) } }
        rows.add(["total", ""] + Self.cells(total))
        return ([asMarkdown ? rows.markdown : rows.text, ""] + savings(table, unixTime)).joined(separator: "\n")
    }

    private func savings(_ table: ModelTable, _ unixTime: Int64) -> [String] {
        // What was not asked would have been asked of the model that was asked most.
        let model = models.max { $0.amount.calls < $1.amount.calls }?.model ?? ""
        let rules = table.row(of: model).prices
        let price = { (tokens: TokenUsage) in PriceRule.cost(of: tokens, by: rules, unixTime: unixTime) }
        let cached = total.cachedTokens
        var discount: JudgeCost?
        if let full = price(TokenUsage(prompt: cached)), let less = price(TokenUsage(prompt: cached, cached: cached)) {
            discount = JudgeCost(picodollars: full.picodollars - less.picodollars)
        }
        return [
            "asking together saved \(savedQuestions) questions and about \(savedPromptTokens) prompt tokens"
                + Self.worth(price(TokenUsage(prompt: savedPromptTokens))),
            "earlier answers to the same questions saved \(Self.number(total.reused)) questions and \(total.savedTokens) tokens"
                + Self.worth(price(TokenUsage(prompt: total.savedTokens))),
            "the provider's cache served \(cached) prompt tokens" + Self.worth(discount),
        ]
    }

    private static func worth(_ cost: JudgeCost?) -> String {
        cost.map { ", about \(dollars($0)) USD" } ?? ", worth an unknown price"
    }

    private static func cells(_ amount: Amount) -> [String] {
        [
            number(amount.questions), number(amount.calls), String(amount.promptTokens), String(amount.cachedTokens),
            String(amount.completionTokens), money(amount),
        ]
    }

    /// The known part, never 0 for what is not known.
    private static func money(_ amount: Amount) -> String {
        if amount.unpricedCalls == 0 { return dollars(amount.cost) }
        let unknown = "unknown for \(number(amount.unpricedCalls)) calls"
        return amount.cost.picodollars == 0 ? unknown : "\(dollars(amount.cost)) + \(unknown)"
    }

    private static func dollars(_ cost: JudgeCost) -> String { ResultReport.decimals(cost.dollars, 6) }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? ResultReport.decimals(value, 0) : ResultReport.decimals(value, 2)
    }
}

extension Bill.Amount {
    /// One of equal shares of what a question used; whole numbers that do not divide leave more to the first shares.
    ///
    /// - Parameters:
    ///   - share: from 0.
    ///   - count: at least 1.
    init(_ usage: JudgeUsage, share: Int, of count: Int) {
        let divided = { (whole: Int64) in whole / Int64(count) + (Int64(share) < whole % Int64(count) ? 1 : 0) }
        questions = 1 / Double(count)
        calls = Double(usage.calls) / Double(count)
        promptTokens = Int(divided(Int64(usage.promptTokens)))
        cachedTokens = Int(divided(Int64(usage.cachedTokens)))
        completionTokens = Int(divided(Int64(usage.completionTokens)))
        reused = Double(usage.cacheHits) / Double(count)
        savedTokens = Int(divided(Int64(usage.savedTokens)))
        cost = JudgeCost(picodollars: divided(usage.knownCost?.picodollars ?? 0))
        unpricedCalls = Double(usage.unpricedCalls) / Double(count)
    }
}
