import Evaluation
import Judges
import Pipeline
import Telemetry

/// Every operational number of the service, made once and passed on.
struct Instruments: Sendable {
    let received: Counter
    let batches: Counter
    let evaluations: Family<Counter>
    let evaluationSeconds: Histogram
    let metricOutcomes: Family<Counter>
    let severities: Family<Counter>
    let reviewReasons: Family<Counter>
    let reused: Counter
    let suspects: Counter
    let lateReplies: Counter
    let awaitsJudge: Counter
    let published: Family<Counter>
    let deadLetters: Family<Counter>
    let abandoned: Counter
    let outputFailures: Family<Counter>
    let traceDrops: Counter
    let rebalances: Family<Counter>
    let adopted: Counter
    let restarts: Counter
    let rewinds: Counter
    let pauses: Counter
    let commitFailures: Counter
    let lag: Gauge
    let judgeCalls: Family<Counter>
    let judgeSeconds: Histogram
    let tokens: Family<Counter>
    let cost: Family<Counter>
    let unpricedCalls: Counter
    let hedges: Family<Counter>
    let estimatedCost: Counter
    let budgetEffects: Family<Counter>
    let verdicts: Family<Counter>
    let savedTokens: Counter
    let verdictWaits: Histogram

    /// - Parameter topics: the output topics, the label values of `published`.
    init(registry: TelemetryRegistry, topics: [String]) {
        received = registry.counter("evaluation_requests_received_total", "Records taken from the request topic")
        batches = registry.counter("evaluation_batches_total", "Batches the records were taken in")
        evaluations = registry.counters(
            "evaluations_total", "Evaluations by how they ended",
            labels: [Label("status", EvaluationResult.Status.allCases.map(\.rawValue))])
        evaluationSeconds = registry.histogram(
            "evaluation_duration_seconds", "From the start of the work to its result",
            bounds: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120])
        metricOutcomes = registry.counters(
            "evaluation_metric_outcomes_total", "Metrics by whether they have a score",
            labels: [Label("status", MetricOutcome.Status.allCases.map(\.rawValue))])
        severities = registry.counters(
            "evaluation_severity_total", "Results by severity",
            labels: [Label("severity", Severity.allCases.map(\.rawValue) + ["unknown"])])
        reviewReasons = registry.counters(
            "evaluation_review_reasons_total", "Why results need a human",
            labels: [Label("reason", ReviewReason.allCases.map(\.rawValue))])
        reused = registry.counter(
            "evaluation_results_reused_total", "Records delivered again whose stored result was published again")
        suspects = registry.counter(
            "evaluation_suspects_total", "Records worked on alone because workers were killed while they had them")
        lateReplies = registry.counter(
            "evaluation_late_replies_total", "Replies too late for the waiting client, not pushed to its key")
        awaitsJudge = registry.counter(
            "evaluation_judge_waits_total", "Times a record met an outage of the judge and waited for its end")
        published = registry.counters(
            "evaluation_records_published_total", "Records written", labels: [Label("topic", topics)])
        deadLetters = registry.counters(
            "evaluation_dead_letters_total", "Records that could not be worked on, by cause",
            labels: [Label("code", DeadLetterCode.everyCode)])
        abandoned = registry.counter(
            "evaluation_records_abandoned_total", "Records a shutdown left unfinished; they come again")
        outputFailures = registry.counters(
            "evaluation_output_outages_total", "Times Redis, Kafka or the judge went away",
            labels: [Label("output", OutputGate.Output.allCases.map(\.rawValue))])
        traceDrops = registry.counter("evaluation_traces_dropped_total", "Trace events that were not taken")
        rebalances = registry.counters(
            "kafka_rebalances_total", "Assignments and revocations",
            labels: [Label("kind", ["assigned", "revoked", "lost"])])
        restarts = registry.counter(
            "kafka_intake_restarts_total", "Times that assigned partitions were found unread and started anew")
        rewinds = registry.counter(
            "kafka_partition_rewinds_total", "Times an assigned partition went back to a lower offset")
        adopted = registry.counter(
            "kafka_records_adopted_total", "Records that came back with their partition and were not begun again")
        pauses = registry.counter("kafka_intake_pauses_total", "Times intake was paused")
        commitFailures = registry.counter("kafka_commit_failures_total", "Commits the broker did not take")
        lag = registry.gauge("kafka_consumer_lag_records", "Records behind the end, over the partitions that are read")
        judgeCalls = registry.counters(
            "judge_calls_total", "Calls to a judge by outcome",
            labels: [Label("outcome", ["OK"] + JudgeError.Code.allCases.map(\.rawValue))])
        judgeSeconds = registry.histogram(
            "judge_call_duration_seconds", "One call to a judge",
            bounds: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92])
        tokens = registry.counters(
            "judge_tokens_total", "Tokens by kind; cached ones are part of the prompt's",
            labels: [Label("kind", ["prompt", "cached", "completion"])])
        cost = registry.counters(
            "judge_cost_usd_total", "US dollars that calls to a judge cost, as far as prices are known",
            labels: [Label("provider", Set(JudgeProvider.allCases.map(\.name)).sorted())])
        unpricedCalls = registry.counter("judge_unpriced_calls_total", "Calls to a judge whose price is not known")
        hedges = registry.counters(
            "judge_hedges_total", "Second calls beside one without an answer, and those that were answered first",
            labels: [Label("event", ["begun", "won"])])
        estimatedCost = registry.counter(
            "judge_estimated_cost_usd_total",
            "US dollars that calls without an answer are thought to have cost at least; part of budgets and of no other number"
        )
        budgetEffects = registry.counters(
            "evaluation_budget_effects_total", "Evaluations that a spent budget stopped or degraded",
            labels: [Label("action", BudgetEffect.Action.allCases.map(\.rawValue))])
        verdicts = registry.counters(
            "judge_verdict_cache_total",
            "Questions by where their answer came from, answers that were kept or refused, look-ups without a store",
            labels: [Label("event", ["hit", "miss", "coalesced", "kept", "refused", "away"])])
        savedTokens = registry.counter(
            "judge_verdict_tokens_saved_total", "Tokens of answers that were given again without a call")
        verdictWaits = registry.histogram(
            "judge_verdict_wait_seconds", "Waiting for the answer that another replica is asking for",
            bounds: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40])
    }
}
