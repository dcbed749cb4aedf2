/// Why the service could not start or go on. Nothing was lost: what was not acknowledged comes again.
package enum ServiceError: Error, Hashable, CustomStringConvertible {
    /// The settings do not fit; nothing was connected.
    case configuration(ConfigurationError)
    /// The embedded redis-server is not there or does not start; the text says why.
    case embeddedRedis(String)
    /// The Kafka client refuses its settings.
    case kafka(String)
    /// The Redis client refuses its settings (TLS without a library for it).
    case redis(String)
    /// The HTTP port cannot be listened on.
    case http(String)
    /// The system has no more threads, or libcurl does not start.
    case resources(String)
    /// The Kafka consumer cannot go on (fenced, or an unrecoverable error of its client).
    case intakeDied(String)
    /// The Kafka producer cannot write any more (an unrecoverable error of its client).
    case outputDied(String)

    package var description: String {
        switch self {
        case .configuration(let error): error.description
        case .embeddedRedis(let text):
            "no REDIS_URL is set and no redis-server of our own can be started: \(text)"
        case .kafka(let text): "Kafka: \(text)"
        case .redis(let text): "Redis: \(text)"
        case .http(let text): "HTTP: \(text)"
        case .resources(let text): text
        case .outputDied(let text): "the Kafka producer cannot go on: \(text)"
        case .intakeDied(let text): "the Kafka consumer cannot go on: \(text)"
        }
    }
}
