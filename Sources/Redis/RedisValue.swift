/// What Redis answers to one command (RESP2).
package enum RedisValue: Sendable, Hashable {
    /// A bulk string: any bytes.
    case string([UInt8])
    /// A simple string such as `OK`.
    case status(String)
    /// A 64-bit integer.
    case integer(Int64)
    /// An array; elements may be errors.
    case array([RedisValue])
    /// No value: a missing key, an `SET NX` that was refused.
    case null
    /// An error reply: the code is its first word (`NOSCRIPT`, `OOM`, `ERR`), the message the rest; of what stopped a
    /// script the code is that error's own.
    case error(code: String, message: String)

    /// The bytes of a string or a status.
    package var bytes: [UInt8]? {
        switch self {
        case .string(let bytes): bytes
        case .status(let text): Array(text.utf8)
        default: nil
        }
    }

    /// The text of a string or a status; nil when it is not UTF-8.
    package var string: String? {
        switch self {
        case .string(let bytes): String(validating: bytes, as: UTF8.self)
        case .status(let text): text
        default: nil
        }
    }

    /// The number of an integer reply, or of a string that is one.
    package var integer: Int64? {
        switch self {
        case .integer(let number): number
        case .string: string.flatMap { Int64($0) }
        default: nil
        }
    }

    /// The elements of an array.
    package var array: [RedisValue]? {
        if case .array(let elements) = self { return elements }
        return nil
    }

    /// Whether this is the null reply.
    package var isNull: Bool { self == .null }
}
