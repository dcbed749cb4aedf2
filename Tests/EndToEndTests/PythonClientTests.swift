import Glibc
import Processes
import TestKit
import Testing

extension EndToEnd {
    /// The libraries that existing clients are written with, against the shipped program.
    @Suite("Python clients")
    struct PythonClientTests {
        static let python = "\(WorkerBinary.root)/.cache/clients/bin/python"

        /// Says loudly on standard error when the clients cannot run.
        static var isAvailable: Bool {
            if access(python, X_OK) == 0 { return true }
            let notice = Array("no Python clients for the tests: run scripts/fetch-clients\n".utf8)
            _ = write(STDERR_FILENO, notice, notice.count)
            return false
        }

        @Test(
            "aiokafka and redis-py read what they live on, and the topic agrees with Redis", .enabled(if: isAvailable))
        func pythonClients() async throws {
            try await withStand { stand in
                try await stand.startWorker()
                let run = try await ChildProcess.run(
                    Self.python,
                    [
                        "\(WorkerBinary.root)/Tests/PythonClients/clients.py", stand.broker.bootstrapServers,
                        "\(stand.redis.url)",
                    ])
                #expect(run.exit == .status(0), "\(run.output)")
                for client in ["expectation", "red_team", "battle", "adversarial", "minimal", "published"] {
                    #expect(run.output.contains("ok \(client)\n"), "\(run.output)")
                }
            }
        }
    }
}
