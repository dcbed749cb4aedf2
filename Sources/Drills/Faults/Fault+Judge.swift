import Glibc
import Processes
import TestKit

extension Fault {
    static let judgeFaults =
        [
            judge("429 for every call, with Retry-After: 2", .throttling(retryAfter: 2)),
            judge("503 for every call", .failing(503)),
            judge("takes calls and never answers", .hanging),
            judge("resets connections", .resetting),
            judge("bodies that end too early", .truncating),
            judge("bodies without end", .endless, holds: .seconds(4)),
            judge("a web page with status 200", .webPage),
            judge("proper responses around what is no JSON", .babbling),
            judge("no HTTP", .garbage),
            judge("quota exhausted (429 insufficient_quota)", .quotaExhausted),
            judge("key not accepted (401)", .unauthorized),
            judge("model not known (404)", .unknownModel),
        ] + [
            Fault(
                victim: .judge, name: "TLS asked of a port that has none; started again with the right URL",
                setup: .init(environment: ["OPENAI_BASE_URL": plainPortAsTLS, "JUDGE_CONCURRENCY": "64"]),
                isThereAtStart: true, begins: { _ in },
                ends: { run in
                    let misled = run.stage.stand.replicas.last
                    misled?.process.send(signal: SIGTERM)
                    await run.expectGoodEnd(of: misled)
                    try await run.startWithRightJudge()
                })
        ]

    /// Replaced by the stub judge's own port when the replica starts.
    static let plainPortAsTLS = "https://judge"

    private static func judge(_ name: String, _ mood: JudgeMood, holds: Duration = .seconds(6)) -> Fault {
        Fault(
            victim: .judge, name: name, holds: holds, begins: { $0.stage.temper.become(mood) },
            ends: { $0.stage.temper.become(.well) })
    }
}
