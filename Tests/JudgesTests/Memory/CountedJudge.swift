import Evaluation
import Judges
import TestKit
import Threads

/// A judge with a scope that counts what it is asked, over all its variants.
struct CountedJudge: ScopedJudge {
    final class Log: Sendable {
        private let asked = Locked<[(sample: Int, model: String, repair: String?)]>([])

        func add(_ scope: VerdictScope, _ repair: String?) -> Int {
            asked.withLock { asked in
                asked.append((scope.sample, scope.model, repair))
                return asked.count
            }
        }

        var count: Int { asked.withLock { $0.count } }
        var repairs: Int { asked.withLock { $0.count { $0.repair != nil } } }
    }

    typealias Script = @Sendable (JudgeTask, _ call: Int) async throws(JudgeError) -> String

    var scope: VerdictScope
    var capability = JudgeCapability()
    let log = Log()
    var script: Script
    var words: @Sendable (TokenQuestion) -> [Double] = { $0.words.map { _ in 0.5 } }

    var identity: JudgeIdentity { JudgeIdentity(provider: scope.provider, model: scope.model, form: capability.form) }
    var calls: Int { log.count }

    static let scope = VerdictScope(
        provider: "openai", endpoint: "https://llm.example.com/v1", model: "judge-1", key: Secret("sk-operator"))

    init(_ scope: VerdictScope = Self.scope, _ script: @escaping Script) {
        self.scope = scope
        self.script = script
    }

    /// Honest, by words.
    static func oracle(_ scope: VerdictScope = Self.scope) -> CountedJudge {
        CountedJudge(scope) { task, _ in Oracle().answer(task).text }
    }

    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        let call = log.add(scope, repair)
        return JudgeAnswer(
            text: try await script(task, call), model: "judge-1-2026",
            usage: JudgeUsage(calls: 1, promptTokens: 100, completionTokens: 10, costUSD: 0.001))
    }

    func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer {
        _ = log.add(scope, nil)
        return TokenAnswer(
            probabilities: words(question), mass: 1, model: "judge-1-2026",
            usage: JudgeUsage(calls: 1, promptTokens: 50, completionTokens: 1, costUSD: 0))
    }

    func variant(_ variant: JudgeVariant) -> any Judge {
        var other = self
        if let model = variant.model { other.scope.model = model }
        return other
    }
}

/// An evaluator's result for one answer about a tower.
func towerResult(
    _ output: String = "The tower was built in 1889.", metrics: [MetricRequest] = [MetricRequest("faithfulness")],
    evidence: [String] = ["The tower was built in 1889 by Gustave. It is 300 metres tall."], id: String = "e1",
    policy: EvaluationPolicy = EvaluationPolicy(), judge: any Judge
) async throws -> EvaluationResult {
    try await Evaluator(policy: policy).evaluate(
        EvaluationRequest(
            id: id,
            subject: .testCase(
                TestCase(input: "When was the tower built?", actualOutput: output, retrievalContext: evidence)),
            metrics: metrics), judge: judge)
}
