/// Parts of a question about retrieved context.
package struct RetrievalTask: Sendable, Hashable {
    /// What is examined.
    package struct Aspects: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Which chunks help to reach the expected output (contextual_precision).
        package static let usefulness = Aspects(rawValue: 1)
        /// Which statements of the expected output the chunks hold (contextual_recall).
        package static let attribution = Aspects(rawValue: 2)
        /// Which statements of the chunks bear on the input (contextual_relevancy).
        package static let relevance = Aspects(rawValue: 4)
    }

    package let aspects: Aspects
    package let input: String?

    package init(input: String?, aspects: Aspects) {
        self.input = input
        self.aspects = aspects
    }
}
