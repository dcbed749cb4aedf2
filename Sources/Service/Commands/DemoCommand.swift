import Glibc
import JSON
import Judges
import Kafka
import Telemetry
import Threads

/// `demo FILE.jsonl`: runs the whole service, sends it a campaign, and shows where each request ended.
struct DemoCommand: Sendable {
    static let usage = """
        usage: evaluation-worker demo FILE.jsonl [--exit] [--judge openai|offline]
        Starts the service (on an embedded broker and redis-server unless KAFKA_BOOTSTRAP_SERVERS and REDIS_URL are set),
        produces one request per line and prints a table of the results. Stays up until it is interrupted; --exit ends it.
        """

    private let configuration: Configuration
    private let version: String
    private let path: String
    private let ends: Bool
    private let console: Console

    /// A small model on this machine takes a minute for a call.
    private static let patience = Duration.seconds(7200)

    init(
        _ arguments: [String], environment: [String: String], version: String, console: Console
    ) throws(UsageError) {
        let given = try CommandArguments(
            arguments, shape: .init(valued: ["judge"], switches: ["exit"], words: 1...1))
        var environment = environment
        let names = ["OPENAI_API_KEY", "OPENAI_API_KEY_FILE", "OPENAI_BASE_URL", "JUDGE_PROVIDER"]
        if let judge = given.options["judge"] {
            environment["JUDGE_PROVIDER"] = judge
        } else if names.allSatisfy({ environment[$0, default: ""].isEmpty }) {
            environment["JUDGE_PROVIDER"] = "offline"
        }
        if environment["LOG_LEVEL", default: ""].isEmpty { environment["LOG_LEVEL"] = "error" }
        if environment["LOG_FORMAT", default: ""].isEmpty { environment["LOG_FORMAT"] = "text" }
        do throws(ConfigurationError) {
            configuration = try Configuration.load(environment: environment)
        } catch {
            throw UsageError(error.problems)
        }
        self.version = version
        self.console = console
        path = given.words[0]
        ends = given.switches.contains("exit")
    }

    /// - Returns: the exit code: 0 when no request was lost, 1 otherwise.
    func run() async throws(UsageError) -> Int32 {
        let lines = try InputFile.lines(of: path)
        let asked = Latch()
        do {
            let signals = try SignalWaiter([SIGTERM, SIGINT]) { _ in
                if asked.isOpen { _exit(130) }
                asked.open()
            }
            defer { withExtendedLifetime(signals) {} }
            let service = try await start()
            console.print(introduction(service.addresses))
            async let serving: Void = service.run()
            let run = DemoRun(
                lines: lines, configuration: configuration, addresses: service.addresses, console: console)
            let lost = try await run.show(patience: Self.patience, until: asked)
            if !ends, !asked.isOpen {
                console.print("The service stays up; press Ctrl-C to end it.")
                await asked.wait()
            }
            service.stop()
            try await serving
            return lost == 0 ? 0 : 1
        } catch {
            console.printError("\(error)")
            return 1
        }
    }

    /// On the configured port, or on any free one when something else listens there: a demo should not fail for that.
    private func start() async throws(ServiceError) -> WorkerService {
        do {
            return try await WorkerService.start(configuration, version: version, logger: configuration.logger)
        } catch .http {
            var elsewhere = configuration
            elsewhere.port = 0
            return try await WorkerService.start(elsewhere, version: version, logger: configuration.logger)
        }
    }

    private func introduction(_ addresses: WorkerService.Addresses) -> String {
        let judge =
            configuration.judge.provider == .offline
            ? "offline (lexical-1): deterministic word rules, not a language model"
            : "\(configuration.judge.model ?? "?") at \(configuration.judge.place)"
        let embedded = { (isEmbedded: Bool) in isEmbedded ? " (embedded, in memory)" : "" }
        return """
            evaluation-worker \(version)
              http   http://127.0.0.1:\(addresses.httpPort)/health
              kafka  \(addresses.bootstrapServers)\(embedded(configuration.kafka.bootstrapServers == nil))
              redis  \(addresses.redis)\(embedded(configuration.redisURL == nil))
              judge  \(judge)
            """
    }
}
