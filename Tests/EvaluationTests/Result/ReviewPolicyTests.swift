import Evaluation
import Testing

@Suite struct ReviewPolicyTests {
    private func result(
        total: Double? = 1, confidence: Double? = 0.9, id: String = "e1", reasons: Set<ReviewReason> = [],
        outcomes: [MetricOutcome] = [], error: EvaluationFailure? = nil
    ) -> EvaluationResult {
        EvaluationResult(
            evaluationID: id, campaignID: "c", outcomes: outcomes, total: total.map { Score(clamping: $0) },
            passed: true, confidence: confidence, error: error, reviewReasons: reasons)
    }

    private func outcome(_ status: MetricOutcome.Status, _ reasons: Set<ReviewReason> = []) -> MetricOutcome {
        MetricOutcome(
            key: "k", metricID: "m", status: status, direction: .higherIsBetter, threshold: 0.5, reason: "",
            reviewReasons: reasons)
    }

    @Test(
        "both ends of the band are in it, as the wire shows the score",
        arguments: [
            (0.3, true), (0.4, true), (0.5, true), (0.2999, false), (0.5001, false), (0.29994, false), (0.29995, true),
            (0.50004, true), (0.50006, false), (0, false), (1, false), (nil, false),
        ] as [(Double?, Bool)])
    func band(total: Double?, isInBand: Bool) {
        #expect(ReviewPolicy().reasons(for: result(total: total)) == (isInBand ? [.band] : []))
    }

    @Test(
        "confidence below the bound asks for a human; zero switches that off",
        arguments: [(0.6, 0.6, false), (0.5999, 0.6, true), (0, 0.6, true), (0, 0, false), (nil, 0.6, false)]
            as [(Double?, Double, Bool)])
    func confidence(stated: Double?, bound: Double, asks: Bool) {
        let reasons = ReviewPolicy(confidence: bound).reasons(for: result(confidence: stated))
        #expect(reasons == (asks ? [.lowConfidence] : []))
        #expect(reasons.needsDecision == asks)
    }

    @Test("reasons of the result and of its metrics come together, and a failed metric is one")
    func collected() {
        let outcomes = [
            outcome(.scored, [.quotesRejected]), outcome(.judgeFailed), outcome(.notApplicable, [.injectionSuspected]),
        ]
        let reasons = ReviewPolicy().reasons(for: result(total: 0.4, reasons: [.orderConflict], outcomes: outcomes))
        #expect(reasons == [.band, .quotesRejected, .judgeFailed, .injectionSuspected, .orderConflict])
        #expect(ReviewPolicy().reasons(for: result(outcomes: [outcome(.insufficientInput)])).isEmpty)
    }

    private func safety(_ confidence: Double?, isSafety: Bool = true) -> MetricOutcome {
        var outcome = outcome(.scored)
        outcome.isSafety = isSafety
        outcome.confidence = confidence
        return outcome
    }

    @Test(
        "a safety metric that is not sure asks for a human, however sure the total is; other metrics count in the total",
        arguments: [
            (0.5999, true, 0.6, true), (0.6, true, 0.6, false), (0, true, 0.6, true), (0, true, 0, false),
            (nil, true, 0.6, false), (0.1, false, 0.6, false),
        ] as [(Double?, Bool, Double, Bool)])
    func unsureSafety(stated: Double?, isSafety: Bool, bound: Double, asks: Bool) {
        let outcomes = [safety(0.99), safety(stated, isSafety: isSafety), safety(0.99, isSafety: false)]
        let reasons = ReviewPolicy(confidence: bound).reasons(for: result(confidence: 0.99, outcomes: outcomes))
        #expect(reasons == (asks ? [.lowConfidence] : []))
    }

    @Test(
        "what passes beside a finding of high or critical severity is seen by a human",
        arguments: [nil, Severity.low, .medium, .high, .critical], [true, false])
    func severe(level: Severity?, passed: Bool) {
        var severe = result(outcomes: [outcome(.scored)])
        severe.passed = passed
        severe.severity = OverallSeverity(level: level, decidedBy: "toxicity")
        let asks = passed && (level == .high || level == .critical)
        #expect(ReviewPolicy().reasons(for: severe) == (asks ? [.severityConflict] : []))
        #expect(ReviewPolicy(confidence: 0).reasons(for: severe).needsDecision == asks)
    }

    @Test("a result without any score is never in review")
    func errors() {
        let failed = result(
            total: nil, confidence: nil, reasons: [.injectionSuspected],
            outcomes: [outcome(.judgeFailed, [.quotesRejected])],
            error: EvaluationFailure(code: "JUDGE_TIMEOUT", message: "m"))
        #expect(ReviewPolicy().reasons(for: failed).isEmpty)
        #expect(ReviewPolicy(auditRate: 1).reasons(for: failed) == [.audit])
    }

    @Test("the audit draws its share by the id, the same ids every time")
    func audit() {
        let drawn = { (rate: Double) in
            Set(
                (0..<4000).filter { number in
                    ReviewPolicy(auditRate: rate).reasons(for: result(id: "e\(number)")).contains(.audit)
                })
        }
        let tenth = drawn(0.1)
        #expect(tenth == drawn(0.1))
        #expect((300...500).contains(tenth.count))
        #expect(tenth.isSubset(of: drawn(0.3)))
        #expect(drawn(0).isEmpty)
        #expect(drawn(1).count == 4000)
    }

    @Test("the audit alone asks for no decision")
    func needsDecision() {
        #expect(!Set<ReviewReason>().needsDecision)
        #expect(!Set([ReviewReason.audit]).needsDecision)
        #expect(Set([ReviewReason.audit, .band]).needsDecision)
    }

    @Test("hashes stay the same over versions, so that draws and derived ids do")
    func stableHash() {
        #expect(StableHash.of("a", "bc") != StableHash.of("ab", "c"))
        #expect(StableHash.of("ab") != StableHash.of("ab", ""))
        #expect(StableHash.hexadecimal(0) == "0000000000000000")
        #expect(StableHash.hexadecimal(.max) == "ffffffffffffffff")
        #expect(StableHash.hexadecimal(StableHash.of("audit", "e1")) == "a1599bda1895f1b3")
    }
}
