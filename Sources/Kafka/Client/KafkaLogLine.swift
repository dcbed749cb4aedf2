/// A line librdkafka wrote to its log.
package struct KafkaLogLine: Hashable, Sendable {
    /// The syslog severity: 3 is an error, 4 a warning, 6 information, 7 debugging.
    package let severity: Int
    /// What the line is about, such as `FAIL` or `CONFWARN`.
    package let facility: String
    /// The line, with the thread's name in front.
    package let text: String
}

/// Receives log lines on the library's own threads: it must be quick and must not call the client.
package typealias KafkaLog = @Sendable (KafkaLogLine) -> Void
