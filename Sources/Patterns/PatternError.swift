/// Why a text is no pattern this project can match, and where.
package struct PatternError: Error, Hashable, CustomStringConvertible {
    /// The closed set of reasons; a construct that would need backtracking is named, never matched differently.
    package enum Reason: String, Sendable, CaseIterable {
        case backreference = "backreferences are not supported"
        case lookaround = "lookahead and lookbehind are not supported"
        case conditional = "conditional groups are not supported"
        case atomicGroup = "atomic groups are not supported"
        case possessive = "possessive quantifiers are not supported"
        case recursion = "recursion into groups is not supported"
        case comment = "comments are not supported"
        case posixClass = "POSIX classes are not supported, write \\p{…}"
        case unknownGroup = "an unknown kind of group"
        case unknownFlag = "an unknown or unsupported flag"
        case flagsInside = "flags for the whole pattern must stand at its start"
        case unknownEscape = "an unknown escape"
        case octalEscape = "octal escapes are not supported, write \\xHH"
        case incompleteEscape = "an escape that ends too early"
        case invalidScalar = "a number that is no Unicode scalar"
        case unknownProperty = "an unknown Unicode property"
        case ambiguousBracket = "a ']' right behind '[' or '[^' must be written '\\]'"
        case unclosedClass = "a character class without its end"
        case classEscape = "an escape that cannot stand in a character class"
        case invalidRange = "a range whose ends are no scalars in ascending order"
        case nothingToRepeat = "a quantifier with nothing to repeat"
        case invalidRepeat = "a quantifier whose smallest number exceeds its largest"
        case missingMinimum = "a quantifier without its smallest number, write {0,n}"
        case invalidName = "a group's name that is no identifier"
        case repeatedName = "a group's name used before"
        case unclosedGroup = "a group without its end"
        case unopenedGroup = "a ')' without its group"
        case tooLong = "a pattern that is too long"
        case tooDeep = "groups nested too deep"
        case tooLarge = "repetitions that make the pattern too large"
    }

    package let reason: Reason
    /// Unicode scalars from the start of the pattern to the construct that is refused.
    package let offset: Int

    package var description: String { "\(reason.rawValue) (character \(offset))" }
}
