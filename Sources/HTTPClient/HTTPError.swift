/// Why there is no answer. An answer with an error status is not an error here.
///
/// The texts are the library's own words, cut to one line; they hold no header and no body.
package enum HTTPError: Error, Hashable {
    /// The address cannot be used; nothing was sent.
    case invalidURL(String)
    /// A header's name is not a token, or its value has a line break; nothing was sent. The value is kept out of this.
    case invalidHeader(name: String)
    /// No connection was made within `connectTimeout` or `timeout`: name lookup, TCP, a proxy, or no free connection.
    /// Nothing was sent.
    case connect(String)
    /// The name leads to addresses that `HTTPRequest.addresses` does not allow, and to no other that answers; nothing
    /// was sent. Which addresses is not said: they are nobody's business who cannot look them up.
    case forbiddenAddress
    /// The handshake failed; the request was not sent.
    case tls(String)
    /// The server's certificate is not to be trusted: signed by nobody known, expired, of another name; or the file of
    /// authorities cannot be read. The request was not sent, and will not be before somebody repairs that.
    case certificate(String)
    /// `timeout` passed after the request was begun: the server may have executed it, wholly or not at all.
    case timedOut
    /// The connection was reset or closed before a complete answer; the server may have executed the request.
    case connectionLost(String)
    /// What came back is not HTTP, or not decodable; the server may have executed the request.
    case malformedResponse(String)
    /// The body passed `maxResponseBytes`, or the headers 64 KiB; the server executed the request.
    case responseTooLarge
    /// The body ended before its declared length; the server executed the request.
    case truncatedBody
    /// The task was cancelled; the server may have executed the request, and the connection was given up.
    case cancelled
    /// The transport was shut down before the answer was complete; the server may have executed the request.
    case shutDown
    /// The library failed in a way that is no fault of the server, such as a lack of memory or of descriptors. The
    /// request may have been sent.
    case `internal`(String)

    /// A server that accepts connections and is silent from then on.
    static let unansweredHandshake = HTTPError.tls(
        "the server accepted the connection and did not answer the TLS handshake in time")

    /// True when the same request may succeed a little later. Whether it may be repeated is the caller's to know: see
    /// what each case says about its having been executed.
    package var isRetryable: Bool {
        switch self {
        case .connect, .tls, .timedOut, .connectionLost, .malformedResponse, .truncatedBody, .internal: true
        case .invalidURL, .invalidHeader, .forbiddenAddress, .certificate, .responseTooLarge, .cancelled, .shutDown:
            false
        }
    }

    /// False only when the server cannot have seen the request.
    package var mayHaveBeenExecuted: Bool {
        switch self {
        case .invalidURL, .invalidHeader, .connect, .forbiddenAddress, .tls, .certificate: false
        case .timedOut, .connectionLost, .malformedResponse, .responseTooLarge, .truncatedBody, .cancelled, .shutDown,
            .internal:
            true
        }
    }
}
