import Evaluation
import Judges

/// The metrics of the reference case by the offline judge, one request after the other.
struct OfflineCatalogue {
    private static let requests = 200

    static func measure(into table: inout FigureTable) async throws {
        guard let set = MetricSet.all.last else { return }
        let request = EvaluationRequest(id: "offline", subject: .testCase(set.testCase), metrics: set.metrics)
        let evaluator = Evaluator()
        let judge = OfflineJudge()
        let clock = ContinuousClock()
        _ = try await evaluator.evaluate(request, judge: judge)
        let started = clock.now
        for _ in 0..<requests { _ = try await evaluator.evaluate(request, judge: judge) }
        let seconds = started.duration(to: clock.now) / .seconds(1)
        table.add(
            "offline judge, \(set.name) (\(set.metrics.count)): documents per second", Double(requests) / seconds, "/s")
    }
}
