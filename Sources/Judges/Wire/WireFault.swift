package import JSON

/// Why the body of a 2xx response is no answer.
package enum WireFault: Error, Hashable {
    /// The body is not JSON: cut off, an HTML page of a gateway, garbage.
    case notJSON(JSONError)
    /// JSON, but not the shape of the wire format; names the member that is missing or of the wrong kind.
    case unexpectedShape(String)
    /// An error reported with a 2xx status, as some gateways do.
    case problem(ProviderProblem)

    /// One sentence for people, without any text of the body.
    package var summary: String {
        switch self {
        case .notJSON(let error): "the response is not JSON: \(error)"
        case .unexpectedShape(let member): "the response has no usable \(member)"
        case .problem: "the response reports an error with a success status"
        }
    }
}

/// What a provider says went wrong, as far as it said so; every member may be missing.
package struct ProviderProblem: Error, Hashable {
    /// Text for people. It may quote the request: it is cut and masked before it is shown.
    package var message: String?
    package var type: String?
    package var code: String?
    /// The request's parameter that is at fault.
    package var parameter: String?
    /// The wait it asks for in the body, at least 0.
    package var retryAfter: Duration?
    /// The cause by name, where the code is broader or only repeats the status. Default: nil.
    package var cause: String?
    /// It says what in the question it objects to. Default: false.
    package var isFlagged = false

    package init(
        message: String? = nil, type: String? = nil, code: String? = nil, parameter: String? = nil,
        retryAfter: Duration? = nil, cause: String? = nil, isFlagged: Bool = false
    ) {
        self.cause = cause
        self.isFlagged = isFlagged
        self.message = message
        self.type = type
        self.code = code
        self.parameter = parameter
        self.retryAfter = retryAfter
    }
}
