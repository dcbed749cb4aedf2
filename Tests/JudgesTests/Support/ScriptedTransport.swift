import HTTPClient
import Judges
import Threads

/// Answers requests from a closure and keeps what was sent.
final class ScriptedTransport: JudgeTransport {
    private let sent = Locked<[HTTPRequest]>([])
    private let respond: @Sendable (Int, HTTPRequest) -> Result<HTTPResponse, HTTPError>

    /// - Parameter respond: gets the number of the request, from 0.
    init(_ respond: @escaping @Sendable (Int, HTTPRequest) -> Result<HTTPResponse, HTTPError>) {
        self.respond = respond
    }

    var requests: [HTTPRequest] { sent.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let number = sent.withLock { sent in
            sent.append(request)
            return sent.count - 1
        }
        return try respond(number, request).get()
    }
}

extension HTTPResponse {
    static func text(
        _ status: Int, _ body: String = "", _ headers: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }
}
