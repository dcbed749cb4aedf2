import Evaluation
import Glibc
import JSON
import Judges
import Kafka
import Telemetry
import Threads

/// `serve`: the service, until it is told to end.
struct ServeCommand: Sendable {
    static let usage = """
        usage: evaluation-worker serve
        Everything is set by environment variables and the file CONFIG_FILE names; see docs/configuration.md.
        """

    private let configuration: Configuration
    private let version: String

    init(_ arguments: [String], environment: [String: String], version: String) throws(UsageError) {
        _ = try CommandArguments(arguments, shape: .init())
        do throws(ConfigurationError) {
            configuration = try Configuration.load(environment: environment)
        } catch {
            throw UsageError(error.problems)
        }
        self.version = version
    }

    /// - Returns: the exit code: 0 after a shutdown that was asked for, 1 when the service cannot start or go on.
    func run() async -> Int32 {
        MemoryArenas.limit()
        let asked = Latch()
        let signals: SignalWaiter
        let logger = configuration.logger
        do {
            signals = try SignalWaiter([SIGTERM, SIGINT]) { _ in
                // Whoever asks twice does not want to wait; what is unfinished comes again.
                if asked.isOpen { _exit(130) }
                asked.open()
            }
        } catch {
            logger.error("cannot start", ["error": .string("\(error)")])
            return 1
        }
        defer { withExtendedLifetime(signals) {} }
        do throws(ServiceError) {
            let service = try await WorkerService.start(configuration, version: version, logger: logger)
            logStart(service.addresses, logger)
            ProgramPages.release()
            async let stopping: Void = {
                await asked.wait()
                // Also cancelled, when the service has ended by itself.
                if asked.isOpen { service.stop() }
            }()
            try await service.run()
            asked.open()
            await stopping
            logger.info("stopped")
            return 0
        } catch {
            logger.error("cannot go on", ["error": .string("\(error)")])
            return 1
        }
    }

    /// librdkafka 2.10.
    private static let soundCooperation: Int32 = 0x020A_0000

    private func logStart(_ addresses: WorkerService.Addresses, _ logger: Logger) {
        logger.info(
            "started",
            [
                "version": .string(version), "http": .string("\(configuration.host):\(addresses.httpPort)"),
                "kafka": .string(addresses.bootstrapServers), "redis": .string("\(addresses.redis)"),
                "judge": .string(
                    configuration.judge.provider == .offline ? "offline" : configuration.judge.model ?? ""),
                "topic": .string(configuration.kafka.requestsTopic), "group": .string(configuration.kafka.groupID),
            ])
        if configuration.kafka.bootstrapServers == nil {
            logger.warning("embedded Kafka broker: in memory, nothing survives the process, not for production")
        }
        if configuration.redisURL == nil {
            logger.warning("embedded redis-server: in memory, nothing survives the process, not for production")
        }
        for (model, day) in configuration.judge.retiredModels(unixTime: LogTime.now().milliseconds / 1000) {
            logger.warning(
                "a judge's model is past its retirement date and may answer no more",
                ["model": .string(model), "retired": .string("\(day)")])
        }
        if configuration.kafka.assignor == .cooperativeSticky, KafkaVersion.number < Self.soundCooperation {
            logger.warning(
                "this librdkafka can lose a cooperative assignment: records may be repeated",
                ["librdkafka": .string(KafkaVersion.text)])
        }
        if configuration.judge.provider == .offline {
            logger.warning("offline judge: lexical rules, no language model; its verdicts are for trying things out")
        }
    }
}

extension Configuration {
    /// The log as configured, with every secret masked.
    var logger: Logger {
        Logger(level: logLevel, format: logsAsText ? .text : .json, mask: SecretMask(values: secrets))
    }
}
