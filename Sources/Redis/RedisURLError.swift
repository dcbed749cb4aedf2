/// Why a text is not a Redis URL. No case carries the text: a misplaced character may be part of the password.
package enum RedisURLError: Error, Hashable, CustomStringConvertible {
    /// No `scheme://`, or one that is not `redis`, `rediss` or `unix`.
    case scheme
    /// The host is missing or its brackets are not closed; often an unencoded `/`, `?` or `#` in the password.
    case host
    /// The port is not a number from 1 to 65,535; often an unencoded `/`, `?` or `#` in the password.
    case port
    /// The database is not a number of 0 or more.
    case database
    /// `unix://` without an absolute path.
    case socketPath
    /// A `%` that two hexadecimal digits do not follow, or bytes that are not UTF-8.
    case percentEncoding
    /// A query parameter other than `db`.
    case option(String)

    package var description: String {
        switch self {
        case .scheme: "a Redis URL begins with redis://, rediss:// or unix://"
        case .host: "the Redis URL has no usable host (is '/', '?' or '#' in the password percent-encoded?)"
        case .port: "the Redis URL's port is not 1 to 65535 (is '/', '?' or '#' in the password percent-encoded?)"
        case .database: "the Redis URL's database is not a number of 0 or more"
        case .socketPath: "a unix:// Redis URL needs an absolute path, as in unix:///run/redis/redis.sock"
        case .percentEncoding: "the Redis URL has a '%' that is not a percent-encoded UTF-8 character"
        case .option(let name): "the Redis URL has the option '\(name)'; only 'db' is known"
        }
    }
}
