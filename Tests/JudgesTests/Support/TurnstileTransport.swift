import HTTPClient
import Judges
import Threads

/// Answers one call at a time, when it is told to, and notes the questions in their order.
final class TurnstileTransport: JudgeTransport {
    let gate = AsyncSemaphore(permits: 0)
    private let asked = Locked<[String]>([])
    private let names: [String]

    init(names: [String]) { self.names = names }

    var questions: [String] { asked.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let body = String(decoding: request.body, as: UTF8.self)
        let name = names.first { body.contains($0) } ?? "?"
        asked.withLock { $0.append(name) }
        do { try await gate.wait() } catch { throw .cancelled }
        return completion()
    }
}
