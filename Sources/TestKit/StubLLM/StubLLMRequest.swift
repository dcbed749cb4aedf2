/// A call as the stub received it.
package struct StubLLMRequest: Sendable {
    /// For example `POST`.
    package let method: String
    /// The target as sent, query included, for example `/v1/chat/completions`.
    package let path: String
    /// As sent, in order.
    package let headers: [(name: String, value: String)]
    /// As sent, not decoded.
    package let body: [UInt8]
    /// 0 for the first call the server received, then counting up.
    package let number: Int

    /// The body as text; bytes that are not UTF-8 are replaced.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The first value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
