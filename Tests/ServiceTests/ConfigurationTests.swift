import Evaluation
import FoundationEssentials
import JSON
import Judges
import Pipeline
import Redis
import Telemetry
import Testing

@testable import Service

@Suite struct ConfigurationTests {
    private func problems(_ environment: [String: String]) -> [String] {
        do throws(ConfigurationError) {
            _ = try Configuration.load(environment: environment)
            return []
        } catch {
            return error.problems
        }
    }

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/settings-\(UUID().uuidString)"
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    /// The repository's root, from this file's place in it.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static func file(_ name: String) -> String? {
        (try? Data(contentsOf: URL(filePath: "\(root)/\(name)"))).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("with nothing set every documented default holds")
    func defaults() throws {
        let configuration = try Configuration.load(environment: [:])
        #expect(configuration.kafka.bootstrapServers == nil)
        #expect(configuration.kafka.groupID == "evaluation-group")
        #expect(configuration.kafka.instanceID == nil)
        #expect(configuration.kafka.requestsTopic == "evaluation.requests")
        #expect(configuration.outputs == .init())
        #expect(configuration.outputs.completedTopic == "evaluation.completed")
        #expect(configuration.outputs.reviewTopic == "evaluation.manual_review")
        #expect(configuration.outputs.tracesTopic == "traces")
        #expect(configuration.outputs.deadLetterTopic == "evaluation.dlq")
        #expect(configuration.outputs.replyDeadline == 55_000)
        #expect(configuration.redisURL == nil)
        #expect(configuration.resultLifetime == 86_400)
        #expect(configuration.review == ReviewPolicy())
        #expect(configuration.review.bandLow == 0.3 && configuration.review.bandHigh == 0.5)
        #expect(configuration.review.confidence == 0.6 && configuration.review.auditRate == 0)
        #expect(!configuration.evaluation.strictThresholds)
        #expect(configuration.evaluation.compilesSteps)
        #expect(configuration.evaluation.evidenceParts == 8)
        #expect(configuration.port == 8005 && configuration.host == "0.0.0.0")
        #expect(configuration.intake.batchSize == 10 && configuration.intake.maximumInFlight == 256)
        #expect(configuration.intake.maximumRecordBytes == 1 << 20)
        #expect(configuration.judge.key == nil)
        #expect(configuration.judge.model == "gpt-4o-mini")
        #expect(configuration.judge.retry.tries == 4)
        #expect(configuration.logLevel == .info && !configuration.logsAsText)
        #expect(configuration.drainLimit == .seconds(25))
        #expect(configuration.secrets.isEmpty)
    }

