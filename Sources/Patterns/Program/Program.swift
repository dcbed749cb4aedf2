/// A pattern compiled for an automaton.
struct Program: Sendable {
    /// One step. Threads of the automaton stand on instructions; those that read a scalar end with the next one.
    enum Instruction: Sendable {
        /// Reads a scalar of one class.
        case one(Int)
        /// Reads a scalar of a set.
        case set(Int)
        /// Goes on at both places, rather at the first.
        case split(Int, Int)
        case jump(Int)
        case assert(Assertion)
        case match
    }

    let instructions: [Instruction]
    let classes: ScalarClasses
    /// What a scalar of each class is as a neighbour of an assertion; the last entry is for the text's end.
    let contexts: [Context]
    /// What the text's start is.
    let startContext: Context

    /// The number that stands for the text's end where a class is expected.
    var endClass: Int { classes.count }

    /// What is known of a scalar, or of an end of the text, beside an assertion.
    ///
    /// Only what the pattern's assertions ask is ever set, so that fewer states differ.
    struct Context: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let textEdge = Context(rawValue: 1)
        static let lineEnd = Context(rawValue: 2)
        static let word = Context(rawValue: 4)
    }

    /// Whether `assertion` holds between two neighbours.
    static func holds(_ assertion: Assertion, _ before: Context, _ after: Context) -> Bool {
        switch assertion {
        case .textStart: before.contains(.textEdge)
        case .textEnd: after.contains(.textEdge)
        case .lineStart: !before.isDisjoint(with: [.textEdge, .lineEnd])
        case .lineEnd: !after.isDisjoint(with: [.textEdge, .lineEnd])
        case .wordBoundary: before.contains(.word) != after.contains(.word)
        case .noWordBoundary: before.contains(.word) == after.contains(.word)
        }
    }
}
