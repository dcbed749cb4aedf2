/// The judge a client asks for in `model_config`, for this request alone.
package struct JudgeOverride: Sendable, Hashable {
    package var model: String?
    package var apiKey: Secret?
    /// Must match the configured allow-list, or the request's judge metrics fail with `JUDGE_OVERRIDE_REFUSED`.
    package var baseURL: String?
    package var provider: String?

    package init(model: String? = nil, apiKey: Secret? = nil, baseURL: String? = nil, provider: String? = nil) {
        self.model = model
        self.apiKey = apiKey
        self.baseURL = baseURL
        self.provider = provider
    }
}

/// A text that must not reach a log, a trace, a result or an error: printing it shows `***`.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself, for the one place that sends it.
    package let value: String

    package init(_ value: String) { self.value = value }

    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
