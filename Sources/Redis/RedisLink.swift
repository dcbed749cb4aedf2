import Glibc

/// The life of the connection thread: connect, send whatever waits as one batch, read the replies, connect again.
///
/// Batching needs no timer: while one batch is under way the next one gathers.
struct RedisLink: Sendable {
    let url: RedisURL
    let configuration: RedisConfiguration
    let tls: RedisTLS?
    let queue: RequestQueue

    /// How often an idle connection is looked at, so that `isConnected` tells the truth without traffic.
    private static let idleInterval: Duration = .seconds(1)
    /// Bytes of commands per batch: bounds the send buffer and how long a first reply waits.
    private static let batchBytes = 4 << 20

    /// Runs until the queue is closed. Blocks: for a thread of its own.
    func run() {
        blockPipeSignal()
        var failures = 0
        while true {
            let start = ContinuousClock.now
            var served = false
            do throws(RedisError) {
                let connection = try connect()
                guard queue.connectionOpened() else { break }
                let reason = try serve(connection, served: &served)
                guard let reason else { break }
                if !served { throw reason }
                failures = 0
                queue.connectionReplaced(reason)
            } catch {
                // A server that accepts and hangs up at once is as down as one that refuses.
                if served || ContinuousClock.now - start > configuration.reconnect.longest { failures = 0 }
                failures += 1
                queue.connectionFailed(error)
                queue.pause(configuration.reconnect.delay(afterFailures: failures))
                if queue.wait(.zero) == .closed { break }
            }
        }
        queue.connectionEnded()
    }

    private func connect() throws(RedisError) -> RedisConnection {
        let connection = try RedisConnection(to: url, configuration: configuration, tls: tls)
        if url.user != nil || url.password != nil {
            let login = [url.user, url.password ?? ""].compactMap { $0.map { RedisArgument($0) } }
            try check(connection.call(["AUTH"] + login))
        }
        do throws(RedisError) {
            try check(connection.call(["CLIENT", "SETNAME", RedisArgument(configuration.clientName)]))
        } catch .server(let code, _) where code != "NOAUTH" {
            // A name is a courtesy: an ACL user may lack the right to set one.
        }
        if url.database != 0 { try check(connection.call(["SELECT", RedisArgument(url.database)])) }
        connection.setTimeout(configuration.commandTimeout)
        return connection
    }

    private func check(_ reply: RedisValue) throws(RedisError) {
        if case .error(let code, let message) = reply { throw .server(code: code, message: message) }
    }

    /// Serves batches. Returns nil when the queue was closed, and a reason when another connection should be made.
    private func serve(
        _ connection: borrowing RedisConnection, served: inout Bool
    ) throws(RedisError) -> RedisError? {
        while true {
            switch queue.wait(Self.idleInterval) {
            case .closed: return nil
            // Nothing was sent: what waits can go over a new connection without running twice.
            case .idle where connection.isStale, .requests where connection.isStale:
                return .connection("closed by the server")
            case .idle: break
            case .requests:
                let batch = queue.take(maximumBytes: Self.batchBytes).filter { !$0.isFinished }
                let demoted = try exchange(batch, over: connection)
                served = true
                // After a failover the name may lead to the new primary: ask it again.
                if demoted { return .server(code: "READONLY", message: "the server is a replica") }
            }
        }
    }

    /// Sends a batch and hands out its replies. True when one of them says that the server is a replica.
    private func exchange(
        _ batch: [RedisRequest], over connection: borrowing RedisConnection
    ) throws(RedisError) -> Bool {
        var finished = 0
        var demoted = false
        do throws(RedisError) {
            for request in batch { try connection.append(request.bytes) }
            for request in batch {
                var values: [RedisValue] = []
                values.reserveCapacity(request.replies)
                for _ in 0..<request.replies {
                    let value = try connection.read()
                    if case .error("READONLY", _) = value { demoted = true }
                    values.append(value)
                }
                request.finish(.success(values))
                finished += 1
            }
        } catch {
            for request in batch[finished...] { request.finish(.failure(error)) }
            throw error
        }
        return demoted
    }

    /// Writing to a closed socket must be an error here, not the end of the process.
    private func blockPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
