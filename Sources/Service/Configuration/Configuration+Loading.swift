import Evaluation
import JSON
import Judges
import Kafka
import Pipeline
import Redis
import Telemetry
import YAML

extension Configuration {
    /// Reads the environment and the configuration file it names.
    ///
    /// - Throws: `ConfigurationError` with every problem.
    package static func load(environment: [String: String]) throws(ConfigurationError) -> Configuration {
        var file = JSONObject()
        if let path = environment[Setting.fileVariable], !path.isEmpty {
            guard let text = contents(of: path) else {
                throw ConfigurationError(["\(Setting.fileVariable): \(path) cannot be read"])
            }
            let document: YAMLDocument
            do { document = try YAMLDocument(text) } catch {
                throw ConfigurationError(["\(Setting.fileVariable): \(path): \(error)"])
            }
            guard let object = document.value.isNull ? JSONObject() : document.value.object else {
                throw ConfigurationError(["\(Setting.fileVariable): \(path) must hold keys with values"])
            }
            file = object
        }
        var reader = SettingReader(environment: environment, file: file, contents: contents(of:))
        let configuration = Configuration(reading: &reader)
        guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
        return configuration
    }

    private static func contents(of path: String) -> String? {
        FileContents.of(path).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private init(reading reader: inout SettingReader) {
        let properties = KafkaSecurity.properties(reading: &reader).merging(reader.kafkaProperties()) { $1 }
        let bootstrap = reader.text("KAFKA_BOOTSTRAP_SERVERS")
        let instance = reader.text("KAFKA_GROUP_INSTANCE_ID")
        kafka = KafkaSettings(
            bootstrapServers: bootstrap.isEmpty ? nil : bootstrap, groupID: reader.text("KAFKA_GROUP_EVALUATION"),
            instanceID: instance.isEmpty ? nil : instance,
            assignor: .init(rawValue: reader.text("KAFKA_ASSIGNOR").lowercased()) ?? .range,
            requestsTopic: reader.text("KAFKA_TOPIC_EVALUATION_REQUESTS"), extra: properties)
        let redisText = reader.text("REDIS_URL")
        var redisURL: RedisURL?
        if !redisText.isEmpty {
            do { redisURL = try RedisURL(redisText) } catch { reader.report("REDIS_URL", "\(error)") }
        }
        self.redisURL = redisURL
        redisAuthorities = CertificateFile.path("REDIS_TLS_CA_FILE", holding: .certificate, &reader)
        judgeAuthorities = CertificateFile.path("JUDGE_CA_FILE", holding: .certificate, &reader)
        resultLifetime = reader.whole("RESULT_TTL_SECONDS")
        judge = JudgeSettings(reading: &reader)
        let lifetime = reader.whole("VERDICT_CACHE_TTL_SECONDS")
        let namespace = reader.text("VERDICT_CACHE_NAMESPACE")
        let keepsVerdicts = reader.text("VERDICT_CACHE").lowercased() != "off"
        verdicts = keepsVerdicts ? VerdictSettings(lifetime: lifetime, namespace: namespace) : nil
        judgeConcurrency = reader.whole("JUDGE_CONCURRENCY")
        intake = IntakeSettings(
            batchSize: reader.whole("BATCH_SIZE"), linger: .milliseconds(reader.whole("BATCH_LINGER_MS")),
            maximumInFlight: reader.whole("MAX_IN_FLIGHT"),
            maximumInFlightBytes: reader.whole("MAX_IN_FLIGHT_BYTES"),
            maximumRecordBytes: reader.whole("MAX_RECORD_BYTES"))
        poison = PoisonPolicy(attempts: reader.whole("POISON_ATTEMPTS"))
        outputs = OutputSettings(
            completedTopic: reader.text("KAFKA_TOPIC_EVALUATION_COMPLETED"),
            reviewTopic: reader.text("KAFKA_TOPIC_MANUAL_REVIEW"),
            tracesTopic: reader.flag("TRACES_ENABLED") ? reader.text("KAFKA_TOPIC_TRACES") : nil,
            deadLetterTopic: reader.text("KAFKA_TOPIC_EVALUATION_DLQ"),
            publishesReviewsToCompleted: reader.flag("PUBLISH_REVIEWS_TO_COMPLETED"),
            replyDeadline: Int64(reader.whole("NODE_REPLY_DEADLINE_SECONDS")) * 1000)
        let olderHigh = reader.number("EVALUATION_CONFIDENCE_THRESHOLD")
        let high = Double(reader.text("REVIEW_BAND_HIGH")) ?? olderHigh
        review = ReviewPolicy(
            bandLow: reader.number("REVIEW_BAND_LOW"), bandHigh: high,
            confidence: reader.number("REVIEW_CONFIDENCE"), auditRate: reader.number("REVIEW_AUDIT_RATE"))
        if review.bandLow > review.bandHigh {
            reader.report("REVIEW_BAND_LOW", "must not be above REVIEW_BAND_HIGH")
        }
        evaluation = EvaluationPolicy(
            strictThresholds: reader.flag("STRICT_THRESHOLDS"), evidenceParts: reader.whole("JUDGE_EVIDENCE_PARTS"),
            compilesSteps: reader.flag("JUDGE_COMPILE_STEPS"),
            judging: JudgingOptions(reading: &reader))
        spending = SpendingLimits(reading: &reader, judge: judge, judging: evaluation.judging)
        sample = SamplePolicy(reading: &reader)
        catalog = MetricCatalog(reading: &reader)
        calibration = CalibrationTable(reading: &reader)
        host = reader.text("HOST")
        port = reader.whole("PORT")
        drainLimit = .milliseconds(Int(reader.number("DRAIN_SECONDS") * 1000))
        logLevel = LogLevel(name: reader.text("LOG_LEVEL")) ?? .info
        logsAsText = reader.text("LOG_FORMAT").lowercased() == "text"
        secrets = [judge.key?.value, redisURL?.password, reader.text("LANGFUSE_SECRET_KEY")].compactMap(\.self)
        secrets += judge.accounts.values.compactMap { $0.key?.value }
        secrets.removeAll(where: \.isEmpty)
        secrets += properties.filter { KafkaConfiguration.isSecret($0.key) && !$0.value.isEmpty }.map(\.value)
        checkTopics(&reader)
        checkEndpoints(&reader)
        for problem in KafkaConfiguration(bootstrapServers: "check", extra: properties).extraProblems {
            reader.report(Setting.kafkaVariable(of: problem.property ?? "…"), "\(problem)")
        }
    }

    private func checkEndpoints(_ reader: inout SettingReader) {
        for (name, urls) in [
            ("OPENAI_BASE_URL", [judge.baseURL ?? ""]), ("JUDGE_BASE_URL_ALLOWLIST", judge.allowedBaseURLs),
        ] where urls.contains(where: { Endpoint($0) == nil }) {
            reader.report(name, "must be an http or https URL without user, query and fragment")
        }
    }

    /// An output that is the input would feed the service its own results for ever.
    private func checkTopics(_ reader: inout SettingReader) {
        let outputTopics = [
            outputs.completedTopic, outputs.reviewTopic, outputs.tracesTopic ?? "", outputs.deadLetterTopic,
        ]
        if outputTopics.contains(kafka.requestsTopic) {
            reader.report("KAFKA_TOPIC_EVALUATION_REQUESTS", "is also the topic of an output")
        }
    }
}
