package import JSON

/// One request to evaluate, as a value: what is judged, by which metrics, by which judge.
package struct EvaluationRequest: Sendable, Hashable {
    /// Names the evaluation for good: the key of "exactly once". Given by the client (`evaluation_id`, `request_id`) or
    /// derived from where the record stands (`topic-partition-offset`).
    package var id: String
    /// Default: `unknown`.
    package var campaignID: String
    /// The node of the campaign that waits for the answer, if one does.
    package var nodeID: String?
    /// Comes back in the result unchanged.
    package var metadata: JSONObject
    package var subject: Subject
    /// What is measured. Empty for a battle that is compared by our own criteria; keys are unique.
    package var metrics: [MetricRequest]
    /// The judge the client wants instead of the configured one.
    package var judge: JudgeOverride?
    /// How hard judges are asked (`judging`). Default: as configured.
    package var judging: JudgingRequest

    package init(
        id: String, campaignID: String = "unknown", nodeID: String? = nil, metadata: JSONObject = JSONObject(),
        subject: Subject, metrics: [MetricRequest] = [], judge: JudgeOverride? = nil,
        judging: JudgingRequest = JudgingRequest()
    ) {
        self.id = id
        self.campaignID = campaignID
        self.nodeID = nodeID
        self.metadata = metadata
        self.subject = subject
        self.metrics = metrics
        self.judge = judge
        self.judging = judging
    }
}

/// What is judged.
package enum Subject: Sendable, Hashable {
    /// One answer with what surrounds it.
    case testCase(TestCase)
    /// Two answers to the same question.
    case battle(Battle)
}

/// Two answers to the same question, to be compared in both orders.
package struct Battle: Sendable, Hashable {
    /// The user's question. Default: empty, then the answers are compared on their own.
    package var input: String
    package var responseA: String
    package var responseB: String

    package init(input: String, responseA: String, responseB: String) {
        self.input = input
        self.responseA = responseA
        self.responseB = responseB
    }
}
