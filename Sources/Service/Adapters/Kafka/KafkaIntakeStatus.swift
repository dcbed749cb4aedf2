import Kafka

/// What the intake is doing.
struct KafkaIntakeStatus: Sendable, Hashable {
    /// The last time the thread went round; the process is stuck when this is long ago.
    var lastTurn: ContinuousClock.Instant = .now
    /// The group has answered at least once.
    var hasJoined = false
    var partitions = 0
    /// Of them, those that the library has stopped reading.
    var stalledPartitions = 0
    var isPaused = false
    var recordsInFlight = 0
    var bytesInFlight = 0
    /// Records of one partition from its oldest unfinished one on, where they are most.
    var longestSpan = 0
    /// The newest error of the client and when it came; nil after a sign of life.
    var lastError: KafkaError?
    /// What the broker does not let this member do. Nil once it delivers or takes a commit; or gives partitions, when it was
    /// not reading them that it denied.
    var denial: KafkaError?
    /// The consumer cannot go on; the process has to be started anew.
    var isDead = false
}
