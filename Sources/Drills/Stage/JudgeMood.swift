import TestKit
import Threads

/// How the stub judge behaves just now.
enum JudgeMood: Sendable, Hashable {
    /// Answers truthfully.
    case well
    /// Turns every call away for too much traffic, and says how many seconds to wait.
    case throttling(retryAfter: Int)
    /// Turns every call away because nobody paid.
    case quotaExhausted
    /// Knows neither key nor model.
    case unauthorized, unknownModel
    /// Fails with a status of 5xx.
    case failing(Int)
    /// Takes calls and never answers.
    case hanging
    case resetting
    /// Ends in the middle of a body, or never.
    case truncating, endless
    /// A web page in place of JSON, as proxies send them.
    case webPage
    /// A proper response around what is no JSON.
    case babbling
    /// No HTTP at all.
    case garbage

    /// What the stub does with a call; nil when it answers.
    var reply: StubLLMReply? {
        switch self {
        case .well: nil
        case .throttling(let seconds):
            .json(
                status: 429, headers: [("Retry-After", "\(seconds)")],
                body: ChatCompletion.error("Rate limit reached", type: "requests", code: "rate_limit_exceeded"))
        case .quotaExhausted:
            .json(
                status: 429,
                body: ChatCompletion.error(
                    "You exceeded your current quota", type: "insufficient_quota", code: "insufficient_quota"))
        case .unauthorized:
            .json(
                status: 401,
                body: ChatCompletion.error(
                    "Incorrect API key provided", type: "invalid_request_error", code: "invalid_api_key"))
        case .unknownModel:
            .json(
                status: 404,
                body: ChatCompletion.error(
                    "The model does not exist", type: "invalid_request_error", code: "model_not_found"))
        case .failing(let status):
            .json(status: status, body: ChatCompletion.error("The server had an error", type: "server_error"))
        case .hanging: .hang
        case .resetting: .reset
        case .truncating: .truncatedBody(sent: 100, declared: 4000)
        case .endless: .endless
        case .webPage:
            .json(
                headers: [("Content-Type", "text/html")],
                body: Array("<html><body>Bad gateway</body></html>".utf8))
        case .babbling: .completion("As a language model I would say that it is fine.")
        case .garbage: .garbage(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8))
        }
    }
}

/// The stub judge's mood, which drills change while it is asked.
final class JudgeTemper: Sendable {
    private let mood = Locked(JudgeMood.well)
    private let judge: @Sendable (StubLLMRequest) -> StubLLMReply

    /// - Parameter delay: before each truthful answer.
    init(delay: Duration) { judge = TruthfulJudge().responder(delay: delay) }

    func become(_ mood: JudgeMood) { self.mood.withLock { $0 = mood } }

    func respond(to request: StubLLMRequest) -> StubLLMReply {
        mood.withLock { $0 }.reply ?? judge(request)
    }
}
