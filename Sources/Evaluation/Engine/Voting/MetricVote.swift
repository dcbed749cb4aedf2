internal import Glibc
import JSON

/// Several measurements of one metric made into one. Pure; the order of the ballots decides nothing but ties.
///
/// Samples of one judge: the mean score, and the mean probability that its decision is right; when a third of them decide
/// otherwise, the decision is chance, and a human makes it. A panel: log-odds votes by
/// measured accuracy (arXiv 2404.18796 with the weights of a naive Bayes), and the mean score of the side that wins. What
/// any of them saw of harm stays: its severity with the certainty that the votes leave.
package struct MetricVote: Sendable {
    package let ballots: [Ballot]

    /// - Parameter ballots: of one metric; never empty.
    package init(_ ballots: [Ballot]) { self.ballots = ballots }

    /// The combined measurement; nil without ballots. Unless more than half of the ballots have a score, the first
    /// one without stands, with the harm that the others saw.
    package var measured: MeasuredMetric? {
        let scored = ballots.filter { $0.measured.outcome.status == .scored }
        guard let first = ballots.first else { return nil }
        guard scored.count * 2 > ballots.count else {
            var failed = ballots.first { $0.measured.outcome.status != .scored }?.measured ?? first.measured
            takeWorstSeverity(of: scored, outOf: ballots.count, into: &failed)
            return failed
        }
        guard scored.count > 1 else { return scored[0].measured }
        let isPanel = scored.allSatisfy { $0.accuracy != nil }
        let odds = isPanel ? logOdds(scored) : 0
        let passed = isPanel ? odds > Self.tie : passes(mean(scored), like: scored[0])
        let agreeing = scored.filter { $0.measured.outcome.passed == passed }
        let score = mean(isPanel && !agreeing.isEmpty ? agreeing : scored)
        let confidence =
            isPanel
            ? 1 / (1 + exp(-abs(odds)))
            : scored.reduce(0) { sum, ballot in
                let sure = ballot.measured.outcome.confidence ?? 0.5
                return sum + (ballot.measured.outcome.passed == passed ? sure : 1 - sure)
            } / Double(scored.count)
        var combined = nearest(to: score, among: agreeing.isEmpty ? scored : agreeing).measured
        combined.outcome.score = Score(clamping: score)
        combined.outcome.passed = passed
        // Voices of which each is limited are no surer together: they err alike.
        let limits = scored.map { $0.measured.outcome.certaintyLimit ?? Certainty.highest }
        combined.outcome.confidence = min(limits.max() ?? Certainty.highest, max(0, confidence))
        combined.outcome.reviewReasons = Set(scored.flatMap(\.measured.outcome.reviewReasons))
        if isPanel, agreeing.count < scored.count { combined.outcome.reviewReasons.insert(.panelSplit) }
        if !isPanel, (scored.count - agreeing.count) * 3 >= scored.count {
            combined.outcome.reviewReasons.insert(.lowConfidence)
        }
        takeWorstSeverity(of: scored, outOf: scored.count, into: &combined)
        let chances = scored.compactMap { $0.measured.outcome.extra["pass_probability"]?.number }
        if !chances.isEmpty {
            combined.outcome.extra["pass_probability"] = MetricText.json(
                chances.reduce(0, +) / Double(chances.count))
        }
        combined.outcome.extra["agreement"] = MetricText.json(Double(agreeing.count) / Double(scored.count))
        combined.outcome.extra["votes"] = .array(ballots.map(\.json))
        return combined
    }

    /// Whether the ballots that are still out, whatever they say, could neither turn the decision nor make the severity graver.
    ///
    /// A voter that answers nothing usable takes its vote with it, so a majority has to have a score already. Where harm is
    /// graded, each further ballot could see worse than all before it, until something critical was seen.
    ///
    /// - Parameter outstanding: the accuracies of the voters that are out; nil for samples of one judge.
    package func isSettled(outstanding: [Double?]) -> Bool {
        let scored = ballots.filter { $0.measured.outcome.status == .scored }
        guard scored.count == ballots.count, scored.count > outstanding.count, let first = scored.first,
            scored.contains(where: { $0.measured.rule?.level == .critical })
                || !scored.contains(where: { $0.measured.gradesSeverity || $0.measured.rule != nil })
        else { return false }
        let accuracies = scored.map(\.accuracy) + outstanding
        if accuracies.allSatisfy({ $0 != nil }) {
            return abs(logOdds(scored)) > outstanding.reduce(Self.tie) { $0 + Self.weight($1) }
        }
        guard accuracies.allSatisfy({ $0 == nil }) else { return false }
        let (sum, count) = (Self.sum(scored), Double(accuracies.count))
        return passes(sum / count, like: first) == passes((sum + Double(outstanding.count)) / count, like: first)
    }

    /// Log-odds nearer to zero than this are a tie: what adding up in another order may make of one.
    private static let tie = 1e-9

    private static func sum(_ ballots: [Ballot]) -> Double {
        ballots.reduce(0) { $0 + ($1.measured.outcome.score?.value ?? 0) }
    }

    private func mean(_ ballots: [Ballot]) -> Double { Self.sum(ballots) / Double(max(1, ballots.count)) }

    private func passes(_ value: Double, like ballot: Ballot) -> Bool {
        let outcome = ballot.measured.outcome
        return outcome.direction.passes(Score(clamping: value).rounded, threshold: outcome.threshold)
    }

    /// The sum of the votes for "passed", each with the log-odds of its voter being right.
    private func logOdds(_ ballots: [Ballot]) -> Double {
        ballots.reduce(0) { sum, ballot in
            let weight = Self.weight(ballot.accuracy)
            return sum + (ballot.measured.outcome.passed == true ? weight : -weight)
        }
    }

    /// What the vote of a voter with this accuracy counts, in log-odds.
    private static func weight(_ accuracy: Double?) -> Double {
        let accuracy = min(0.99, max(0.5, accuracy ?? 0.5))
        return log(accuracy / (1 - accuracy))
    }

    private func nearest(to score: Double, among ballots: [Ballot]) -> Ballot {
        var best = ballots[0]
        func distance(_ ballot: Ballot) -> Double { abs((ballot.measured.outcome.score?.value ?? 0) - score) }
        for ballot in ballots.dropFirst() where distance(ballot) < distance(best) { best = ballot }
        return best
    }

    private func takeWorstSeverity(of scored: [Ballot], outOf count: Int, into combined: inout MeasuredMetric) {
        let rules = scored.compactMap(\.measured.rule)
        // What one of them named and could not place, the others do not make low.
        if rules.max()?.level ?? .low == .low, scored.contains(where: \.measured.outcome.isSeverityUnknown) {
            combined.outcome.severity = nil
            combined.outcome.isSeverityUnknown = true
        }
        // That harm is low is not known unless everything was read.
        let isUnknown = combined.isSafety && combined.outcome.severity == nil
        guard let worst = rules.max(), !(isUnknown && worst.level == .low) else { return }
        let share = Double(rules.count { $0.level == worst.level }) / Double(max(1, count))
        let rule = worst.seen(byShare: share)
        combined.rule = rule
        if combined.outcome.severity != nil || combined.isSafety { combined.outcome.severity = rule.level }
        combined.outcome.extra["severity_vector"] = .string(rule.vector)
        if rule.level == .critical, rule.certainty < 0.9 { combined.outcome.reviewReasons.insert(.criticalUnsure) }
    }
}

extension Ballot {
    fileprivate var json: JSONValue {
        let outcome = measured.outcome
        var object = JSONObject()
        if let model = variant.model { object.append("model", .string(model)) }
        object.append("sample", .integer(Int64(variant.sample)))
        object.append("status", .string(outcome.status.rawValue))
        object.append("score", outcome.score.map { MetricText.json($0.value) } ?? .null)
        object.append("passed", outcome.passed.map { .bool($0) } ?? .null)
        return .object(object)
    }
}
