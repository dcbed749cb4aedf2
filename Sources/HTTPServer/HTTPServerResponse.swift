/// What a route's handler answers.
///
/// Every response also gets `X-Content-Type-Options: nosniff`, and `Cache-Control: no-store` unless `headers` say
/// otherwise.
package struct HTTPServerResponse: Sendable {
    /// 200 to 599.
    package var status: Int
    /// For example `application/json`.
    package var contentType: String
    /// Sent in this order. A name or value that HTTP does not allow makes the response a 500.
    package var headers: [(name: String, value: String)]
    /// Sent whole.
    package var body: [UInt8]

    /// A response of any type.
    package init(
        status: Int = 200, contentType: String, headers: [(name: String, value: String)] = [], body: [UInt8]
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    /// UTF-8 text.
    package static func text(_ text: String, status: Int = 200) -> HTTPServerResponse {
        HTTPServerResponse(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    /// A JSON text that is complete already.
    package static func json(_ json: String, status: Int = 200) -> HTTPServerResponse {
        HTTPServerResponse(status: status, contentType: "application/json", body: Array(json.utf8))
    }
}
