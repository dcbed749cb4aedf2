import Evaluation
import HTTPClient
import JSON
import Judges

/// One real question to each judge that is configured: whether an answer comes and can be read, not what it says.
struct JudgeCheck: Sendable {
    /// How one judge did.
    struct Finding: Sendable, Hashable {
        /// `configured`, `fallback` or `listed`.
        var role: String
        var judge: JudgeIdentity
        var milliseconds: Int
        /// Nil: it answered.
        var error: JudgeError?

        /// The judge in one word.
        var name: String { "\(judge.provider)/\(judge.model)" }

        var object: JSONValue {
            [
                "role": .string(role), "provider": .string(judge.provider), "model": .string(judge.model),
                "protocol": .string(judge.form.rawValue), "status": error == nil ? "up" : "down",
                "latency_ms": .integer(Int64(milliseconds)),
                "problem": error.map { .string("\($0)") } ?? .null,
                "advice": error.map { .string(Self.advice($0.code)) } ?? .null,
            ]
        }

        /// What to do about a failure.
        static func advice(_ code: JudgeError.Code) -> String {
            switch code {
            case .notConfigured, .overrideRefused: "set what the problem names"
            case .unauthorized: "check the key, and that its account may use the model"
            case .quotaExhausted: "add credit or raise the spending limit at the provider"
            case .rateLimited: "wait, ask the provider for more, or set JUDGE_REQUESTS_PER_MINUTE below its limit"
            case .timedOut: "raise JUDGE_TIMEOUT_SECONDS, or take a faster model"
            case .unavailable: "check the base URL, the network, the proxy, and JUDGE_CA_FILE for a private authority"
            case .rejected: "check the model's name and that the base URL ends with the version"
            case .malformed, .unreliable, .canaryFailed, .truncated:
                "take a stronger model, or JUDGE_PROTOCOL=binary where it gives token probabilities"
            case .protocolUnsupported: "set JUDGE_PROTOCOL=structured, or serve the model with log probabilities"
            case .refused: "take a model that agrees to judge, or turn the provider's content filter down"
            case .budgetExhausted: "raise the budget that the problem names"
            case .cancelled: "run the check again"
            }
        }
    }

    let settings: JudgeSettings
    let transport: any JudgeTransport

    /// All of them side by side.
    func run() async -> [Finding] {
        let selector = JudgeSelector(
            settings: settings, shared: JudgeResources(transport: transport, concurrency: Self.width))
        let judges = selector.configuredJudges
        return await withTaskGroup(of: (Int, Finding).self) { group in
            for (place, judge) in judges.enumerated() {
                group.addTask { (place, await Self.ask(judge.judge, role: judge.role)) }
            }
            var findings: [(Int, Finding)] = []
            for await finding in group { findings.append(finding) }
            return findings.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static let width = 8

    private static func ask(_ judge: any Judge, role: String) async -> Finding {
        let request = EvaluationRequest(
            id: "check",
            subject: .testCase(
                TestCase(
                    input: "What colour is the sky on a clear day?", actualOutput: "The sky is blue.",
                    retrievalContext: ["On a clear day the sky is blue."])),
            metrics: [MetricRequest("faithfulness")])
        let clock = ContinuousClock()
        let started = clock.now
        let result = try? await Evaluator(policy: EvaluationPolicy()).evaluate(request, judge: judge)
        var finding = Finding(
            role: role, judge: judge.identity, milliseconds: Int(started.duration(to: clock.now) / .milliseconds(1)))
        guard let result else {
            finding.error = JudgeError(.cancelled, "the check was cancelled")
            return finding
        }
        if let error = result.outcomes.first?.error {
            finding.error = error
        } else if let failure = result.error {
            finding.error = JudgeError(
                JudgeError.Code(rawValue: failure.code) ?? .malformed, "\(failure.code): \(failure.message)")
        }
        return finding
    }
}
