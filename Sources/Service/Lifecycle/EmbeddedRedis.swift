import FoundationEssentials
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
        let folder = "\(FileManager.default.temporaryDirectory.path)/evaluation-worker-\(UUID().uuidString)"
        let socket = folder + "/redis.sock"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
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
            try? FileManager.default.removeItem(atPath: folder)
            throw error as? ServiceError ?? .embeddedRedis("\(error)")
        }
    }

    private func waitUntilReady() async throws {
        let client = try RedisClient(url: url)
        // A server that cannot start ends; one that still runs is only slow, as on a machine with more to do.
        let deadline = ContinuousClock.now + .seconds(60)
        var isReady = false
        while !isReady, server.isRunning, .now < deadline {
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
        try? FileManager.default.removeItem(atPath: folder)
    }
}
