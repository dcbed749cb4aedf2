import Judges

/// Asks a judge that is away, now and then, whether it is back.
struct JudgeMonitor: Sendable {
    private let judge: LLMJudge

    private static let interval = Duration.milliseconds(100)

    /// - Parameter judge: the configured one, with its circuit.
    init(judge: LLMJudge) { self.judge = judge }

    /// Runs until it is cancelled.
    func run() async {
        while !Task.isCancelled {
            await judge.probeIfDue()
            try? await Task.sleep(for: Self.interval)
        }
    }
}
