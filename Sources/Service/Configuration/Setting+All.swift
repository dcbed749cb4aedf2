import Judges
import Kafka

extension Setting {
    /// Every setting there is, in the order of the documentation.
    package static let all: [Setting] = judge + kafka + redis + intake + review + metrics + service

    private static let judge = [
        Setting(
            "JUDGE_PROVIDER", .choice(JudgeProvider.choices.map(\.rawValue)), "openai",
            "openai: chat completions of any server; openai-responses: its Responses format; offline: the lexical judge, "
                + "for trying things out; the others in their own formats"),
        Setting(
            "OPENAI_API_KEY", .text, "", isSecret: true,
            "Key for OPENAI_BASE_URL; without one no judge is configured there, unless the server needs none"),
        Setting(
            "OPENAI_BASE_URL", .text, "https://api.openai.com/v1",
            "Where the judge is; an endpoint of one's own needs no key"),
        Setting(
            "MODEL_NAME", .text, "gpt-4o-mini",
            "The judge's model; at OpenAI's own endpoint also another provider's, as anthropic/claude-haiku-4-5"),
        Setting(
            "JUDGE_MODELS", .list, "",
            "Other models of that endpoint that a request's metric may name; another provider's with the provider before it"
        ),
        Setting(
            "JUDGE_BASE_URL", .text, "",
            "Where the provider of JUDGE_PROVIDER is, with the version in its path, when it is not at its standard address"
        ),
        Setting("AZURE_OPENAI_API_KEY", .text, "", isSecret: true, "Key for AZURE_OPENAI_ENDPOINT"),
        Setting(
            "AZURE_OPENAI_ENDPOINT", .text, "", "The resource, https://NAME.openai.azure.com; models are deployments"),
        Setting(
            "AZURE_OPENAI_API_VERSION", .text, "",
            "api-version of the older path of deployments; not set: the v1 path, which needs none"),
        Setting("ANTHROPIC_API_KEY", .text, "", isSecret: true, "Key for api.anthropic.com"),
        Setting("GOOGLE_API_KEY", .text, "", isSecret: true, "Key for generativelanguage.googleapis.com"),
        Setting("GEMINI_API_KEY", .text, "", isSecret: true, "The same, used when GOOGLE_API_KEY is not set"),
        Setting("XAI_API_KEY", .text, "", isSecret: true, "Key for api.x.ai"),
        Setting("DEEPSEEK_API_KEY", .text, "", isSecret: true, "Key for api.deepseek.com"),
        Setting("MISTRAL_API_KEY", .text, "", isSecret: true, "Key for api.mistral.ai"),
        Setting("OLLAMA_API_KEY", .text, "", isSecret: true, "Key for an Ollama that asks for one, as ollama.com does"),
        Setting(
            "OLLAMA_BASE_URL", .text, "",
            "Where Ollama is; not set: http://127.0.0.1:11434 with JUDGE_PROVIDER=ollama, else there is none"),
        Setting(
            "MODELS_FILE", .text, "",
            "What is known about models, their prices included, in place of the embedded config/models.json"),
        Setting("JUDGE_SAMPLES", .whole(1...9), "1", "Answers to each question; their decisions are combined"),
        Setting(
            "JUDGE_PANEL", .list, "",
            "Models that vote on each metric, as model=accuracy; those below 0.75 are not heard"),
        Setting("JUDGE_CASCADE", .list, "", "Stronger models, asked in turn about metrics that stay unsure"),
        Setting("JUDGE_ESCALATE_BELOW", .fraction(0...1), "0.75", "Confidence below which the cascade goes on"),
        Setting(
            "JUDGE_FALLBACKS", .list, "",
            "Models that stand in for MODEL_NAME when its provider is away, in turn; another provider's with the provider "
                + "before it"),
        Setting(
            "JUDGE_FALLBACKS_FOR_CLIENTS", .flag, "false",
            "They also stand in for judges that requests bring a key for, at the operator's expense"),
        Setting(
            "JUDGE_STRICT", .flag, "false",
            "Claims are extracted and verified apart, with marks and canaries: two more calls"),
        Setting(
            "JUDGE_CANARIES", .choice(["never", "suspected", "always"]), "suspected",
            "When claims of known truth are mixed in: a judge that gets one wrong is not believed"),
        Setting(
            "JUDGE_COMPILE_STEPS", .flag, "true",
            "Criteria without steps are split by the judge, once for each wording; false: judged as a whole"),
        Setting(
            "JUDGE_EVIDENCE_PARTS", .whole(1...64), "8",
            "Parts of long evidence that a claim is asked against until one supports it, of 64,000 characters each (12,000 "
                + "in the binary protocol)"),
        Setting(
            "JUDGE_PROTOCOL", .choice(JudgeAsking.Form.allCases.map(\.rawValue)), "auto",
            "structured: one answer with claims and quotes; binary: plain questions read from token probabilities, for "
                + "small models; auto: by the model's name"),
        Setting(
            "JUDGE_TOKEN_PROBABILITIES", .choice(JudgeAsking.TokenProbabilities.allCases.map(\.rawValue)), "auto",
            "Expected ratings for custom criteria, one more call each; auto: for open models on local endpoints"),
        Setting(
            "VERDICT_CACHE", .choice(["on", "off"]), "on",
            "Answers that were accepted are kept in Redis and given again to the same question put to the same model"),
        Setting("VERDICT_CACHE_TTL_SECONDS", .whole(1...31_536_000), "86400", "How long an answer is kept, in seconds"),
        Setting(
            "VERDICT_CACHE_NAMESPACE", .text, "",
            "Sets deployments apart that share a Redis and must not share answers"),
        Setting("JUDGE_CONCURRENCY", .whole(1...4096), "64", "Most judge calls in flight"),
        Setting(
            "JUDGE_REQUESTS_PER_MINUTE", .whole(0...10_000_000), "0",
            "Most calls to each model in a minute, with the operator's keys and by each replica; 0: no limit"),
        Setting(
            "JUDGE_TOKENS_PER_MINUTE", .whole(0...10_000_000_000), "0",
            "The same for tokens, question and answer together; 0: no limit"),
        Setting(
            "JUDGE_LIMITS_FROM_TABLE", .flag, "false",
            "Where those two are 0, the limits of the provider's smallest accounts hold (table of models) until an answer's "
                + "headers say what is left"),
        Setting(
            "JUDGE_TIMEOUT_SECONDS", .fraction(0.05...3600), "12",
            "Seconds one try may take; the default lets a waiting client hear of a failure within its 60 s"),
        Setting("JUDGE_RETRIES", .whole(0...10), "3", "Tries after the first one, with growing pauses"),
        Setting(
            "JUDGE_HEDGE_AFTER_SECONDS", .fraction(0.05...3600), "",
            "Seconds after which a call without an answer is made a second time and the first answer counts, for one call in "
                + "ten at most; not set: never"),
        Setting(
            "JUDGE_BASE_URL_ALLOWLIST", .list, "",
            "Endpoints that a request's model_config may name; none by default"),
        Setting(
            "JUDGE_ALLOWLIST_PRIVATE_ADDRESSES", .flag, "false",
            "Public names of that list may lead to private addresses"),
        Setting(
            "BUDGET_USD_PER_DAY", .fraction(0...1_000_000), "",
            "US dollars that judges may cost in a day, UTC, over all replicas; not set: no limit"),
        Setting(
            "BUDGET_USD_PER_CAMPAIGN", .fraction(0...1_000_000), "",
            "US dollars that they may cost for a campaign; not set: no limit"),
        Setting(
            "BUDGET_ACTION", .choice(["stop", "degrade"]), "stop",
            "Once a budget is spent: ask no judge, or ask MODEL_NAME once, without samples, panel and cascade"),
        Setting("JUDGE_CA_FILE", .text, "", "PEM file of the authorities trusted for judges; not set: the system's"),
    ]

