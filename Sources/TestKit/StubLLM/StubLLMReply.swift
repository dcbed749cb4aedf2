/// What the stub does with a call.
package enum StubLLMReply: Sendable {
    /// A complete answer, `delay` after the call. `Content-Type: application/json` unless `headers` bring their own;
    /// with `Connection: close` among them the connection is closed after it.
    case json(
        status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8], delay: Duration = .zero)
    /// No answer, and the connection stays open until the client leaves.
    case hang
    /// The connection is reset at once.
    case reset
    /// A body of `sent` bytes with a `Content-Length` of `declared`, then the connection is closed.
    case truncatedBody(sent: Int, declared: Int)
    /// A body without end, as fast as the client reads it.
    case endless
    /// These bytes in place of an answer, then the connection is closed.
    case garbage([UInt8])
    /// A complete body in pieces, `interval` before each.
    case slow(chunks: [[UInt8]], interval: Duration)
    /// The other reply, as soon as the condition holds. It is asked on the server's thread: it must not block.
    indirect case when(@Sendable () -> Bool, StubLLMReply)

    /// A successful chat completion; see `ChatCompletion.body`.
    package static func completion(
        _ content: String, promptTokens: Int = 100, completionTokens: Int = 20, delay: Duration = .zero
    ) -> StubLLMReply {
        let body = ChatCompletion.body(
            content: content, promptTokens: promptTokens, completionTokens: completionTokens)
        return .json(body: body, delay: delay)
    }

    /// A successful answer of one token; see `ChatCompletion.token`.
    package static func token(_ alternatives: [(token: String, logprob: Double)]) -> StubLLMReply {
        .json(body: ChatCompletion.token(alternatives))
    }
}
