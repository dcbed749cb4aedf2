import Threads

/// A Lua script that is sent once and called by its digest afterwards.
///
/// A server forgets scripts when it restarts or fails over; the script is then loaded again within the same call.
package final class RedisScript: Sendable {
    /// The Lua source.
    package let text: String
    /// The SHA-1 the server answered to `SCRIPT LOAD`; the same on every server.
    private let digest = Locked<String?>(nil)

    package init(_ text: String) { self.text = text }

    /// Runs the script atomically.
    ///
    /// - Parameters:
    ///   - keys: the script's `KEYS`.
    ///   - arguments: the script's `ARGV`.
    /// - Throws: as `RedisClient.command`; after `.connection` and `.timedOut` the script may have run.
    package func run(
        on client: RedisClient, keys: [RedisArgument], arguments: [RedisArgument] = []
    ) async throws(RedisError) -> RedisValue {
        if let known = digest.withLock({ $0 }) {
            do throws(RedisError) {
                return try await client.command(call(known, keys, arguments))
            } catch .server("NOSCRIPT", _) {
                // The server was restarted or its scripts were flushed: load once more below.
            }
        }
        let loaded = try await client.command(["SCRIPT", "LOAD", RedisArgument(text)])
        guard let fresh = loaded.string else { throw .protocolViolation("SCRIPT LOAD was not answered with a digest") }
        digest.withLock { $0 = fresh }
        return try await client.command(call(fresh, keys, arguments))
    }

    private func call(
        _ digest: String, _ keys: [RedisArgument], _ arguments: [RedisArgument]
    ) -> [RedisArgument] {
        ["EVALSHA", RedisArgument(digest), RedisArgument(keys.count)] + keys + arguments
    }
}
