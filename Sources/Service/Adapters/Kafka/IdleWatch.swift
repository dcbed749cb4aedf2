import Kafka

/// Finds partitions that were given to this member and are not read.
///
/// librdkafka asks once where the group has come to, and does not ask again when the answer is an error it does not know
/// better than to report, as when the coordinator has just moved (NOT_COORDINATOR): the member keeps the partition, is
/// well, and never reads it.
struct IdleWatch: Sendable {
    /// Partitions that were found idle three times in a row: once is a start, twice a slow one.
    private(set) var stalled: Set<TopicPartition> = []
    private var sightings: [TopicPartition: Int] = [:]
    private var pause = Self.shortestPause
    private var next: ContinuousClock.Instant?

    private static let sightingsOfStalled = 3
    private static let shortestPause = Duration.seconds(10)
    /// What is not allowed stays so for long.
    private static let longestPause = Duration.seconds(300)

    /// Takes in the newest statistics.
    ///
    /// - Parameters:
    ///   - idle: of the assigned partitions those of which nothing is fetched.
    ///   - now: what stays stalled is started anew at once, and then at ever longer distances.
    /// - Returns: partitions to start anew.
    mutating func note(_ idle: Set<TopicPartition>, at now: ContinuousClock.Instant) -> Set<TopicPartition> {
        sightings = Dictionary(uniqueKeysWithValues: idle.map { ($0, sightings[$0, default: 0] + 1) })
        let known = stalled
        stalled = idle.filter { sightings[$0, default: 0] >= Self.sightingsOfStalled }
        if !stalled.isSubset(of: known) { (pause, next) = (Self.shortestPause, nil) }
        if stalled.isEmpty { return [] }
        if let next, now < next { return [] }
        next = now + pause
        pause = min(pause * 2, Self.longestPause)
        return stalled
    }

    /// The group shares out its partitions anew: what was idle before says nothing.
    mutating func forget() { self = IdleWatch() }
}
