package import JSON

/// One question to an LLM: fixed rules, untrusted data in fenced slots, and the schema of the answer.
package struct JudgePrompt: Sendable, Hashable {
    /// The constant rules; holds nothing of the request.
    package var system: String
    /// The task with its data in nonce-fenced slots.
    package var user: String
    /// Name of the schema, `[a-zA-Z0-9_-]{1,64}`.
    package var schemaName: String
    /// JSON Schema in the strict subset all providers take (every property required, no ranges).
    package var schema: JSONValue
    /// Most tokens the answer may need.
    package var maximumTokens: Int

    package init(system: String, user: String, schemaName: String, schema: JSONValue, maximumTokens: Int) {
        self.system = system
        self.user = user
        self.schemaName = schemaName
        self.schema = schema
        self.maximumTokens = maximumTokens
    }
}
