/// A regular expression that is matched in time linear in the text, whatever the pattern and the text are.
///
/// The syntax is what Python's `re` and ECMA-262 have in common, without backreferences and lookaround: those are
/// refused with a named error, and so is what the two read differently (`[]a]`, `a{,3}`, octal escapes). Everything is
/// about Unicode scalars. Classes, `.`, `$` and word boundaries follow Python unless `Options.ecmaScript` is set, with
/// one exception: `$` and `\Z` stand for the very end of the text, never for the place before a last newline.
///
/// Matching runs an automaton, never a backtracking search: the work is at most the text's scalars times `size`.
package struct Pattern: Sendable {
    /// How a pattern is read; `(?i)`, `(?m)` and `(?s)` in the pattern add to it.
    package struct Options: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Letters match their other cases, by Unicode's simple mappings of one scalar to one.
        package static let caseInsensitive = Options(rawValue: 1)
        /// `^` and `$` match at the start and the end of every line.
        package static let multiline = Options(rawValue: 2)
        /// `.` matches the end of a line too.
        package static let dotMatchesNewline = Options(rawValue: 4)
        /// `\d`, `\w` and `\b` know ASCII only, and CR, U+2028 and U+2029 end a line as LF does: the dialect that
        /// JSON Schema asks for.
        package static let ecmaScript = Options(rawValue: 8)
    }

    /// Where a match lies.
    package struct Match: Sendable, Hashable {
        /// In Unicode scalars from the start of the text.
        package let range: Range<Int>
    }

    /// Most Unicode scalars of a pattern.
    package static let maximumLength = 4096
    /// Most groups inside each other.
    package static let maximumNesting = 100
    /// Most instructions of a pattern with its counted repetitions written out.
    package static let maximumSize = 10_000

    /// The text it was made from.
    package let source: String
    private let program: Program

    /// Reads a pattern.
    ///
    /// - Throws: `PatternError` for the first construct that cannot be read or matched, or for a limit that is exceeded.
    package init(_ source: String, options: Options = []) throws(PatternError) {
        var parser = PatternParser(scalars: Array(source.unicodeScalars.prefix(Pattern.maximumLength + 1)), options)
        let tree = try parser.parse()
        self.source = source
        program = ProgramCompiler.compile(tree, of: parser)
    }

    /// Instructions of the automaton; matching takes at most this many steps for a scalar of the text.
    package var size: Int { program.instructions.count }

    /// Whether some part of `text` matches.
    package func matches(_ text: String) -> Bool {
        var work = Int.max
        return (try? matches(text, work: &work)) ?? false
    }

    /// Whether all of `text` matches.
    package func matchesWhole(_ text: String) -> Bool {
        var work = Int.max
        return (try? matchesWhole(text, work: &work)) ?? false
    }

    /// The leftmost match; of the matches that start there the one that Perl and Python take.
    package func firstMatch(in text: String) -> Match? {
        var work = Int.max
        return try? firstMatch(in: text, work: &work)
    }
}

/// The work that was allowed did not suffice to decide.
package struct PatternWorkExhausted: Error, Hashable {}

extension Pattern {
    /// Whether some part of `text` matches.
    ///
    /// - Parameter work: Steps that may be taken, lowered by what was; a scalar takes one at least, `size` at most.
    package func matches(_ text: String, work: inout Int) throws(PatternWorkExhausted) -> Bool {
        var automaton = LazyAutomaton(program: program, goal: .anywhere, work: work)
        defer { work = automaton.work }
        return try automaton.accepts(text)
    }

    /// Whether all of `text` matches; `work` as in `matches(_:work:)`.
    package func matchesWhole(_ text: String, work: inout Int) throws(PatternWorkExhausted) -> Bool {
        var automaton = LazyAutomaton(program: program, goal: .whole, work: work)
        defer { work = automaton.work }
        return try automaton.accepts(text)
    }

    /// The leftmost match; `work` as in `matches(_:work:)`, spent by two passes.
    package func firstMatch(in text: String, work: inout Int) throws(PatternWorkExhausted) -> Match? {
        // Most texts without a match are recognised by the cached automaton at a fraction of the cost.
        guard try matches(text, work: &work) else { return nil }
        var search = LeftmostSearch(program: program, work: work)
        defer { work = search.work }
        return try search.firstMatch(in: text).map(Match.init(range:))
    }
}
