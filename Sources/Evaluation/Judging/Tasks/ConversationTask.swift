/// Parts of a question about a conversation.
package struct ConversationTask: Sendable, Hashable {
    /// What is examined.
    package struct Aspects: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Whether each assistant turn answers what stands before it (turn_relevancy).
        package static let relevancy = Aspects(rawValue: 1)
        /// Whether the user's intentions are met (conversation_completeness).
        package static let completeness = Aspects(rawValue: 2)
        /// Whether assistant turns forget or contradict what the user told (knowledge_retention).
        package static let retention = Aspects(rawValue: 4)
        /// Whether assistant turns keep to the chatbot's role (role_adherence).
        package static let role = Aspects(rawValue: 8)
        /// Whether the conversation keeps to the topics that matter (topic_adherence).
        package static let topics = Aspects(rawValue: 16)
    }

    package let aspects: Aspects
    package let input: String?

    package init(input: String?, aspects: Aspects) {
        self.input = input
        self.aspects = aspects
    }
}
