package import JSON

/// One question to an LLM: fixed rules, untrusted data in fenced slots, and the schema of the answer.
package struct JudgePrompt: Sendable, Hashable {
    /// The constant rules; holds nothing of the request.
    package var system: String
    /// The task with its data in fenced slots: first what other questions show too.
    package var user: String
    /// Name of the schema, `[a-zA-Z0-9_-]{1,64}`.
    package var schemaName: String
    /// JSON Schema in the strict subset all providers take (every property required, no ranges).
    package var schema: JSONValue
    /// Most tokens the answer may need.
    package var maximumTokens: Int
    /// The parts that ``user`` begins with and other questions may begin with too, in order, each up to the end of the
    /// longer one. Default: none.
    package var shared: [SharedPart]

    /// A beginning of the data that providers may keep.
    package struct SharedPart: Sendable, Hashable {
        /// Where it ends in ``JudgePrompt/user``, in UTF-8 bytes.
        package var end: Int
        /// Its mark: the same for the same beginning and for no other.
        package var name: String

        package init(end: Int, name: String) {
            self.end = end
            self.name = name
        }
    }

    /// - Parameter shared: Default: none.
    package init(
        system: String, user: String, schemaName: String, schema: JSONValue, maximumTokens: Int,
        shared: [SharedPart] = []
    ) {
        self.system = system
        self.user = user
        self.schemaName = schemaName
        self.schema = schema
        self.maximumTokens = maximumTokens
        self.shared = shared
    }

    init(system: String, user: PromptData, schemaName: String, schema: JSONValue, maximumTokens: Int) {
        self.init(
            system: system, user: user.text, schemaName: schemaName, schema: schema, maximumTokens: maximumTokens,
            shared: user.shared)
    }
}
