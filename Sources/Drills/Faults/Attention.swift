/// What a replica's endpoints said while a fault lasted.
struct Attention: Sendable, Hashable {
    /// One look at `/livez` and `/readyz`.
    struct Answer: Sendable, Hashable {
        var isLive = false
        var isReady = false
        var problems: [String] = []

        /// Nobody answered.
        static let silence = Answer()
    }

    private var looks = 0
    private var dead = 0
    private var unready = 0
    private var culprits: Set<String> = []

    mutating func take(in answers: [Answer]) {
        for answer in answers {
            looks += 1
            if !answer.isLive { dead += 1 }
            if !answer.isReady { unready += 1 }
            for problem in answer.problems {
                culprits.insert(String(problem.prefix { $0 != ":" }))
            }
        }
    }

    /// For a table's cell.
    var text: String {
        guard looks > 0 else { return "not asked" }
        let life = dead > 0 ? "not live in \(dead) of \(looks) looks" : "live"
        guard unready > 0 else { return life + ", ready" }
        return life + ", not ready (" + culprits.sorted().joined(separator: ", ") + ")"
    }

    /// Whether `/livez` ever failed: a dependency must not do that.
    var wasDead: Bool { dead > 0 }
}
