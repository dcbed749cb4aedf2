package import Evaluation

/// A request's judge and those that stand in for it when its provider is away.
///
/// A request is judged by one of them as a whole: judges differ in what they can be asked and how sure they are, and
/// half a result of each would be neither's.
package struct JudgeChain: Sendable {
    /// One judge of the chain.
    package struct Link: Sendable {
        package let judge: any Judge
        /// Nil: it is always asked.
        package let circuit: JudgeCircuit?
        /// The client pays: that its own key is refused or has no money left is the request's fault. Default: false.
        package let isClients: Bool

        package init(judge: any Judge, circuit: JudgeCircuit?, isClients: Bool = false) {
            self.judge = judge
            self.circuit = circuit
            self.isClients = isClients
        }

        fileprivate var isAway: Bool { circuit?.outage != nil }
    }

    /// The request's own judge first.
    package let links: [Link]

    /// How long the request's client still waits, below zero when it has given up; nil when nobody waits.
    private let timeLeft: @Sendable () -> Duration?

    /// A client that waits for less than this is told that the judge is too busy, rather than kept for another one's answer.
    package static let leastTime = Duration.seconds(5)

    /// - Parameters:
    ///   - links: at least one; without one every judgement is the refusing judge's.
    ///   - timeLeft: how long the request's client still waits, below zero when it has given up. Default: nil, nobody waits.
    package init(_ links: [Link], timeLeft: @escaping @Sendable () -> Duration? = { nil }) {
        self.links = links
        self.timeLeft = timeLeft
    }

    private var hasTime: Bool { timeLeft().map { $0 <= .zero || $0 >= Self.leastTime } ?? true }

    /// Evaluates with the first judge that is there, and with the next one when it turns out not to be.
    ///
    /// What the judges before did cost is part of the result. When nobody has an answer, the result is that of the first one
    /// that was asked: of the request's own judge, unless that was known to be away.
    ///
    /// - Parameters:
    ///   - others: keys of metrics that name a model of their own: that this is away says nothing about the judge.
    ///   - body: evaluates with a judge.
    /// - Throws: `CancellationError`, as `body` does.
    package func evaluate(
        except others: Set<String> = [], _ body: (any Judge) async throws(CancellationError) -> EvaluationResult
    ) async throws(CancellationError) -> EvaluationResult {
        guard let first = links.first else { return try await body(RefusingJudge.absent) }
        var failed: EvaluationResult?
        let present = links.filter { !$0.isAway }
        for link in present.isEmpty ? [first] : present {
            var result = try await body(link.judge)
            let isFault = result.isProvidersFault(of: link, except: others, hasTime: hasTime)
            if let failed { result.addCosts(of: failed) }
            if result.judge != nil, link.judge.identity != first.judge.identity {
                result.fallbackFrom = first.judge.identity
            }
            guard isFault else { return result }
            if failed == nil { failed = result } else { failed?.takeCosts(of: result) }
        }
        guard let failed else { return try await body(first.judge) }
        return failed
    }
}

extension EvaluationResult {
    /// Counts what an earlier attempt did cost.
    fileprivate mutating func addCosts(of earlier: EvaluationResult) {
        usage = earlier.usage + usage
        charges = earlier.charges + charges
        judgeMilliseconds += earlier.judgeMilliseconds
    }

    /// Counts what a later attempt did cost, with what it counts already.
    fileprivate mutating func takeCosts(of later: EvaluationResult) {
        usage = later.usage
        charges = later.charges
        judgeMilliseconds = later.judgeMilliseconds
    }

    /// Whether a metric lacks its score because the judge's provider is away or refuses everybody: another judge may have
    /// an answer. A fault of the request's own it would meet as well.
    ///
    /// - Parameters:
    ///   - others: keys of metrics that another model was asked for.
    ///   - hasTime: the client waits long enough for another judge where this one was too busy.
    fileprivate func isProvidersFault(
        of link: JudgeChain.Link, except others: Set<String>, hasTime: Bool
    ) -> Bool {
        outcomes.contains { outcome in
            guard !others.contains(outcome.key) else { return false }
            return switch outcome.error?.code {
            case .unavailable: true
            case .unauthorized, .quotaExhausted: !link.isClients
            // That a client's own account is a small one is its own affair.
            case .rateLimited: !link.isClients && hasTime
            // A question can be too long for the time it has.
            case .timedOut: link.isAway
            default: false
            }
        }
    }
}

extension RefusingJudge {
    fileprivate static let absent = RefusingJudge(
        identity: JudgeIdentity(provider: "none", model: "none"),
        error: JudgeError(.notConfigured, "no judge is configured"))
}
