package import JSON

/// Writes a result as the wire's JSON object, always in the same order and with the same rounding.
///
/// Numbers that were computed are rounded to four decimals: enough for every decision, and readable.
package struct ResultEncoder: Sendable {
    /// How long the parts took, in whole milliseconds.
    package struct Timing: Sendable, Hashable {
        /// From the record's timestamp to the start of the work; nil when the record has none.
        package var queued: Int?
        /// Waiting for the judge, the longest chain of calls.
        package var judge: Int
        /// From the start of the work to its end.
        package var total: Int

        package init(queued: Int?, judge: Int, total: Int) {
            self.queued = queued
            self.judge = judge
            self.total = total
        }
    }

    package init() {}

    /// The object for Redis and `evaluation.completed`.
    ///
    /// - Parameter result: with its review reasons filled in.
    package func object(for result: EvaluationResult, timing: Timing) -> JSONObject {
        var object = JSONObject()
        object.append("evaluation_id", .string(result.evaluationID))
        object.append("campaign_id", .string(result.campaignID))
        object.append("node_id", result.nodeID.map(JSONValue.string) ?? .null)
        object.append("status", .string(result.status.rawValue))
        object.append("total_score", number(result.total?.value))
        object.append("passed", .bool(result.passed))
        object.append("severity", .string(result.severity.name))
        object.append("severity_decided_by", .string(result.severity.decidedBy))
        object.append("reason", .string(result.reason))
        if let failure = result.error {
            object.append("error", ["code": .string(failure.code), "message": .string(failure.message)])
        }
        if let battle = result.battle { append(battle, to: &object) }
        object.append("metrics", .object(metrics(of: result)))
        object.append("confidence", number(result.confidence))
        if let raw = result.rawConfidence { object.append("raw_confidence", number(raw)) }
        if result.reviewReasons.contains(.lowConfidence) { object.append("confidence_flag", "low") }
        var metadata = result.metadata
        if result.status == .needsReview { metadata["flag"] = "NEEDS_HUMAN_REVIEW" }
        object.append("metadata", .object(metadata))
        object.append("details", .object(details(of: result)))
        object.append(
            "review",
            [
                "required": .bool(!result.reviewReasons.isEmpty && result.error == nil),
                "reasons": .array(result.reviewReasons.sorted().map { .string($0.rawValue) }),
            ])
        object.append(
            "refusal",
            ["refused": .bool(result.refusal.refused), "probability": number(result.refusal.probability)])
        object.append(
            "judge",
            result.judge.map { judge in
                var object: JSONObject = [
                    "provider": .string(judge.provider), "model": .string(judge.model),
                    "protocol": .string(judge.form.rawValue),
                ]
                if let absent = result.fallbackFrom {
                    object.append("fallback_from", .string("\(absent.provider)/\(absent.model)"))
                }
                return .object(object)
            } ?? .null)
        object.append("usage", usage(result.usage))
        if let budget = result.budget { object.append("budget", self.budget(budget)) }
        object.append(
            "timing",
            [
                "queued_ms": timing.queued.map { .integer(Int64($0)) } ?? .null,
                "judge_ms": .integer(Int64(timing.judge)), "total_ms": .integer(Int64(timing.total)),
            ])
        return object
    }

    /// The same object with what a reviewer needs, for `evaluation.manual_review`.
    package func reviewObject(from object: JSONObject, input: String?, actualOutput: String?) -> JSONObject {
        var review = object
        review["test_case_input"] = .string(input ?? "")
        review["actual_output"] = .string(actualOutput ?? "")
        review["auto_score"] = object["total_score"] ?? .null
        return review
    }

    private func append(_ battle: BattleOutcome, to object: inout JSONObject) {
        object.append("winner", battle.winner.map { .string($0.rawValue) } ?? .null)
        object.append("order_conflict", .bool(battle.orderConflict))
        object.append("length_ratio", number(battle.lengthRatio))
    }

    /// Flat: a number for each score, a text under `<key>_reason`.
    private func metrics(of result: EvaluationResult) -> JSONObject {
        var metrics = JSONObject()
        // A part of one metric never stands in the place of another metric of that name.
        let taken = Set(result.outcomes.map(\.key))
        for outcome in result.outcomes {
            if let score = outcome.score { metrics.append(outcome.key, number(score.value)) }
            metrics.append(outcome.key + "_reason", .string(outcome.reason))
            for side in outcome.sideScores where !taken.contains(side.key) {
                metrics[side.key] = number(side.score.value)
                metrics[side.key + "_reason"] = .string(side.reason)
            }
        }
        return metrics
    }

    private func details(of result: EvaluationResult) -> JSONObject {
        var details = JSONObject()
        for outcome in result.outcomes {
            var detail = JSONObject()
            detail.append("metric", .string(outcome.metricID))
            detail.append("status", .string(outcome.status.rawValue))
            detail.append("score", number(outcome.score?.value))
            detail.append("direction", .string(outcome.direction.rawValue))
            detail.append("threshold", number(outcome.threshold))
            detail.append("passed", outcome.passed.map(JSONValue.bool) ?? .null)
            detail.append("confidence", number(outcome.confidence))
            detail.append(
                "severity",
                outcome.severity.map { .string($0.rawValue) } ?? (outcome.isSeverityUnknown ? "unknown" : .null))
            detail.append("reason", .string(outcome.reason))
            detail.append("findings", .array(outcome.findings))
            if !outcome.missing.isEmpty { detail.append("missing", .array(outcome.missing.map(JSONValue.string))) }
            if let error = outcome.error {
                detail.append("error", ["code": .string(error.code.rawValue), "message": .string(error.message)])
            }
            for member in outcome.extra.members where detail[member.key] == nil {
                detail.append(member.key, member.value)
            }
            details.append(outcome.key, .object(detail))
        }
        return details
    }

    private func usage(_ usage: JudgeUsage) -> JSONValue {
        var object: JSONObject = [
            "calls": .integer(Int64(usage.calls)), "prompt_tokens": .integer(Int64(usage.promptTokens)),
            "cached_tokens": .integer(Int64(usage.cachedTokens)),
            "completion_tokens": .integer(Int64(usage.completionTokens)),
            "cost_usd": usage.costUSD.map(JSONValue.number) ?? .null,
        ]
        if usage.cacheHits > 0 {
            object.append("cache_hits", .integer(Int64(usage.cacheHits)))
            object.append("saved_tokens", .integer(Int64(usage.savedTokens)))
        }
        return .object(object)
    }

    private func budget(_ effect: BudgetEffect) -> JSONValue {
        [
            "action": .string(effect.action.rawValue), "scope": .string(effect.scope.rawValue),
            "limit_usd": .number(effect.limit.dollars), "spent_usd": .number(effect.spent.dollars),
        ]
    }

    private func number(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .number(Score.rounded(value))
    }
}
