package import Evaluation

/// What has limits of its own at a provider: a model behind an endpoint, asked with a key.
package struct BulkheadKey: Sendable, Hashable {
    package var provider: String
    package var endpoint: String
    /// Nil: asked without one.
    package var key: Secret?
    package var model: String

    package init(provider: String, endpoint: String, key: Secret? = nil, model: String) {
        self.provider = provider
        self.endpoint = endpoint
        self.key = key
        self.model = model
    }
}
