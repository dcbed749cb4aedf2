import HTTPClient
import JSON
import Kafka
import Pipeline
import Redis
import Telemetry
import Threads

/// The connections of the service, made first and closed last.
struct ServiceParts: Sendable {
    let transport: HTTPTransport
    let redis: RedisClient
    let producer: KafkaProducer
    let consumer: KafkaConsumer
    let bootstrapServers: String
    private let broker: EmbeddedBroker?
    private let server: EmbeddedRedis?

    /// Whether a part of it lives in memory only.
    var isEmbedded: Bool { broker != nil || server != nil }

    /// Makes the connections, on embedded servers where the configuration names none.
    static func make(_ configuration: Configuration, logger: Logger) async throws(ServiceError) -> ServiceParts {
        var broker: EmbeddedBroker?
        var server: EmbeddedRedis?
        do {
            if configuration.kafka.bootstrapServers == nil {
                broker = try EmbeddedBroker(
                    topics: [configuration.kafka.requestsTopic] + configuration.outputs.topics)
            }
            if configuration.redisURL == nil { server = try await EmbeddedRedis.start() }
            return try ServiceParts(configuration, broker: broker, server: server, logger: logger)
        } catch {
            await broker?.close()
            await server?.close()
            switch error {
            case let error as ServiceError: throw error
            case let error as KafkaConfigurationError: throw .kafka("\(error)")
            case let error as RedisError: throw .redis("\(error)")
            default: throw .resources("\(error)")
            }
        }
    }

    private init(
        _ configuration: Configuration, broker: EmbeddedBroker?, server: EmbeddedRedis?, logger: Logger
    ) throws {
        guard let bootstrap = configuration.kafka.bootstrapServers ?? broker?.bootstrapServers,
            let url = configuration.redisURL ?? server?.url
        else { throw ServiceError.resources("neither a server nor an embedded one") }
        var properties = configuration.kafka.extra
        if broker != nil { properties.merge(EmbeddedBroker.properties) { given, _ in given } }
        let kafka = KafkaConfiguration(bootstrapServers: bootstrap, clientID: "evaluation-worker", extra: properties)
        var group = KafkaConfiguration.Consumer(groupID: configuration.kafka.groupID)
        group.instanceID = configuration.kafka.instanceID
        group.assignor = configuration.kafka.assignor
        var writing = KafkaConfiguration.Producer()
        if properties["message.max.bytes"] == nil { writing.extra["message.max.bytes"] = Self.largestMessage }
        let log = logger.named("librdkafka")
        let write: KafkaLog = { line in
            // Every client is given all properties; that some do not concern it is no news.
            let isNews = line.severity <= 4 && line.facility != "CONFWARN"
            log.log(isNews ? .warning : .debug, line.text, ["facility": .string(line.facility)])
        }
        redis = try RedisClient(url: url, configuration: configuration.redisClient)
        transport = try HTTPTransport(configuration: configuration.judgeTransport)
        producer = try KafkaProducer(kafka, writing, log: write)
        consumer = try KafkaConsumer(kafka, group, log: write)
        bootstrapServers = bootstrap
        self.broker = broker
        self.server = server
    }

    /// What the client lets through; the topic's own limit decides. A result quotes its request, a dead letter holds it.
    private static let largestMessage = "16777216"

    /// The consumer is closed by its source; what is left is closed here, the embedded servers last.
    func close() async {
        await producer.close()
        await redis.shutdown()
        await transport.shutdown()
        await broker?.close()
        await server?.close()
    }
}
