/// How long a cluster is waited for when it is asked for a sign of life, and how soon it is asked again.
///
/// A large cluster, or one far away, takes its time: who never waits long enough learns nothing, and who asks often makes
/// it slower still.
struct ProbePatience: Sendable {
    /// How long a cluster that is away is waited for at first.
    private static let least = Duration.seconds(2)
    /// How long one that has answered is waited for at least, and how soon it is asked again at the earliest.
    private static let calm = Duration.seconds(4)
    /// Answers are waited for during a tenth of the time at most.
    private static let restPerAnswer = 10

    private let most: Duration
    private var limit = Self.least
    private var lastAnswer = Duration.zero

    /// - Parameter most: the longest wait; `least` at least.
    init(most: Duration) { self.most = max(most, Self.least) }

    /// How long to wait for the next answer.
    func limit(isAway: Bool) -> Duration { isAway ? limit : min(max(limit, Self.calm), most) }

    /// Until the next question to a cluster that has answered.
    var rest: Duration { max(Self.calm, lastAnswer * Self.restPerAnswer) }

    /// There was an answer: the next may take twice as long.
    mutating func noteAnswer(after time: Duration) {
        lastAnswer = time
        limit = min(max(time * 2, Self.least), most)
    }

    /// There was none in time.
    mutating func noteSilence() { limit = min(limit * 2, most) }
}
