package import HTTPClient

/// Sends one request to a judge's server. The product's is `HTTPTransport`; tests script their own.
package protocol JudgeTransport: Sendable {
    /// - Throws: see `HTTPError`; each case says whether the server may have executed the request.
    func send(_ request: consuming HTTPRequest) async throws(HTTPError) -> HTTPResponse
}

extension HTTPTransport: JudgeTransport {}
