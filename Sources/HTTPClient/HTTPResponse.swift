/// A server's complete answer, whatever its status.
package struct HTTPResponse: Sendable {
    /// How the answer came.
    package enum Version: String, Sendable {
        /// HTTP/1.0.
        case http10 = "1.0"
        /// HTTP/1.1.
        case http11 = "1.1"
        /// HTTP/2 over TLS.
        case http2 = "2"
    }

    /// Where the time went, each counted from the moment the transport began the request.
    package struct Timing: Sendable, Hashable {
        /// Until the request could be written: name lookup, TCP, TLS, or waiting for a connection. Near zero when one
        /// was reused.
        package let ready: Duration
        /// Until the first byte of the answer.
        package let firstByte: Duration
        /// Until the last.
        package let total: Duration
    }

    /// 200 to 599; interim answers (1xx) are skipped, redirects (3xx) not followed.
    package let status: Int
    /// As received, in order, without those of interim answers.
    package let headers: [(name: String, value: String)]
    /// Decompressed.
    package let body: [UInt8]
    /// The protocol's version.
    package let version: Version
    /// Where the time went.
    package let timing: Timing

    /// For tests and scripted transports; a transport fills in what it measured.
    package init(
        status: Int,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        version: Version = .http11,
        timing: Timing = Timing(ready: .zero, firstByte: .zero, total: .zero)
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.version = version
        self.timing = timing
    }

    /// The first value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == wanted }?.value
    }
}
