import Evaluation
import JSON

/// What the probes answer, from plain facts. Pure, so that each rule has a test.
struct HealthReport: Sendable {
    /// What is known about the process and its dependencies.
    struct Facts: Sendable, Hashable {
        var version = ""
        /// Since the intake's thread last went round, in seconds.
        var secondsSinceTurn = 0.0
        var isIntakeDead = false
        var hasJoined = false
        /// Since the service started, in seconds.
        var secondsSinceStart = 0.0
        /// The newest error of the consumer; nil after a sign of life.
        var intakeProblem: String?
        /// Why the requests may not be read; nil when they may, as far as is known.
        var intakeDenial: String?
        var partitions = 0
        /// Of them, those that are not read.
        var stalledPartitions = 0
        var recordsInFlight = 0
        var isPaused = false
        var isDraining = false
        /// Nil when Kafka was reached and is there; otherwise why not.
        var kafkaProblem: String?
        var redisProblem: String?
        var isEmbedded = false
        var judgeProvider = ""
        var judgeModel = ""
        /// Nil when a judge is configured.
        var judgeProblem: String?
        /// Nil while the judge is asked; otherwise why it is not.
        var judgeOutage: String?
        /// Nil while the configured judge is asked or none is; otherwise why another one stands in for it.
        var judgeStandIn: JudgeError?
        var judgeFailures = 0
        var judgeLastOutcome = "none"
    }

    /// Seconds without a turn after which the intake's thread is taken for stuck.
    static let stuckAfter = 30.0

    /// Seconds in which a group lets a member join; with an error and without a group after that, something is wrong
    /// with the topic or with what this replica may do.
    static let joinPatience = 30.0

    let facts: Facts

    /// Our own loop moves. Never a dependency: a restart would not bring one back.
    var isAlive: Bool { !facts.isIntakeDead && facts.secondsSinceTurn < Self.stuckAfter }

    /// Why the replica is not ready; empty when it is. Having no partition, or no judge configured, is no
    /// reason: the group may have more members than partitions, and without a judge each request is answered with an
    /// error. A judge that is away is one.
    var problems: [String] {
        var problems: [String] = []
        if facts.isDraining { problems.append("draining") }
        if !isAlive { problems.append("the intake has stopped") }
        if !facts.hasJoined, facts.secondsSinceStart > Self.joinPatience, facts.intakeDenial == nil,
            let problem = facts.intakeProblem
        {
            problems.append("the consumer group was not joined: \(problem)")
        }
        if let problem = readingProblem { problems.append("kafka: \(problem)") }
        if let problem = facts.kafkaProblem { problems.append("kafka: \(problem)") }
        if let problem = facts.redisProblem { problems.append("redis: \(problem)") }
        if let problem = facts.judgeOutage { problems.append("judge: \(problem)") }
        return problems
    }

    var isReady: Bool { problems.isEmpty }

    /// The body of `/health` and `/readyz`.
    var object: JSONValue {
        [
            "status": isReady ? "ok" : "degraded", "service": "evaluation-worker", "version": .string(facts.version),
            "ready": .bool(isReady), "live": .bool(isAlive),
            "problems": .array(problems.map(JSONValue.string)),
            "intake": [
                "state": .string(intakeState), "partitions": .integer(Int64(facts.partitions)),
                "in_flight": .integer(Int64(facts.recordsInFlight)),
            ],
            "dependencies": [
                "kafka": dependency(readingProblem ?? facts.kafkaProblem), "redis": dependency(facts.redisProblem),
                "judge": [
                    "status": .string(judgeStatus),
                    "provider": .string(facts.judgeProvider), "model": .string(facts.judgeModel),
                    "problem": (facts.judgeProblem ?? facts.judgeOutage ?? facts.judgeStandIn.map { "\($0)" }).map(
                        JSONValue.string) ?? .null,
                    "failures_in_a_row": .integer(Int64(facts.judgeFailures)),
                    "last_outcome": .string(facts.judgeLastOutcome),
                ],
            ],
            "embedded": .bool(facts.isEmbedded),
        ]
    }

    /// Why requests are not read although a broker is there.
    private var readingProblem: String? {
        if let denial = facts.intakeDenial { return denial }
        guard facts.stalledPartitions > 0 else { return nil }
        let cause = facts.intakeProblem.map { ": \($0)" } ?? ""
        return "\(facts.stalledPartitions) of \(facts.partitions) partitions are not read\(cause)"
    }

    private var judgeStatus: String {
        if facts.judgeProblem != nil { return "not_configured" }
        if facts.judgeOutage != nil { return "down" }
        return facts.judgeStandIn == nil ? "configured" : "fallback"
    }

    private var intakeState: String {
        if facts.isIntakeDead { return "dead" }
        if facts.isDraining { return "draining" }
        if facts.isPaused { return "paused" }
        if !facts.hasJoined { return "joining" }
        return facts.partitions == 0 ? "standby" : "running"
    }

    private func dependency(_ problem: String?) -> JSONValue {
        ["status": problem == nil ? "up" : "down", "problem": problem.map(JSONValue.string) ?? .null]
    }
}
