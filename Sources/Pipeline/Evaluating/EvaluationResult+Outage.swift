import Evaluation

extension EvaluationResult {
    /// A metric lacks its score because the judge was away, not because of what was judged.
    var lacksJudge: Bool {
        outcomes.contains { outcome in
            switch outcome.error?.code {
            case .unavailable, .timedOut, .unauthorized, .quotaExhausted: true
            default: false
            }
        }
    }
}
