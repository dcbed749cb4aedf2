package import HTTPClient
package import JSON
package import Processes

/// One replica of the product, running as its users run it.
package final class WorkerProcess: Sendable {
    /// The process, for its signals and its end.
    package let process: ChildProcess
    /// The port of the HTTP endpoints.
    package let port: Int
    private let address: String
    private let reserved: ReservedPort?
    private let transport: HTTPTransport

    private init(
        process: ChildProcess, address: String = "127.0.0.1", port: Int, reserved: ReservedPort? = nil,
        transport: HTTPTransport
    ) {
        self.process = process
        self.reserved = reserved
        self.address = address
        self.port = port
        self.transport = transport
    }

    /// Starts `evaluation-worker serve` and returns once it has said on which port it answers.
    ///
    /// - Parameters:
    ///   - host: where it runs. Default: here.
    ///   - environment: variables besides the test's own; an empty text unsets one as far as the product goes.
    package static func start(
        on host: WorkerHost = .here, environment: [String: String], transport: HTTPTransport
    ) async throws -> WorkerProcess {
        let command = host.launcher + [try WorkerBinary.path(), "serve"]
        let process = try await ChildProcess.start(
            command[0], Array(command.dropFirst()),
            environment: environment.merging(["PORT": "0"]) { given, _ in given })
        let deadline = ContinuousClock.now + .seconds(180)
        while .now < deadline {
            if let line = logLines(of: process.output).first(where: { $0["msg"] == "started" }),
                let port = line["http"]?.string?.split(separator: ":").last.flatMap({ Int($0) })
            {
                return WorkerProcess(process: process, address: host.address, port: port, transport: transport)
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(5))
        }
        await process.kill()
        throw WorkerProcessError.notStarted(process.output)
    }

    /// Starts the product through a shell whose log is nobody's to read, and returns once it answers.
    ///
    /// - Parameter shell: a line for bash that ends in `exec "$0" serve` with what becomes of its output.
    package static func start(
        shell: String, environment: [String: String], transport: HTTPTransport
    ) async throws -> WorkerProcess {
        let port = try ReservedPort()
        let process = try await ChildProcess.start(
            "bash", ["-c", shell, WorkerBinary.path()],
            environment: environment.merging(["PORT": "\(port.number)"]) { _, chosen in chosen }, output: .discard)
        let worker = WorkerProcess(process: process, port: Int(port.number), reserved: port, transport: transport)
        let deadline = ContinuousClock.now + .seconds(180)
        while .now < deadline, process.isRunning {
            if let answer = try? await worker.get("/livez"), answer.status == 200 { return worker }
            try await Task.sleep(for: .milliseconds(20))
        }
        await process.kill()
        throw WorkerProcessError.notStarted("nothing answers on port \(port.number)")
    }

    /// The lines of the log so far; lines that are no JSON objects are left out.
    package var log: [JSONObject] { Self.logLines(of: process.output) }

    /// What one of the HTTP endpoints answers.
    package func get(_ path: String) async throws -> (status: Int, body: String) {
        let response = try await transport.send(
            HTTPRequest(
                url: "http://\(address):\(port)\(path)", timeout: .seconds(60), connectTimeout: .seconds(60)))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    /// What one of the HTTP endpoints answers, read as JSON.
    package func getJSON(_ path: String) async throws -> (status: Int, body: JSONValue) {
        let answer = try await get(path)
        return (answer.status, try JSONReader.read(answer.body))
    }

    /// The value of one series of `/metrics`, for example `evaluations_total{status="error"}`; nil when it is not there.
    package func series(_ name: String) async throws -> Double? {
        for line in try await get("/metrics").body.split(separator: "\n") where line.hasPrefix(name + " ") {
            return line.split(separator: " ").last.flatMap { Double($0) }
        }
        return nil
    }

    /// Waits until `/readyz` answers 200 and the group has given partitions.
    package func awaitReady() async throws {
        let deadline = ContinuousClock.now + .seconds(180)
        var last = ""
        while .now < deadline, process.isRunning {
            if let ready = try? await getJSON("/readyz") {
                let partitions = ready.body["intake"]?["partitions"]?.integer ?? 0
                if ready.status == 200, partitions > 0 { return }
                last = ready.body.description
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw WorkerProcessError.notReady(last + "\n" + process.output)
    }

    private static func logLines(of output: String) -> [JSONObject] {
        output.split(separator: "\n").compactMap { (try? JSONReader.read(String($0)))?.object }
    }
}

/// Why a replica cannot be used.
package enum WorkerProcessError: Error {
    /// There is no product to run; says where it was looked for.
    case noBinary(String)
    /// The process ended, or never said its port; its output.
    case notStarted(String)
    /// The process never became ready; what it said last.
    case notReady(String)
    /// The process did not end with status 0 when it was asked to; how it did, and its output.
    case notStopped(String)
}
