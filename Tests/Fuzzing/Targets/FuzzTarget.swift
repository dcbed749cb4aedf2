/// What reads bytes that nobody has checked before.
package enum FuzzTarget: String, Sendable, CaseIterable {
    /// Records of `evaluation.requests`.
    case requests
    /// Answers of a judge, through verification and metrics to the encoded result.
    case answers
    /// Responses of every provider's endpoint, after a digit that chooses the provider.
    case responses
    /// Judged text before every detector, splitter and comparison.
    case texts
    /// A judge's quote and the text it is looked for in.
    case quotes
    case json
    /// YAML, and the metrics it may define.
    case definitions
    /// A regular expression and a text.
    case patterns
    /// A JSON Schema and a value.
    case schemas
    /// Base URLs of judges and URLs of Redis.
    case addresses
    /// What arrives at the HTTP port, line by line of several connections.
    case http
}

/// A promise that some input breaks.
package struct BrokenPromise: Error, CustomStringConvertible {
    package let description: String
}

/// Throws unless `condition` holds.
func promise(_ condition: Bool, _ text: @autoclosure () -> String) throws(BrokenPromise) {
    guard condition else { throw BrokenPromise(description: text()) }
}
