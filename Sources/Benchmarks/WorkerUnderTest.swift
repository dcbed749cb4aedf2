import Glibc
import HTTPClient
import Processes
import TestKit

/// The shipped binary, running beside its dependencies.
struct WorkerUnderTest {
    let process: ChildProcess
    let port: UInt16
    private let reserved: ReservedPort
    /// From the start of the process to the first 200 of `/readyz`.
    let startToReady: Duration

    /// Starts the binary and waits until it is ready.
    static func start(
        binary: String, environment: [String: String], transport: HTTPTransport
    ) async throws -> WorkerUnderTest {
        let reserved = try ReservedPort()
        let port = reserved.number
        let clock = ContinuousClock()
        let started = clock.now
        let process = try await ChildProcess.start(
            binary, ["serve"],
            environment: environment.merging(["PORT": String(port), "HOST": "127.0.0.1", "LOG_LEVEL": "error"]) { $1 },
            output: .memory)
        let deadline = started + .seconds(60)
        while process.isRunning, clock.now < deadline {
            let request = HTTPRequest(method: .get, url: "http://127.0.0.1:\(port)/readyz", timeout: .seconds(1))
            if let response = try? await transport.send(request), response.status == 200 {
                return WorkerUnderTest(
                    process: process, port: port, reserved: reserved, startToReady: started.duration(to: clock.now))
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        _ = await process.stop()
        throw BenchmarkError.notReady(process.output)
    }

    /// Ends the process in the usual way.
    func stop() async { _ = await process.stop(within: .seconds(40)) }

    /// User and system time so far, in milliseconds.
    var cpuMilliseconds: Double {
        guard
            let fields = Self.contents(of: "/proc/\(process.id)/stat")?.split(separator: ")").last?.split(
                separator: " "),
            fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12])
        else { return 0 }
        return (user + system) * 1000 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// A `VmRSS` or `VmHWM` line of the process's status, in MB.
    func megabytes(_ name: String) -> Double {
        for line in Self.contents(of: "/proc/\(process.id)/status")?.split(separator: "\n") ?? []
        where line.hasPrefix(name + ":") {
            let digits = line.filter(\.isNumber)
            return (Double(digits) ?? 0) / 1024
        }
        return 0
    }

    private static func contents(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}

/// Why a benchmark could not be run.
enum BenchmarkError: Error {
    /// The worker did not become ready; its output.
    case notReady(String)
    case usage(String)
    /// Metrics of a set that the judge's answers gave no score.
    case notScored([String])
    /// Fewer results came than requests were sent.
    case missingResults(Int)
}