    private static let kafka = [
        Setting(
            "KAFKA_BOOTSTRAP_SERVERS", .text, "",
            "host:port, comma separated; not set: an embedded broker in memory, for trying things out"),
        Setting(
            "KAFKA_SECURITY_PROTOCOL", .choice(["plaintext", "ssl", "sasl_plaintext", "sasl_ssl"]), "",
            "How brokers are reached; not set: in plain text"),
        Setting(
            "KAFKA_SSL_CA_FILE", .text, "", "PEM file of the authorities trusted for brokers; not set: the system's"),
        Setting("KAFKA_SSL_CERTIFICATE_FILE", .text, "", "PEM file of the client's certificate, for brokers that ask"),
        Setting("KAFKA_SSL_KEY_FILE", .text, "", "PEM file of that certificate's key"),
        Setting("KAFKA_SSL_KEY_PASSWORD", .text, "", isSecret: true, "Password of the key"),
        Setting(
            "KAFKA_SASL_MECHANISM", .choice(["plain", "scram-sha-256", "scram-sha-512"]), "scram-sha-512",
            "How the worker logs in, when KAFKA_SECURITY_PROTOCOL says that it does"),
        Setting("KAFKA_SASL_USERNAME", .text, "", "The worker's user"),
        Setting("KAFKA_SASL_PASSWORD", .text, "", isSecret: true, "That user's password"),
        Setting("KAFKA_GROUP_EVALUATION", .text, "evaluation-group", "Consumer group that shares the work"),
        Setting(
            "KAFKA_GROUP_INSTANCE_ID", .text, "",
            "Static membership: a name of this replica alone; not set: dynamic membership"),
        Setting(
            "KAFKA_ASSIGNOR", .choice(KafkaConfiguration.Consumer.Assignor.allCases.map(\.rawValue)), "range",
            "How partitions are shared out, the same in every replica; cooperative-sticky needs librdkafka 2.10"),
        Setting("KAFKA_TOPIC_EVALUATION_REQUESTS", .text, "evaluation.requests", "Requests in"),
        Setting("KAFKA_TOPIC_EVALUATION_COMPLETED", .text, "evaluation.completed", "Results out"),
        Setting("KAFKA_TOPIC_MANUAL_REVIEW", .text, "evaluation.manual_review", "Results that a human must see"),
        Setting("KAFKA_TOPIC_TRACES", .text, "traces", "One event per evaluation"),
        Setting("KAFKA_TOPIC_EVALUATION_DLQ", .text, "evaluation.dlq", "Records that cannot be worked on"),
        Setting("TRACES_ENABLED", .flag, "true", "Write trace events"),
    ]

