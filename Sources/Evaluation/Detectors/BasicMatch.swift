/// The outcome of the `basic` provider's comparison of an output with criteria.
package struct BasicMatch: Equatable, Sendable {
    /// 1 when the output has what the criteria name, 0 when not; nil when there are no criteria to apply.
    package let score: Double?
    /// The number or text that was found; nil when nothing was.
    package let found: String?
    /// 1 when the output has a word of politeness, 0.8 otherwise.
    package let politeness: Double
    /// The polite word that was found; nil when none was.
    package let politeWord: String?
}
