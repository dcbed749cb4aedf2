/// Finds the handler of a request, and the answers for those that have none.
struct Router: Sendable {
    let routes: [String: HTTPServer.Handler]

    func respond(to request: HTTPServerRequest) -> HTTPServerResponse {
        guard let handler = routes[request.path] else { return Self.notFound }
        return handler(request)
    }

    /// Why a request is refused before it is read further; nil when it may go on.
    ///
    /// - Parameter hasBody: whether its headers announce one.
    func refusal(method: String, hasBody: Bool) -> HTTPServerResponse? {
        guard HTTPServerRequest.Method(rawValue: method) != nil else { return Self.methodNotAllowed }
        return hasBody ? Self.bodyNotAllowed : nil
    }

    static let notFound = HTTPServerResponse.json(#"{"error":"not found"}"#, status: 404)
    static let internalError = HTTPServerResponse.json(#"{"error":"internal error"}"#, status: 500)

    // The rest of such a request is not read, so its connection cannot be used again.
    private static let methodNotAllowed = HTTPServerResponse(
        status: 405, contentType: "application/json", headers: [("Allow", "GET, HEAD"), ("Connection", "close")],
        body: Array(#"{"error":"method not allowed"}"#.utf8))
    private static let bodyNotAllowed = HTTPServerResponse(
        status: 413, contentType: "application/json", headers: [("Connection", "close")],
        body: Array(#"{"error":"a request body is not accepted"}"#.utf8))
}
