/// What is wrong with an output that no judge needs to read.
package enum BrokenOutput: String, Equatable, Sendable {
    /// Nothing but white space and invisible characters.
    case empty
    /// Signs without a letter or digit.
    case punctuationOnly = "punctuation_only"
    /// An opener such as "Thought process:" with nothing after it.
    case openerOnly = "opener_only"
    /// The same words, lines or characters over and over.
    case repetition
    /// The input given back.
    case promptEcho = "prompt_echo"
}
