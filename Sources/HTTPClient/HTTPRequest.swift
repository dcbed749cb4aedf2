/// One request to a server.
package struct HTTPRequest: Sendable {
    /// What the server is asked to do with the resource.
    package enum Method: String, Sendable {
        /// Reads it.
        case get = "GET"
        /// Reads its headers alone.
        case head = "HEAD"
        /// Hands `body` to it.
        case post = "POST"
        /// Replaces it by `body`.
        case put = "PUT"
        /// Changes it by `body`.
        case patch = "PATCH"
        /// Removes it.
        case delete = "DELETE"
    }

    /// Default: `.get`.
    package var method: Method
    /// Absolute, `http` or `https`, already percent-encoded.
    package var url: String
    /// Sent in this order; names need not be unique. `Content-Length` and `Host` are added.
    package var headers: [(name: String, value: String)]
    /// Sent whole, not streamed. Ignored for `.get` and `.head`.
    package var body: [UInt8]
    /// From `send` to the last byte of the answer, waiting for a free connection included. Default: 60 s.
    package var timeout: Duration
    /// Name lookup, TCP and TLS together. Default: 5 s.
    package var connectTimeout: Duration
    /// Cap on the answer's body after decompression, in bytes. Default: 8 MiB.
    package var maxResponseBytes: Int
    /// Where the request may go. Not enforced behind a proxy, which looks names up itself; enforced for hosts that
    /// `no_proxy` exempts from it. Default: `.any`.
    package var addresses: AddressPolicy

    /// Nothing is checked here: `HTTPTransport.send` refuses what is not valid.
    package init(
        method: Method = .get,
        url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        timeout: Duration = .seconds(60),
        connectTimeout: Duration = .seconds(5),
        maxResponseBytes: Int = 8 << 20,
        addresses: AddressPolicy = .any
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.maxResponseBytes = maxResponseBytes
        self.addresses = addresses
    }
}
