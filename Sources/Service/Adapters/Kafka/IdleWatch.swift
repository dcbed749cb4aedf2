import Kafka

/// Finds partitions that were given to this member and are not read.
///
/// librdkafka asks once where the group has come to, and does not ask again when the answer is an error it does not know
/// better than to report, as when the coordinator has just moved (NOT_COORDINATOR): the member keeps the partition, is
/// well, and never reads it.
struct IdleWatch: Sendable {
    /// Partitions that were found idle twice in a row.
    private(set) var stalled: Set<TopicPartition> = []
    private var suspects: Set<TopicPartition> = []
    private var pause = Self.shortestPause
    private var next: ContinuousClock.Instant?

    private static let shortestPause = Duration.seconds(10)
    /// What is not allowed stays so for long.
    private static let longestPause = Duration.seconds(300)

    /// Takes in the newest statistics.
    ///
    /// - Parameters:
    ///   - idle: of the assigned partitions those of which nothing is fetched.
    ///   - now: from the first time on they are started anew, at ever longer distances.
    /// - Returns: partitions to start anew.
    mutating func note(_ idle: Set<TopicPartition>, at now: ContinuousClock.Instant) -> Set<TopicPartition> {
        stalled = idle.intersection(suspects)
        suspects = idle
        guard !stalled.isEmpty else {
            if idle.isEmpty { (pause, next) = (Self.shortestPause, nil) }
            return []
        }
        if let next, now < next { return [] }
        next = now + pause
        pause = min(pause * 2, Self.longestPause)
        return stalled
    }

    /// The group has shared out its partitions anew: what was idle before says nothing.
    mutating func forget() {
        stalled = []
        suspects = []
    }
}
