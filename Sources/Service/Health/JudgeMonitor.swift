import Judges

/// Asks judges that are away, now and then, whether they are back.
struct JudgeMonitor: Sendable {
    private let judges: [LLMJudge]

    private static let interval = Duration.milliseconds(100)

    /// - Parameter judges: the configured one and those that stand in for it, each with its circuit.
    init(judges: [LLMJudge]) { self.judges = judges }

    /// Runs until it is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            // Each by itself: one that does not answer must not keep another one away.
            for judge in judges {
                group.addTask {
                    while !Task.isCancelled {
                        await judge.probeIfDue()
                        try? await Task.sleep(for: Self.interval)
                    }
                }
            }
        }
    }
}
