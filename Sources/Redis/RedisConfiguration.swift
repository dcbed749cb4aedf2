/// Limits and names of one Redis client.
package struct RedisConfiguration: Sendable, Hashable {
    /// The name the server lists for the connection (`CLIENT LIST`). Default: `evaluation-worker`.
    package var clientName = "evaluation-worker"
    /// The longest wait for a connection, and for each answer while logging in. Default: 5 seconds.
    package var connectTimeout: Duration = .seconds(5)
    /// The longest wait for the next reply on the connection. Default: 5 seconds.
    package var commandTimeout: Duration = .seconds(5)
    /// How soon to try again after a failed connection. Default: 50 milliseconds, doubling to 2 seconds.
    package var reconnect = ReconnectPolicy()
    /// How many commands may wait for the connection before `.overloaded`. Default: 16,384.
    package var maximumWaitingCommands = 16_384
    /// How many bytes of commands may wait before `.overloaded`; one command alone may be larger. Default: 64 MiB.
    package var maximumWaitingBytes = 64 << 20
    /// A PEM file of the authorities trusted for `rediss://`; nil trusts the system's. Default: nil.
    package var tlsCAFile: String?

    package init() {}
}
