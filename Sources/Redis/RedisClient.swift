import Threads

/// A Redis client over one connection, for many tasks at once.
///
/// Commands of all callers share a connection and are sent in batches that form by themselves under load. The
/// connection is made in the background and made again whenever it breaks; while it is down commands fail at once.
/// Do not send commands that hold or change the connection: `BLPOP` and its kin would make every caller wait,
/// `SUBSCRIBE`, `MONITOR`, `CLIENT REPLY` and `HELLO 3` break the order of replies. A transaction goes into one
/// `pipeline`.
package final class RedisClient: Sendable {
    private let queue: RequestQueue
    private let thread: WorkerThread
    /// Where the server is; printing it shows no password.
    package let url: RedisURL

    /// Starts connecting at once and returns before it is done.
    ///
    /// - Throws: `.tlsUnavailable`; `.notConnected` when the trusted certificates cannot be read or there is no thread.
    package init(url: RedisURL, configuration: RedisConfiguration = RedisConfiguration()) throws(RedisError) {
        self.url = url
        queue = RequestQueue(
            maximumCommands: configuration.maximumWaitingCommands, maximumBytes: configuration.maximumWaitingBytes)
        var tls: RedisTLS?
        if case .tcp(let host, _, true) = url.endpoint {
            tls = try RedisTLS(host: host, caFile: configuration.tlsCAFile)
        }
        let link = RedisLink(url: url, configuration: configuration, tls: tls, queue: queue)
        do {
            thread = try WorkerThread(name: "redis") { link.run() }
        } catch {
            throw .notConnected("no thread (error \(error.code))")
        }
    }

    deinit { queue.close() }

    /// Runs one command.
    ///
    /// - Throws: any case of `RedisError` but `.tlsUnavailable`; an error reply is `.server`.
    package func command(_ arguments: [RedisArgument]) async throws(RedisError) -> RedisValue {
        let values = try await pipeline([arguments])
        guard let value = values.first else { throw .protocolViolation("no reply") }
        if case .error(let code, let message) = value { throw .server(code: code, message: message) }
        return value
    }

    /// Runs commands one after the other in a single round trip; other callers' commands do not come between them.
    ///
    /// - Returns: one value per command, `.error` for a command that failed: the others ran all the same.
    package func pipeline(_ commands: [[RedisArgument]]) async throws(RedisError) -> [RedisValue] {
        guard !commands.isEmpty else { return [] }
        guard commands.allSatisfy({ !$0.isEmpty }) else { throw .protocolViolation("a command without a name") }
        let request = RedisRequest(commands)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                request.wait(continuation)
                if request.isFinished { return }
                if let refusal = queue.add(request) { request.finish(.failure(refusal)) }
            }
        } onCancel: {
            request.finish(.failure(.cancelled))
        }
        return try outcome.get()
    }

    /// Sends commands whose replies nobody needs, also from a task that is cancelled. Returns at once.
    ///
    /// They run after those sent before, or not at all when the connection is down or too many wait.
    package func post(_ commands: [[RedisArgument]]) {
        guard !commands.isEmpty, commands.allSatisfy({ !$0.isEmpty }) else { return }
        _ = queue.add(RedisRequest(commands))
    }

    /// Asks the server for a sign of life.
    package func ping() async throws(RedisError) {
        let reply = try await command(["PING"])
        guard reply.string == "PONG" else { throw .protocolViolation("PING was not answered with PONG") }
    }

    /// Whether the connection is up, as far as is known; a server that hangs shows only in `ping()`.
    package var isConnected: Bool { queue.health.isConnected }

    /// Why the connection last broke or could not be made; stays after it is up again.
    package var lastError: RedisError? { queue.health.lastError }

    /// Ends the client: what waits fails with `.shutDown`, what is under way is answered or times out.
    ///
    /// Returns when the connection is closed, after the connect or command timeout at the latest.
    package func shutdown() async {
        queue.close()
        await thread.finished()
    }
}
