import Glibc
package import Kafka
import Processes
import Threads

/// A real Kafka-compatible broker, in memory, in a process of its own, behind a `TCPShim`.
///
/// Clients use `bootstrapServers`, the shim's address, which the broker also advertises: every connection passes
/// through the shim, whose faults are the network's. `suspend` is a broker that hangs.
///
/// Not like Kafka: end offsets asked for by clients are wrong, hence also `latest`; metadata strings of commits are
/// dropped; aborted transactions become visible; a group never settles again when its leader leaves while another member
/// joins; once restarted it refuses the idempotent producers it has forgotten; it counts an offset before its record is
/// stored, so that on several threads a reader that follows several writers is led past records for good (one in 5,000
/// of 16 writers), hence it runs on one. Consumers in tests want `sessionTimeout` 2 s and `heartbeatInterval` 300 ms:
/// joins take half the session.
package final class TansuBroker: Sendable {
    /// The network in front of the broker.
    package let shim: TCPShim
    private let proxy: TLSProxy?
    private let running: Locked<ChildProcess>
    private let binary: String
    private let port: ReservedPort
    /// What clients need to connect; what the broker advertises.
    package let bootstrapServers: String

    private init(
        shim: TCPShim, proxy: TLSProxy?, process: ChildProcess, binary: String, port: ReservedPort, advertised: String
    ) {
        self.shim = shim
        self.proxy = proxy
        running = Locked(process)
        self.binary = binary
        self.port = port
        bootstrapServers = advertised
    }

    private var process: ChildProcess { running.withLock { $0 } }

    /// What the broker printed, for a failed test's report.
    package var output: String { process.output }

    /// Starts a broker and waits until it answers.
    ///
    /// - Parameters:
    ///   - topics: created before this returns.
    ///   - host: the address at which clients reach the shim. Default: 127.0.0.1.
    ///   - route: how clients reach it. Default: through the shim.
    ///   - identity: what it proves itself with to clients, which then need TLS. Default: none, plain text.
    ///   - clients: the authority whose certificates clients have to show. Default: none is asked for.
    package static func start(
        topics: [KafkaMockCluster.Topic] = [], on host: String = "127.0.0.1", route: Route = .shim,
        as identity: TestAuthority.Identity? = nil, clients: TestAuthority? = nil
    ) async throws -> TansuBroker {
        guard let binary = binaryPath else { throw TansuBrokerError.noBinary }
        let broker = try await launch(binary, on: host, route, identity, clients)
        for topic in topics { try await broker.createTopic(topic.name, partitions: topic.partitions) }
        return broker
    }

    /// Creates a topic; a topic that is only used would get four partitions.
    package func createTopic(_ name: String, partitions: Int) async throws {
        let (exit, output) = try await ChildProcess.run(
            binary,
            ["topic", "create", "--broker", "tcp://127.0.0.1:\(port.number)", "--partitions", String(partitions), name])
        guard exit == .status(0) else { throw TansuBrokerError.topic(name, output: output) }
    }

    /// The broker hangs: it keeps its connections and answers nothing.
    package func suspend() { process.send(signal: SIGSTOP) }

    /// The broker goes on after `suspend`.
    package func resume() { process.send(signal: SIGCONT) }

    /// Kills the broker as a crash would, and its data with it; it can be restarted.
    package func kill9() async { await process.kill() }

    /// Kills the broker if it runs and starts it again on the same port, with nothing but these topics.
    ///
    /// Clients are kept out until the topics are there: they would create them with other partitions.
    package func restart(topics: [KafkaMockCluster.Topic]) async throws {
        shim.refuse(true)
        await kill9()
        let fresh = try await Self.process(binary, port: port.number, advertised: bootstrapServers)
        running.withLock { $0 = fresh }
        let deadline = ContinuousClock.now + .seconds(600)
        for topic in topics {
            while true {
                do {
                    try await createTopic(topic.name, partitions: topic.partitions)
                    break
                } catch {
                    guard fresh.isRunning, .now < deadline else { throw error }
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
        }
        shim.refuse(false)
    }

    /// Ends the broker, and its data with it.
    package func stop() async {
        await process.kill()
        await proxy?.stop()
        await shim.stop()
    }

    private static func launch(
        _ binary: String, on host: String, _ route: Route, _ identity: TestAuthority.Identity?,
        _ clients: TestAuthority?
    ) async throws -> TansuBroker {
        let port = try ReservedPort()
        let shim = try TCPShim(to: port.number, on: host, rewritesApiVersions: true)
        var proxy: TLSProxy?
        if let identity { proxy = try await TLSProxy.start(to: shim.port, as: identity, clients: clients) }
        let inner = route == .direct ? "127.0.0.1:\(port.number)" : "\(host):\(shim.port)"
        let advertised = proxy.map { "127.0.0.1:\($0.port)" } ?? inner
        let process = try await process(binary, port: port.number, advertised: advertised)
        let broker = TansuBroker(
            shim: shim, proxy: proxy, process: process, binary: binary, port: port, advertised: advertised)
        do {
            try await broker.awaitAnswer(at: inner)
        } catch {
            await broker.stop()
            throw error
        }
        return broker
    }

    private static func process(_ binary: String, port: UInt16, advertised: String) async throws -> ChildProcess {
        try await ChildProcess.start(
            binary,
            [
                "--listener-url", "tcp://127.0.0.1:\(port)",
                "--advertised-listener-url", "tcp://\(advertised)",
                "--storage-engine", "memory://tansu/",
            ],
            environment: ["TOKIO_WORKER_THREADS": "1"])
    }

    /// Waits for an answer to a metadata request: what the broker prints says less.
    private func awaitAnswer(at address: String) async throws {
        let deadline = ContinuousClock.now + .seconds(600)
        let probe = try KafkaProducer(KafkaConfiguration(bootstrapServers: address))
        var hasAnswered = false
        while !hasAnswered, process.isRunning, .now < deadline {
            hasAnswered = (try? await probe.metadata(timeout: .seconds(2))) != nil
        }
        await probe.close(flushing: .zero)
        guard process.isRunning else { throw TansuBrokerError.ended(output: process.output) }
        guard hasAnswered else { throw TansuBrokerError.silent(output: process.output) }
    }
}

/// Why there is no broker.
package enum TansuBrokerError: Error {
    /// Neither `TANSU_BINARY` nor `.cache/tansu/tansu` is an executable: run `scripts/fetch-tansu`.
    case noBinary
    /// The process ended at once; its output.
    case ended(output: String)
    /// The process runs but does not answer.
    case silent(output: String)
    /// A topic could not be created.
    case topic(String, output: String)
}