    @Test("all problems are reported at once, by name")
    func allAtOnce() {
        let found = problems([
            "PORT": "eighty", "BATCH_SIZE": "0", "REVIEW_CONFIDENCE": "1.5", "TRACES_ENABLED": "perhaps",
            "LOG_LEVEL": "loud", "REDIS_URL": "ftp://x", "OPENAI_BASE_URL": "nonsense", "REVIEW_BAND_LOW": "0.9",
            "JUDGE_BASE_URL_ALLOWLIST": "http://ok:1/v1,ftp://bad", "KAFKA_TOPIC_TRACES": "evaluation.requests",
            "KAFKA_CONFIG_ENABLE_AUTO_COMMIT": "true",
        ])
        for name in [
            "PORT", "BATCH_SIZE", "REVIEW_CONFIDENCE", "TRACES_ENABLED", "LOG_LEVEL", "REDIS_URL", "OPENAI_BASE_URL",
            "REVIEW_BAND_LOW", "JUDGE_BASE_URL_ALLOWLIST", "KAFKA_TOPIC_EVALUATION_REQUESTS",
            "KAFKA_CONFIG_ENABLE_AUTO_COMMIT",
        ] { #expect(found.contains { $0.hasPrefix("\(name):") }, "\(name) in \(found)") }
        #expect(found.count == 11)
    }

    @Test("every setting refuses what its kind cannot hold")
    func kinds() {
        for setting in Setting.all {
            let wrong: [String] =
                switch setting.kind {
                case .text, .list: []
                case .whole(let range): ["x", "1.5", String(range.lowerBound - 1), String(range.upperBound + 1)]
                case .fraction(let range): ["x", "nan", String(range.lowerBound - 0.01), String(range.upperBound + 1)]
                case .flag: ["x", "2", "tru"]
                case .choice: ["x", "openai "]
                }
            for text in wrong {
                #expect(
                    problems([setting.name: text]).contains { $0.hasPrefix("\(setting.name):") },
                    "\(setting.name)=\(text)")
            }
            if !setting.standard.isEmpty { #expect(setting.problem(with: setting.standard) == nil) }
            #expect(!setting.summary.isEmpty)
        }
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    }

    @Test("the environment wins over the file, the file over the default; an empty variable is not set")
    func precedence() throws {
        try withFile(
            "port: 9001\nbatch_size: 7\njudge_base_url_allowlist: [\"http://a:1\", \"http://b:2\"]\nredis_url:\n"
        ) { path in
            let configuration = try Configuration.load(
                environment: ["CONFIG_FILE": path, "PORT": "9002", "BATCH_SIZE": "", "KAFKA_GROUP_EVALUATION": "g"])
            #expect(configuration.port == 9002)
            #expect(configuration.intake.batchSize == 7)
            #expect(configuration.judge.allowedBaseURLs == ["http://a:1", "http://b:2"])
            #expect(configuration.kafka.groupID == "g")
        }
    }

    @Test("keys the file should not have are named, with everything else that is wrong")
    func unknownKeys() throws {
        try withFile("prot: 1\nPORT: 2\nport: {a: 1}\nbatch_size: [1]\n") { path in
            let found = problems(["CONFIG_FILE": path])
            for key in ["prot", "PORT: is no", "PORT: must be", "BATCH_SIZE"] {
                #expect(found.contains { $0.hasPrefix(key) }, "\(key) in \(found)")
            }
            #expect(found.count == 4)
        }
        #expect(problems(["CONFIG_FILE": "/nowhere/at/all"]).first?.hasPrefix("CONFIG_FILE: /nowhere") == true)
        try withFile("- a\n- b\n") { #expect(problems(["CONFIG_FILE": $0]).count == 1) }
        try withFile("a: [\n") { #expect(problems(["CONFIG_FILE": $0]).count == 1) }
        try withFile("") { #expect(problems(["CONFIG_FILE": $0]).isEmpty) }
    }

    @Test("secrets come from files too, but not from both places")
    func secretFiles() throws {
        try withFile("sk-from-file\n") { path in
            #expect(
                try Configuration.load(environment: ["OPENAI_API_KEY_FILE": path]).judge.key == Secret("sk-from-file"))
            let both = problems(["OPENAI_API_KEY_FILE": path, "OPENAI_API_KEY": "sk-2"])
            #expect(both.count == 1)
            #expect(both.first?.hasPrefix("OPENAI_API_KEY:") == true)
            #expect(!both.joined().contains("sk-"))
            let kafka = try Configuration.load(environment: ["KAFKA_CONFIG_SASL_PASSWORD_FILE": path])
            #expect(kafka.kafka.extra == ["sasl.password": "sk-from-file"])
        }
        #expect(problems(["OPENAI_API_KEY_FILE": "/nowhere"]) == ["OPENAI_API_KEY_FILE: the file cannot be read"])
    }

    @Test("any librdkafka property passes, those the design owns and those that do not exist are refused")
    func kafkaProperties() throws {
        let configuration = try Configuration.load(environment: [
            "KAFKA_CONFIG_SECURITY_PROTOCOL": "SASL_SSL", "KAFKA_CONFIG_SSL_CA_LOCATION": "/etc/ca.pem",
        ])
        #expect(configuration.kafka.extra == ["security.protocol": "SASL_SSL", "ssl.ca.location": "/etc/ca.pem"])
        #expect(problems(["KAFKA_CONFIG_ENABLE_AUTO_OFFSET_STORE": "true"]).count == 1)
        #expect(problems(["KAFKA_CONFIG_": "x"]).contains { $0.hasPrefix("KAFKA_CONFIG_:") })
    }

    @Test("no secret reaches a log line")
    func masked() throws {
        let secrets = [
            "OPENAI_API_KEY": "sk-alpha-1", "REDIS_URL": "redis://user:pa-beta-2@h:1",
            "LANGFUSE_SECRET_KEY": "lf-gamma-3",
            "KAFKA_CONFIG_SASL_PASSWORD": "kp-delta-4", "KAFKA_CONFIG_SSL_KEY_PASSWORD": "kp-epsilon-5",
            "KAFKA_CONFIG_SASL_OAUTHBEARER_CONFIG": "ob-zeta-6",
        ]
        let configuration = try Configuration.load(environment: secrets)
        let mask = SecretMask(values: configuration.secrets)
        for word in ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"] {
            let value = try #require(secrets.values.first { $0.contains(word) })
            #expect(!mask.masked("failed at \(value) again").contains(word), "\(word)")
        }
        #expect(!"\(configuration.redisURL.map { "\($0)" } ?? "")".contains("beta"))
        #expect(!"\(configuration.judge)".contains("alpha"))
    }

    @Test("the older name of the band's upper end counts while the new one is not set")
    func olderName() throws {
        #expect(try Configuration.load(environment: ["EVALUATION_CONFIDENCE_THRESHOLD": "0.7"]).review.bandHigh == 0.7)
        let both = ["EVALUATION_CONFIDENCE_THRESHOLD": "0.7", "REVIEW_BAND_HIGH": "0.6"]
        #expect(try Configuration.load(environment: both).review.bandHigh == 0.6)
    }

    @Test(
        "switches take the usual words",
        arguments: [("TRUE", true), ("1", true), ("on", true), ("No", false), ("0", false)])
    func flags(text: String, value: Bool) throws {
        #expect(try Configuration.load(environment: ["STRICT_THRESHOLDS": text]).evaluation.strictThresholds == value)
        #expect(try Configuration.load(environment: ["JUDGE_COMPILE_STEPS": text]).evaluation.compilesSteps == value)
        #expect((try Configuration.load(environment: ["TRACES_ENABLED": text]).outputs.tracesTopic != nil) == value)
    }

    @Test("the settings files name every setting, and the sample file is the defaults")
    func sampleFiles() throws {
        let example = try #require(Self.file(".env.example"))
        let sample = try #require(Self.file("config/evaluation-worker.yaml"))
        for setting in Setting.all {
            #expect(example.contains("\(setting.name)="), "\(setting.name) in .env.example")
            if !setting.isSecret, !setting.name.hasPrefix("LANGFUSE"), setting.name != "EVALUATION_CONFIDENCE_THRESHOLD"
            {
                #expect(sample.contains("\(setting.name.lowercased()):"), "\(setting.name) in the sample file")
            }
        }
        let standard = try Configuration.load(environment: [:])
        let fromFile = try Configuration.load(environment: ["CONFIG_FILE": "\(Self.root)/config/evaluation-worker.yaml"]
        )
        #expect(fromFile.outputs == standard.outputs)
        #expect(fromFile.review == standard.review)
        #expect("\(fromFile.intake)" == "\(standard.intake)")
        #expect("\(fromFile.kafka)" == "\(standard.kafka)")
        #expect(fromFile.port == standard.port && fromFile.drainLimit == standard.drainLimit)
        #expect(fromFile.judge.allowedBaseURLs == standard.judge.allowedBaseURLs)
    }

    @Test("budgets and samples are read, and what could not be kept is said")
    func spending() throws {
        let configuration = try Configuration.load(environment: [
            "BUDGET_USD_PER_DAY": "5", "BUDGET_USD_PER_CAMPAIGN": "0.25", "BUDGET_ACTION": "degrade",
            "JUDGE_CASCADE": "gpt-4o", "SAMPLE_RATE": "0.5", "SAMPLE_RATE_BY_CAMPAIGN": "a=1, b=0.1",
        ])
        #expect(
            configuration.spending
                == SpendingLimits(
                    perDay: JudgeCost(dollars: 5), perCampaign: JudgeCost(dollars: 0.25), action: .degraded))
        #expect(configuration.sample == SamplePolicy(rate: 0.5, rates: ["a": 1, "b": 0.1]))
        let nothing = try Configuration.load(environment: [:])
        #expect(nothing.spending.isUnlimited && nothing.sample == SamplePolicy())
        #expect(
            problems(["BUDGET_USD_PER_DAY": "5", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "MODEL_NAME": "house"])
                == ["BUDGET_USD_PER_DAY: cannot be kept: the price of house is not known; add it to MODELS_FILE"])
        #expect(problems(["BUDGET_USD_PER_DAY": "5", "JUDGE_PROVIDER": "offline"]).isEmpty)
        #expect(
            problems(["BUDGET_USD_PER_DAY": "5", "JUDGE_FALLBACKS": "mistral/unheard-of", "MISTRAL_API_KEY": "k"])
                == [
                    "BUDGET_USD_PER_DAY: cannot be kept: the price of mistral/unheard-of is not known; add it to MODELS_FILE"
                ])
        #expect(problems(["BUDGET_USD_PER_CAMPAIGN": "1", "BUDGET_ACTION": "degrade"]).count == 1)
        #expect(
            problems(["BUDGET_USD_PER_DAY": "-1", "SAMPLE_RATE": "2", "SAMPLE_RATE_BY_CAMPAIGN": "a,b=2,c=1,c=1"]).count
                == 5)
    }
}
