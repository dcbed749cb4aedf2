package import Evaluation
package import Judges
package import Kafka
package import Pipeline
package import Redis
package import Telemetry

/// Everything the service can be told, read once and checked as a whole.
package struct Configuration: Sendable {
    /// The broker and topics.
    package struct KafkaSettings: Sendable {
        /// Nil: an embedded broker in memory.
        package var bootstrapServers: String?
        package var groupID: String
        package var instanceID: String?
        package var assignor: KafkaConfiguration.Consumer.Assignor
        package var requestsTopic: String
        package var extra: [String: String]
    }

    /// How requests are taken in.
    package struct IntakeSettings: Sendable {
        package var batchSize: Int
        package var linger: Duration
        package var maximumInFlight: Int
        package var maximumInFlightBytes: Int
        package var maximumRecordBytes: Int
    }

    /// How judges' answers are kept.
    package struct VerdictSettings: Sendable, Hashable {
        /// Seconds that an answer is kept.
        package var lifetime: Int
        /// Sets deployments apart that share a Redis.
        package var namespace: String
    }

    package var kafka: KafkaSettings
    /// Nil: an embedded redis-server.
    package var redisURL: RedisURL?
    /// Authorities trusted for `rediss://`. Nil: the system's.
    package var redisAuthorities: String?
    /// Seconds a campaign's results live.
    package var resultLifetime: Int
    package var judge: JudgeSettings
    /// Authorities trusted for judges. Nil: the system's.
    package var judgeAuthorities: String?
    /// How answers are kept for questions that are asked again. Nil: not at all.
    package var verdicts: VerdictSettings?
    /// Most judge calls in flight.
    package var judgeConcurrency: Int
    package var intake: IntakeSettings
    package var poison: PoisonPolicy
    package var outputs: OutputSettings
    package var review: ReviewPolicy
    /// How results are decided and how hard judges are asked.
    package var evaluation: EvaluationPolicy
    /// The built-in metrics and those of `METRICS_DIRECTORY`.
    package var catalog: MetricCatalog
    /// What human decisions have taught about confidence. Nil: nothing yet.
    package var calibration: CalibrationTable?
    /// What judges may cost.
    package var spending: SpendingLimits
    /// Which share of the requests is evaluated.
    package var sample: SamplePolicy
    package var host: String
    package var port: Int
    package var drainLimit: Duration
    package var logLevel: LogLevel
    package var logsAsText: Bool
    /// Texts that must never be printed.
    package var secrets: [String]
}
