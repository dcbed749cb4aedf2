/// Parts of a question about a summary and its source.
package struct SummaryTask: Sendable, Hashable {
    package let input: String?

    package init(input: String?) {
        self.input = input
    }
}
