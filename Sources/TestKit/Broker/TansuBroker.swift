import Glibc
import Processes
package import Kafka
import Processes

/// A real Kafka-compatible broker, in memory, in a process of its own, behind a `TCPShim`.
///
/// Clients use `bootstrapServers`, the shim's address, which the broker also advertises: every connection passes
/// through the shim, whose faults are the network's. `suspend` is a broker that hangs.
///
/// Not like Kafka: end offsets asked for by clients are wrong, hence also `latest`; metadata strings of commits are
/// dropped; aborted transactions become visible. Consumers in tests want `sessionTimeout` 2 s and `heartbeatInterval`
/// 300 ms: joins take half the session.
package final class TansuBroker: Sendable {
    /// The network in front of the broker.
    package let shim: TCPShim
    private let process: ChildProcess
    private let binary: String
    private let port: UInt16

    private init(shim: TCPShim, process: ChildProcess, binary: String, port: UInt16) {
        self.shim = shim
        self.process = process
        self.binary = binary
        self.port = port
    }

    /// What clients need to connect.
    package var bootstrapServers: String { "127.0.0.1:\(shim.port)" }

    /// What the broker printed, for a failed test's report.
    package var output: String { process.output }

    /// Starts a broker and waits until it answers.
    ///
    /// - Parameter topics: created before this returns.
    package static func start(topics: [KafkaMockCluster.Topic] = []) async throws -> TansuBroker {
        guard let binary = binaryPath else { throw TansuBrokerError.noBinary }
        var attempts = 0
        while true {
            attempts += 1
            // Between the choice of the port and its use another process may take it.
            do {
                let broker = try await launch(binary)
                for topic in topics { try await broker.createTopic(topic.name, partitions: topic.partitions) }
                return broker
            } catch let error as TansuBrokerError {
                guard case .ended = error, attempts < 5 else { throw error }
            }
        }
    }

    /// Creates a topic; a topic that is only used would get four partitions.
    package func createTopic(_ name: String, partitions: Int) async throws {
        let (exit, output) = try await ChildProcess.run(
            binary,
            ["topic", "create", "--broker", "tcp://127.0.0.1:\(port)", "--partitions", String(partitions), name])
        guard exit == .status(0) else { throw TansuBrokerError.topic(name, output: output) }
    }

    /// The broker hangs: it keeps its connections and answers nothing.
    package func suspend() { process.send(signal: SIGSTOP) }

    /// The broker goes on after `suspend`.
    package func resume() { process.send(signal: SIGCONT) }

    /// Ends the broker, and its data with it.
    package func stop() async {
        await process.kill()
        await shim.stop()
    }

    private static func launch(_ binary: String) async throws -> TansuBroker {
        let port = try LoopbackSocket.freePort()
        let shim = try TCPShim(to: port, rewritesApiVersions: true)
        let process = try await ChildProcess.start(
            binary,
            [
                "--listener-url", "tcp://127.0.0.1:\(port)",
                "--advertised-listener-url", "tcp://127.0.0.1:\(shim.port)",
                "--storage-engine", "memory://tansu/",
            ])
        let broker = TansuBroker(shim: shim, process: process, binary: binary, port: port)
        do {
            try await broker.awaitAnswer()
        } catch {
            await broker.stop()
            throw error
        }
        return broker
    }

    /// Waits for an answer to a metadata request: what the broker prints says less.
    private func awaitAnswer() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        let probe = try KafkaProducer(KafkaConfiguration(bootstrapServers: bootstrapServers))
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
    /// The process ended at once; its port was taken in most cases.
    case ended(output: String)
    /// The process runs but does not answer.
    case silent(output: String)
    /// A topic could not be created.
    case topic(String, output: String)
}
