import Kafka

/// `produce FILE.jsonl|-`: writes each line as a record to the request topic, as it is.
struct ProduceCommand: Sendable {
    static let usage = """
        usage: evaluation-worker produce FILE.jsonl|- [--topic NAME] [--bootstrap HOST:PORT]
        Writes one record per line, the bytes as they are; the key is the line's campaign_id when it has one.
        """

    private let path: String
    private let topic: String
    private let bootstrap: String
    private let configuration: Configuration
    private let console: Console

    init(_ arguments: [String], environment: [String: String], console: Console) throws(UsageError) {
        let given = try CommandArguments(arguments, shape: .init(valued: ["topic", "bootstrap"], words: 1...1))
        do throws(ConfigurationError) {
            configuration = try Configuration.load(environment: environment)
        } catch {
            throw UsageError(error.problems)
        }
        guard let bootstrap = given.options["bootstrap"] ?? configuration.kafka.bootstrapServers else {
            throw UsageError(["KAFKA_BOOTSTRAP_SERVERS is not set and --bootstrap is not given"])
        }
        self.bootstrap = bootstrap
        self.console = console
        topic = given.options["topic"] ?? configuration.kafka.requestsTopic
        path = given.words[0]
    }

    /// - Returns: the exit code: 0 when every record was taken, 1 otherwise.
    func run() async throws(UsageError) -> Int32 {
        let lines = try InputFile.lines(of: path)
        let producer: KafkaProducer
        do {
            producer = try KafkaProducer(
                KafkaConfiguration(
                    bootstrapServers: bootstrap, clientID: "evaluation-worker", extra: configuration.kafka.extra))
        } catch {
            throw UsageError(["Kafka: \(error)"])
        }
        let failures = await RequestProducer(producer: producer, topic: topic).send(lines.map(\.bytes))
        await producer.close()
        for failure in failures.prefix(20) {
            console.printError("line \(lines[failure.place].number): \(failure.error)")
        }
        console.print("\(lines.count - failures.count) of \(lines.count) records written to \(topic)")
        return failures.isEmpty ? 0 : 1
    }
}
