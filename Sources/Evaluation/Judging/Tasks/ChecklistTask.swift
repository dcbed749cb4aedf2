/// Closed questions of the operator about the parts of a test case.
package struct ChecklistTask: Sendable, Hashable {
    package let input: String?

    package init(input: String?) {
        self.input = input
    }
}
