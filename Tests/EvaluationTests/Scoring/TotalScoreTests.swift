import Evaluation
import TestKit
import Testing

@Suite("One decision from many metrics")
struct TotalScoreTests {
    private func outcome(
        _ key: String, _ score: Double, direction: Direction = .higherIsBetter, threshold: Double = 0.5,
        weight: Double = 1, confidence: Double = 0.9
    ) -> MetricOutcome {
        MetricOutcome(
            key: key, metricID: key, status: .scored, score: Score(score), direction: direction, threshold: threshold,
            weight: weight, passed: direction.passes(Score(clamping: score), threshold: threshold),
            confidence: confidence, reason: "")
    }

    @Test("What was not scored is left out of the mean")
    func leftOut() {
        var failed = outcome("b", 0)
        failed.status = .judgeFailed
        failed.score = nil
        let total = TotalScore([outcome("a", 0.8), failed], policy: EvaluationPolicy())
        #expect(total.score?.rounded.value == 0.8)
    }

    @Test("Weights count")
    func weights() {
        let total = TotalScore([outcome("a", 1, weight: 3), outcome("b", 0)], policy: EvaluationPolicy())
        #expect(total.score?.value == 0.75)
    }

    @Test(
        "Weights count by their proportion, however small or large",
        arguments: [Double.leastNonzeroMagnitude, 1e-300, 1, 1e300, 5e307])
    func extremeWeights(unit: Double) {
        let total = TotalScore(
            [outcome("a", 0.5, weight: unit), outcome("b", 0.7, weight: unit)], policy: EvaluationPolicy())
        #expect(total.score?.rounded.value == 0.6)
        #expect(total.confidence.map { $0 > 0.5 && $0 <= 0.99 } == true)
    }

    @Test("Verdicts of a judge whose certainty is limited are right or wrong together")
    func limited() {
        let free = ["a", "b", "c"].map { outcome($0, 1, confidence: 0.6) }
        let limited = free.map { free in
            var outcome = free
            outcome.certaintyLimit = 0.6
            return outcome
        }
        let sure = TotalScore(free, policy: EvaluationPolicy()).confidence ?? 0
        #expect(abs((TotalScore(limited, policy: EvaluationPolicy()).confidence ?? 0) - 0.6) < 1e-9)
        #expect(sure > 0.7)
    }

    @Test("The pass mark itself passes, as the wire shows the number")
    func passMark() {
        #expect(TotalScore([outcome("a", 0.49999)], policy: EvaluationPolicy()).passed)
        #expect(!TotalScore([outcome("a", 0.4999)], policy: EvaluationPolicy()).passed)
        #expect(!TotalScore([outcome("a", 0.6)], policy: EvaluationPolicy(passMark: 0.7)).passed)
    }

    @Test("Strict thresholds ask for every metric")
    func strict() {
        let outcomes = [outcome("a", 1), outcome("t", 0.6, direction: .higherIsWorse)]
        #expect(TotalScore(outcomes, policy: EvaluationPolicy()).passed)
        let strict = TotalScore(outcomes, policy: EvaluationPolicy(strictThresholds: true))
        #expect(!strict.passed)
        #expect(strict.confidence == 0.9)
    }

    private func without(_ status: MetricOutcome.Status, isUnknown: Bool = false) -> MetricOutcome {
        var outcome = outcome("b", 0)
        outcome.status = status
        outcome.score = nil
        outcome.passed = nil
        outcome.confidence = nil
        outcome.isUnknown = isUnknown
        return outcome
    }

    @Test(
        "A strict total does not pass beside a metric that could not be measured, but beside one that does not apply",
        arguments: [
            (.judgeFailed, false, false), (.insufficientInput, false, false), (.notApplicable, false, true),
            (.notApplicable, true, false),
        ] as [(MetricOutcome.Status, Bool, Bool)])
    func strictWithout(status: MetricOutcome.Status, isUnknown: Bool, passes: Bool) throws {
        let outcomes = [outcome("a", 1), without(status, isUnknown: isUnknown)]
        let strict = TotalScore(outcomes, policy: EvaluationPolicy(strictThresholds: true))
        #expect(strict.passed == passes)
        #expect(strict.score == .one)
        let confidence = try #require(strict.confidence)
        #expect(confidence == (passes ? 0.9 : status == .judgeFailed ? 0.5 : 0.99))
        #expect(TotalScore(outcomes, policy: EvaluationPolicy()).passed)
    }

    @Test("Nobody knows whether a metric that was not judged passes; one that failed beside it is as sure as it was")
    func strictFailure() throws {
        let outcomes = [outcome("a", 0, confidence: 0.8), without(.judgeFailed)]
        let strict = TotalScore(outcomes, policy: EvaluationPolicy(strictThresholds: true))
        #expect(!strict.passed)
        #expect(abs(try #require(strict.confidence) - 0.9) < 1e-9)
    }

    @Test("Adding a metric never lets a strict total pass that did not", arguments: 0..<100)
    func strictMonotone(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let all = (0..<Int.random(in: 2...6, using: &random)).map { place -> MetricOutcome in
            let kinds = MetricOutcome.Status.allCases
            let status = kinds[Int.random(in: 0..<kinds.count, using: &random)]
            return status == .scored
                ? outcome("m\(place)", Double.random(in: 0...1, using: &random))
                : without(status, isUnknown: Bool.random(using: &random))
        }
        let strict = EvaluationPolicy(strictThresholds: true)
        let few = TotalScore(Array(all.dropLast()), policy: strict)
        let many = TotalScore(all, policy: strict)
        #expect(few.passed || few.score == nil || !many.passed, "seed \(seed)")
        let isOwed = { (outcome: MetricOutcome) in outcome.status != .notApplicable || outcome.isUnknown }
        #expect(
            many.passed == (many.score != nil && all.filter(isOwed).allSatisfy { $0.passed == true }), "seed \(seed)")
        #expect(many.confidence.map { (0...0.99).contains($0) } ?? true, "seed \(seed)")
    }

    @Test("A single metric's confidence is the total's when both ask the same")
    func singleConfidence() throws {
        let confidence = try #require(
            TotalScore([outcome("a", 1, confidence: 0.6)], policy: EvaluationPolicy()).confidence)
        #expect(abs(confidence - 0.6) < 1e-9)
    }

    @Test("Agreeing metrics are surer together, and never beyond 0.99")
    func agreement() throws {
        let one = try #require(TotalScore([outcome("a", 1, confidence: 0.8)], policy: EvaluationPolicy()).confidence)
        let keys = (0..<3).map { outcome("m\($0)", 1, confidence: 0.8) }
        let three = try #require(TotalScore(keys, policy: EvaluationPolicy()).confidence)
        #expect(three > one)
        let many = (0..<40).map { outcome("m\($0)", 1, confidence: 0.99) }
        #expect(try #require(TotalScore(many, policy: EvaluationPolicy()).confidence) <= 0.99)
    }

    @Test("Nothing scored is no total")
    func nothing() {
        let total = TotalScore([], policy: EvaluationPolicy())
        #expect(total.score == nil)
        #expect(!total.passed)
        #expect(total.confidence == nil)
    }
}
