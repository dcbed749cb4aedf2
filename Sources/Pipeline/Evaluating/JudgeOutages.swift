import Evaluation

/// The outages of the judge that a request has met since work on it began.
struct JudgeOutages: Sendable {
    /// When the request was about to be judged for the first time.
    let began = ContinuousClock.now
    /// How old it was then, in milliseconds; nil when it does not say.
    let age: Int64?
    /// How long from then on its client can wait; nil: as long as it takes.
    private let patience: Duration?
    private var count = 0
    /// What came of the last one; nil when the judge is back.
    private(set) var failure: EvaluationResult?

    /// A request that meets more of them may be what brings the judge down.
    private static let most = 3

    /// - Parameters:
    ///   - age: of the request, in milliseconds.
    ///   - replyDeadline: age in milliseconds at which its client gives up; 0: never.
    init(age: Int64?, replyDeadline: Int64) {
        self.age = age
        patience = OutagePatience(replyDeadline: replyDeadline).limit(age: age)
    }

    /// How long it may still wait for the judge; nil: as long as it takes.
    var left: Duration? { patience.map { $0 - began.duration(to: .now) } }

    /// Notes one more outage and what came of it.
    ///
    /// - Returns: whether the request may wait for the judge.
    mutating func meet(_ failure: EvaluationResult) -> Bool {
        guard count < Self.most else { return false }
        count += 1
        self.failure = failure
        return true
    }

    /// The judge is back: the request is judged anew.
    mutating func end() { failure = nil }
}
