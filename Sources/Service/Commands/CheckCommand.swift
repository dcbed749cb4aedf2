import Evaluation
import Glibc
import HTTPClient
import JSON
import Judges
import Kafka
import Redis

/// `check`: configuration, dependencies, and one call to each judge; or `check --live`, the container's health check.
struct CheckCommand: Sendable {
    static let usage = """
        usage: evaluation-worker check [--live]
        Prints a JSON report; exit code 0 when everything works. --live asks the running service on PORT instead.
        """

    private let environment: [String: String]
    private let version: String
    private let asksLive: Bool
    private let console: Console

    init(
        _ arguments: [String], environment: [String: String], version: String, console: Console
    ) throws(UsageError) {
        let given = try CommandArguments(arguments, shape: .init(switches: ["live"]))
        asksLive = given.switches.contains("live")
        self.environment = environment
        self.version = version
        self.console = console
    }

    /// - Returns: the exit code: 0 when all is well, 1 when a dependency is not, 2 for a bad configuration.
    func run() async -> Int32 {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration.load(environment: environment)
        } catch {
            report(dependencies: JSONObject(), problems: error.problems, keys: JSONObject())
            return 2
        }
        let transport: HTTPTransport
        do {
            // The replica itself is reached without a proxy, whatever the environment says about other hosts.
            transport = try HTTPTransport(
                configuration: asksLive ? .init(proxy: .none) : configuration.judgeTransport)
        } catch {
            report(dependencies: JSONObject(), problems: ["HTTP client: \(error)"], keys: JSONObject())
            return 1
        }
        let code = asksLive ? await live(configuration, transport) : await all(configuration, transport)
        await transport.shutdown()
        return code
    }

    private func live(_ configuration: Configuration, _ transport: HTTPTransport) async -> Int32 {
        let host = ["0.0.0.0", "::", ""].contains(configuration.host) ? "127.0.0.1" : configuration.host
        let request = HTTPRequest(
            method: .get, url: "http://\(host.contains(":") ? "[\(host)]" : host):\(configuration.port)/livez",
            timeout: .seconds(5))
        do {
            let response = try await transport.send(request)
            console.print(String(decoding: response.body, as: UTF8.self).trimmedEnd)
            return response.status == 200 ? 0 : 1
        } catch {
            console.printError("the service does not answer on port \(configuration.port): \(error)")
            return 1
        }
    }

    private func all(_ configuration: Configuration, _ transport: HTTPTransport) async -> Int32 {
        async let kafka = kafkaProblem(configuration)
        async let redis = redisProblem(configuration)
        async let judges = JudgeCheck(settings: configuration.judge, transport: transport).run()
        let found = await (kafka: kafka, redis: redis, judges: judges)
        let judge = found.judges.first?.error.map { "\($0)" }
        let state = { (problem: String?, isEmbedded: Bool) -> JSONValue in
            [
                "status": problem == nil ? (isEmbedded ? "embedded" : "up") : "down",
                "problem": problem.map(JSONValue.string) ?? .null,
            ]
        }
        let dependencies: JSONObject = [
            "kafka": state(found.kafka, configuration.kafka.bootstrapServers == nil),
            "redis": state(found.redis, configuration.redisURL == nil), "judge": state(judge, false),
        ]
        let problems = [found.kafka.map { "kafka: \($0)" }, found.redis.map { "redis: \($0)" }].compactMap(\.self)
        let judgeProblems = found.judges.compactMap { finding in
            finding.error.map { "judge \(finding.name): \($0); \(JudgeCheck.Finding.advice($0.code))" }
        }
        report(
            dependencies: dependencies, judges: found.judges, problems: problems + judgeProblems,
            keys: keys(configuration.judge))
        return problems.isEmpty && judgeProblems.isEmpty ? 0 : 1
    }

    /// Which providers have a key.
    private func keys(_ judge: JudgeSettings) -> JSONObject {
        var keys: JSONObject = ["openai": .bool(judge.key != nil)]
        for provider in JudgeProvider.choices where judge.accounts[provider]?.key != nil {
            keys.append(provider.rawValue, true)
        }
        return keys
    }

    private func kafkaProblem(_ configuration: Configuration) async -> String? {
        guard let bootstrap = configuration.kafka.bootstrapServers else { return nil }
        do {
            let producer = try KafkaProducer(
                KafkaConfiguration(bootstrapServers: bootstrap, extra: configuration.kafka.extra))
            let result: String?
            do {
                let metadata = try await producer.metadata(timeout: .seconds(5))
                result = metadata.brokers.isEmpty ? "no broker answers" : nil
            } catch {
                result = "\(error)"
            }
            await producer.close(flushing: .zero)
            return result
        } catch {
            return "\(error)"
        }
    }

    private func redisProblem(_ configuration: Configuration) async -> String? {
        guard let url = configuration.redisURL else { return nil }
        do {
            let client = try RedisClient(url: url, configuration: configuration.redisClient)
            var result: String?
            do { try await client.ping() } catch { result = "\(error)" }
            await client.shutdown()
            return result
        } catch {
            return "\(error)"
        }
    }

    private func report(
        dependencies: JSONObject, judges: [JudgeCheck.Finding] = [], problems: [String], keys: JSONObject
    ) {
        let value: JSONValue = [
            "success": .bool(problems.isEmpty),
            "versions": [
                "evaluation-worker": .string(version), "librdkafka": .string(KafkaVersion.text),
            ],
            "api_keys": .object(keys), "dependencies": .object(dependencies),
            "judges": .array(judges.map(\.object)),
            "problems": .array(problems.map(JSONValue.string)),
        ]
        console.print(value.description)
    }
}
