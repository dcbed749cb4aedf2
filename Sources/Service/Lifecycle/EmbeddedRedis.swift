import Glibc
import Processes
import Redis

/// The Redis of whoever has none: a `redis-server` of our own on a Unix socket, in memory, gone with this process.
struct EmbeddedRedis {
    private let server: ChildProcess
    private let folder: String
    let url: RedisURL

    /// Starts the server and returns when it answers.
    ///
    /// - Throws: `ServiceError.embeddedRedis` when it is not installed or does not start.
    static func start() async throws(ServiceError) -> EmbeddedRedis {
        let folder = try newFolder()
        let socket = folder + socketName
        do {
            let server = try await ChildProcess.start(
                "redis-server",
                [
                    "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder,
                    "--daemonize", "no",
                ])
            let embedded = EmbeddedRedis(
                server: server, folder: folder, url: RedisURL(endpoint: .unix(path: socket)))
            try await embedded.waitUntilReady()
            return embedded
        } catch {
            // Nothing of a server that did not start stays behind.
            remove(folder)
            throw error as? ServiceError ?? .embeddedRedis("\(error)")
        }
    }

    private func waitUntilReady() async throws {
        let client = try RedisClient(url: url)
        // A server that cannot start ends; one that still runs is only slow, as on a machine with more to do.
        // Nor has it had its time where this process hardly gets a turn to ask.
        let deadline = ContinuousClock.now + .seconds(60)
        var isReady = false
        var tries = 0
        while !isReady, server.isRunning, .now < deadline || tries < Self.leastTries {
            tries += 1
            do {
                try await client.ping()
                isReady = true
            } catch {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        await client.shutdown()
        if !isReady {
            await close()
            throw ServiceError.embeddedRedis("redis-server did not answer: \(server.output.suffix(500))")
        }
    }

    func close() async {
        _ = await server.stop()
        Self.remove(folder)
    }

    private static let leastTries = 100
    private static let socketName = "/redis.sock"

    /// A folder of one's own that nobody else can look into.
    private static func newFolder() throws(ServiceError) -> String {
        let given = InheritedEnvironment.variables["TMPDIR"] ?? ""
        let parent = given.isEmpty ? "/tmp" : given
        var template = Array("\(parent)/evaluation-worker-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw .embeddedRedis("no folder in \(parent): error \(errno)")
        }
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The server keeps nothing on disk but its socket.
    private static func remove(_ folder: String) {
        unsafe unlink(folder + socketName)
        unsafe rmdir(folder)
    }
}
