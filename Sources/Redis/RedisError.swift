/// Why a command has no reply that can be used.
package enum RedisError: Error, Hashable {
    /// There is no connection; the command was not sent. The text says why the last attempt failed.
    case notConnected(String)
    /// The connection broke after the command was sent: it may or may not have run.
    case connection(String)
    /// No reply in the command timeout: it may or may not have run, or may still run.
    case timedOut
    /// The server refused: the command had no effect (a script may have run up to its failing call).
    /// The code is the reply's first word: `NOSCRIPT`, `OOM`, `READONLY`, `WRONGPASS`, `NOPERM`, `ERR` and others.
    case server(code: String, message: String)
    /// The peer does not speak Redis's protocol as expected: the command may or may not have run.
    case protocolViolation(String)
    /// Too many commands or bytes wait already; the command was not sent.
    case overloaded
    /// The caller was cancelled; the command may still run, its reply is dropped.
    case cancelled
    /// The client is shut down; the command was not sent.
    case shutDown
    /// The URL asks for TLS and this build's hiredis has none. Thrown when the client is created.
    case tlsUnavailable

    /// Whether the same command may succeed later without anyone changing the command or the configuration.
    ///
    /// Says nothing about safety: after `.connection` and `.timedOut` repeat only what may run twice.
    package var isRetryable: Bool {
        switch self {
        case .notConnected, .connection, .timedOut, .overloaded: true
        case .server(let code, _): Self.passingCodes.contains(code)
        case .protocolViolation, .cancelled, .shutDown, .tlsUnavailable: false
        }
    }

    /// States a server leaves by itself or by an operator's hand: starting, failing over, full, busy with a script.
    private static let passingCodes: Set<String> = [
        "LOADING", "BUSY", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN", "READONLY", "OOM", "MISCONF", "NOREPLICAS",
    ]
}

extension RedisError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notConnected(let reason): "no connection to Redis: \(reason)"
        case .connection(let reason): "connection to Redis lost: \(reason)"
        case .timedOut: "Redis did not answer in time"
        case .server(let code, let message): message.isEmpty ? code : "\(code) \(message)"
        case .protocolViolation(let reason): "unexpected answer from Redis: \(reason)"
        case .overloaded: "too many Redis commands are waiting"
        case .cancelled: "cancelled while waiting for Redis"
        case .shutDown: "the Redis client is shut down"
        case .tlsUnavailable: "rediss:// needs hiredis with TLS (1.0 or later); this build has none"
        }
    }
}
