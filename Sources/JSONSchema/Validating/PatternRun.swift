import Patterns

/// One pattern on one text.
struct PatternRun {
    /// A pattern's step is far cheaper than a keyword's.
    static let stepsForOne = 16

    let pattern: Pattern
    let text: String

    /// Whether the text matches; nil when `work` does not suffice.
    func matches(_ work: inout Int) -> Bool? { try? pattern.matches(text, work: &work) }
}
