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
        guard let attempts = Attempts(self, except: others) else { return try await body(RefusingJudge.absent) }
        while let judge = attempts.next { attempts.add(try await body(judge)) }
        return attempts.result
    }

    /// The judges that were asked so far, and what came of it.
    ///
    /// A class, whose results are no part of the function that waits for the next one: results are large.
    private final class Attempts {
        private let chain: JudgeChain
        private let others: Set<String>
        private let first: Link
        private let present: [Link]
        private var asked = 0
        private var isDone = false
        private(set) var result = EvaluationResult(evaluationID: "", campaignID: "")

        /// Nil when there is no judge.
        init?(_ chain: JudgeChain, except others: Set<String>) {
            guard let first = chain.links.first else { return nil }
            self.chain = chain
            self.first = first
            self.others = others
            let present = chain.links.filter { !$0.isAway }
            self.present = present.isEmpty ? [first] : present
        }

        /// The judge to be asked next; nil when there is a result.
        var next: (any Judge)? { isDone ? nil : present[asked].judge }

        @inline(never)
        func add(_ answered: EvaluationResult) {
            let link = present[asked]
            let isFault = answered.isProvidersFault(of: link, except: others, hasTime: chain.hasTime)
            var answered = answered
            if asked > 0 { answered.addCosts(of: result) }
            if answered.judge != nil, link.judge.identity != first.judge.identity {
                answered.fallbackFrom = first.judge.identity
            }
            if isFault, asked > 0 { result.takeCosts(of: answered) } else { result = answered }
            asked += 1
            isDone = !isFault || asked == present.count
        }
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
