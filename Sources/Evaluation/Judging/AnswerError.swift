/// What is wrong with a judge's answer, as the judge is told when asked to repair it. Holds no judged text.
package struct AnswerError: Error, Hashable, CustomStringConvertible {
    /// One sentence: the place and the rule it breaks.
    package let description: String

    package init(_ description: String) { self.description = description }
}
