/// How long a request waits for a judge that is away.
///
/// A client that waits for its reply must hear of the failure before it gives up: then the request is answered with an
/// error. When nobody waits (any more) the request does, as it would for Redis or Kafka: an outage is not its fault.
package struct OutagePatience: Sendable, Hashable {
    /// Milliseconds before the client's deadline at which it is answered.
    package static let margin: Int64 = 3000

    /// Age in milliseconds at which a client gives up; 0: never.
    package let replyDeadline: Int64

    package init(replyDeadline: Int64) { self.replyDeadline = replyDeadline }

    /// How long the request may wait from now on; nil: as long as the outage lasts.
    ///
    /// - Parameter age: of the request, in milliseconds; nil when it does not say, and it is taken for new.
    package func limit(age: Int64?) -> Duration? {
        let age = max(age ?? 0, 0)
        guard replyDeadline > 0, age <= replyDeadline else { return nil }
        return .milliseconds(max(0, replyDeadline - Self.margin - age))
    }

    /// How long until the client has to have its reply, below zero when it has given up.
    ///
    /// - Parameter age: of the request, in milliseconds; nil when it does not say, and it is taken for new.
    package func timeToReply(age: Int64?) -> Duration {
        let age = min(max(age ?? 0, 0), Self.longestAge)
        return .milliseconds(replyDeadline - Self.margin - age)
    }

    /// Any producer can write any time.
    private static let longestAge: Int64 = 1 << 52
}
