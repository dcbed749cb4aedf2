import Glibc
package import Processes
package import Redis
import Threads

/// A real `redis-server` for one test: own port, own socket, own folder, nothing kept on disk.
package final class RedisServer: Sendable {
    /// Where the server listens on 127.0.0.1; stays the same over a restart.
    package let url: RedisURL
    /// The same server by its Unix socket.
    package let socketURL: RedisURL
    private let port: ReservedPort
    private let folder: String
    private let arguments: [String]
    private let process: Locked<ChildProcess>

    private init(port: ReservedPort, isEncrypted: Bool, folder: String, arguments: [String], process: ChildProcess) {
        url = RedisURL(endpoint: .tcp(host: "127.0.0.1", port: Int32(port.number), tls: isEncrypted))
        socketURL = RedisURL(endpoint: .unix(path: "\(folder)/redis.sock"))
        self.port = port
        self.folder = folder
        self.arguments = arguments
        self.process = Locked(process)
    }

    /// Starts a server and returns once it accepts connections.
    ///
    /// - Parameters:
    ///   - arguments: options added to the command line, such as `--requirepass secret`.
    ///   - identity: what it proves itself with to clients, which then need TLS. Default: none, plain text.
    ///   - clients: the authority whose certificates clients have to show. Default: none is asked for.
    /// - Throws: `RedisServerError`, `ChildProcessError`.
    package static func start(
        arguments: [String] = [], as identity: TestAuthority.Identity? = nil, clients: TestAuthority? = nil
    ) async throws -> RedisServer {
        var template = Array("/tmp/redis-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RedisServerError.folder(code: errno) }
        let folder = template.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
        let arguments = arguments + (identity.map { tlsOptions(identity: $0, clients: clients) } ?? [])
        do {
            let port = try ReservedPort()
            let process = try await launch(port: port.number, folder: folder, arguments: arguments)
            return RedisServer(
                port: port, isEncrypted: identity != nil, folder: folder, arguments: arguments, process: process)
        } catch {
            rmdir(folder)
            throw error
        }
    }

    /// Ends the server and removes its folder. Works on a suspended server too.
    package func stop() async {
        await kill9()
        unlink("\(folder)/redis.sock")
        rmdir(folder)
    }

    /// Kills the server as a crash would; it can be restarted.
    package func kill9() async {
        await current.kill()
    }

    /// Kills the server if it runs and starts it again, empty, on the same port. Returns once it accepts connections.
    package func restart() async throws {
        await kill9()
        let fresh = try await Self.launch(port: port.number, folder: folder, arguments: arguments)
        process.withLock { $0 = fresh }
    }

    /// Stops the server from answering while its connections stay open. Returns once it stands still.
    package func suspend() async throws {
        let child = current
        child.send(signal: SIGSTOP)
        let end = ContinuousClock.now + .seconds(180)
        while !isStopped(child.id) {
            guard ContinuousClock.now < end, child.isRunning else { throw RedisServerError.notSuspended }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Lets a suspended server go on.
    package func resume() {
        current.send(signal: SIGCONT)
    }

    private static func tlsOptions(identity: TestAuthority.Identity, clients: TestAuthority?) -> [String] {
        [
            "--tls-cert-file", identity.certificate, "--tls-key-file", identity.key, "--tls-auth-clients",
            clients == nil ? "no" : "yes", "--tls-ca-cert-file", clients?.certificate ?? identity.certificate,
        ]
    }

    private var current: ChildProcess { process.withLock { $0 } }

    private static func launch(
        port: UInt16, folder: String, arguments: [String]
    ) async throws(RedisServerError) -> ChildProcess {
        // It listens to plain text or to TLS.
        let isEncrypted = arguments.contains("--tls-cert-file")
        let options = [
            "--port", isEncrypted ? "0" : "\(port)", "--tls-port", isEncrypted ? "\(port)" : "0", "--bind", "127.0.0.1",
            "--unixsocket", "\(folder)/redis.sock", "--dir", folder, "--save", "", "--appendonly", "no",
            "--daemonize", "no",
        ]
        let child: ChildProcess
        do throws(ChildProcessError) {
            child = try await ChildProcess.start("redis-server", options + arguments)
        } catch {
            throw .process(error)
        }
        let end = ContinuousClock.now + .seconds(600)
        while child.isRunning, ContinuousClock.now < end {
            if accepts(socketPath: "\(folder)/redis.sock") { return child }
            try? await Task.sleep(for: .milliseconds(5))
            if Task.isCancelled { break }
        }
        await child.kill()
        throw .notReady(output: child.output)
    }
}

/// Why no server came up.
package enum RedisServerError: Error {
    /// The folder or a socket could not be made: an error number.
    case folder(code: Int32)
    /// The program could not be started.
    case process(ChildProcessError)
    /// The server ended or did not accept connections; its output.
    case notReady(output: String)
    /// The server did not stand still after `SIGSTOP`.
    case notSuspended
}

/// The state letter after the program's name in `/proc/<id>/stat`: `T` is stopped.
private func isStopped(_ id: pid_t) -> Bool {
    let descriptor = open("/proc/\(id)/stat", O_RDONLY)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0, let end = bytes[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count else { return false }
    return bytes[end + 2] == UInt8(ascii: "T")
}

/// By the socket in the server's own folder: on the port another server might answer.
private func accepts(socketPath: String) -> Bool {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8.prefix($0.count - 1)) }
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
    }
}