    private static let redis = [
        Setting(
            "REDIS_URL", .text, "", isSecret: true,
            "redis://[user][:password]@host:port/db; not set: an embedded redis-server, for trying things out"),
        Setting(
            "REDIS_TLS_CA_FILE", .text, "", "PEM file of the authorities trusted for rediss://; not set: the system's"),
        Setting("RESULT_TTL_SECONDS", .whole(1...31_536_000), "86400", "Life of a campaign's results, in seconds"),
        Setting(
            "NODE_REPLY_DEADLINE_SECONDS", .whole(0...86_400), "55",
            "Age in seconds after which a reply is not pushed to the waiting node's key; 0: always pushed"),
    ]

    private static let intake = [
        Setting("BATCH_SIZE", .whole(1...1000), "10", "Most requests of a batch"),
        Setting("BATCH_LINGER_MS", .whole(0...60_000), "50", "Milliseconds the oldest request waits for company"),
        Setting("MAX_IN_FLIGHT", .whole(1...100_000), "256", "Requests in work at which intake pauses"),
        Setting("MAX_IN_FLIGHT_BYTES", .whole(65_536...8_589_934_592), "67108864", "Their bytes at which it pauses"),
        Setting("MAX_RECORD_BYTES", .whole(1024...67_108_864), "1048576", "Largest record, in bytes"),
        Setting(
            "POISON_ATTEMPTS", .whole(3...1000), "5",
            "Workers that may be killed while they work on a request before it is a dead letter"),
    ]

    private static let review = [
        Setting("REVIEW_BAND_LOW", .fraction(0...1), "0.3", "Lowest total score that a human must see"),
        Setting("REVIEW_BAND_HIGH", .fraction(0...1), "", "Highest total score that a human must see; 0.5"),
        Setting(
            "EVALUATION_CONFIDENCE_THRESHOLD", .fraction(0...1), "0.5",
            "Older name of REVIEW_BAND_HIGH, used when that is not set"),
        Setting("REVIEW_CONFIDENCE", .fraction(0...1), "0.6", "Confidence below which a human decides; 0: off"),
        Setting(
            "CALIBRATION_FILE", .text, "",
            "What evaluation-worker calibrate has written from human decisions; not set: confidence as computed"),
        Setting("REVIEW_AUDIT_RATE", .fraction(0...1), "0", "Share of all results that a human also sees"),
        Setting(
            "PUBLISH_REVIEWS_TO_COMPLETED", .flag, "false", "Results that need review also go to the completed topic"),
        Setting(
            "SAMPLE_RATE", .fraction(0...1), "1",
            "Share of the requests that is evaluated; the others are answered with status sampled_out"),
        Setting(
            "SAMPLE_RATE_BY_CAMPAIGN", .list, "", "The share of single campaigns, as campaign=share"),
        Setting("STRICT_THRESHOLDS", .flag, "false", "A result passes only if every metric passes its own threshold"),
    ]

    private static let metrics = [
        Setting(
            "METRICS_DIRECTORY", .text, "",
            "Directory whose *.yaml files define metrics of your own (docs/metrics.md); not set: none")
    ]

    private static let service = [
        Setting("HOST", .text, "0.0.0.0", "Address the HTTP endpoints listen on"),
        Setting("PORT", .whole(0...65_535), "8005", "Port of the HTTP endpoints; 0: any free one"),
        Setting("DRAIN_SECONDS", .fraction(0...3600), "25", "Seconds a shutdown waits for work in flight"),
        Setting("LOG_LEVEL", .choice(["debug", "info", "warning", "error"]), "info", "Least level that is logged"),
        Setting("LOG_FORMAT", .choice(["json", "text"]), "json", "One JSON object a line, or text for a terminal"),
        Setting("LANGFUSE_PUBLIC_KEY", .text, "", "Accepted; traces to Langfuse are not written yet"),
        Setting("LANGFUSE_SECRET_KEY", .text, "", isSecret: true, "Accepted; see LANGFUSE_PUBLIC_KEY"),
        Setting("LANGFUSE_HOST", .text, "", "Accepted; see LANGFUSE_PUBLIC_KEY"),
    ]

    /// Variables that set any librdkafka property: this prefix, then the property in capitals with `_` for `.`.
    static let kafkaPropertyPrefix = "KAFKA_CONFIG_"
    /// The variable that sets a librdkafka property.
    static func kafkaVariable(of property: String) -> String {
        kafkaPropertyPrefix + property.uppercased().replacing(".", with: "_")
    }
    /// The variable that names the configuration file.
    static let fileVariable = "CONFIG_FILE"
}
