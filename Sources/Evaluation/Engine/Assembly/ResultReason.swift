/// The texts of a whole result, made from its outcomes by template.
enum ResultReason {
    /// "faithfulness 0.75 passed: 3 of 4 claims supported. toxicity 0.00 passed: …"
    static func text(for result: EvaluationResult) -> String {
        if let error = result.error, result.outcomes.isEmpty { return error.message }
        return result.outcomes.map { outcome in
            guard let score = outcome.score, let passed = outcome.passed else {
                let status = outcome.status.rawValue.split(separator: "_").joined(separator: " ")
                return "\(outcome.key) \(status): \(outcome.reason)"
            }
            return "\(outcome.key) \(MetricText.number(score.value)) \(passed ? "passed" : "failed"): \(outcome.reason)"
        }.joined(separator: " ")
    }

    /// Why nothing was scored: a failed judge before missing input before nothing to measure.
    static func failure(_ outcomes: [MetricOutcome], judgeError: JudgeError?) -> EvaluationFailure {
        if let error = outcomes.lazy.compactMap(\.error).first ?? judgeError {
            return EvaluationFailure(code: error.code.rawValue, message: error.message)
        }
        let missing = outcomes.flatMap(\.missing).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if !missing.isEmpty {
            return EvaluationFailure(
                code: "INSUFFICIENT_INPUT", message: "The request lacks \(missing.joined(separator: ", ")).")
        }
        let reasons = outcomes.map { "\($0.key): \($0.reason)" }.joined(separator: " ")
        return EvaluationFailure(
            code: "NO_APPLICABLE_METRIC",
            message: outcomes.isEmpty ? "No metric was asked for." : "No metric applies. \(reasons)")
    }
}
