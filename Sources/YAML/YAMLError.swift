/// Why a text is not an acceptable YAML document, and where. Nothing of the document is used then.
package struct YAMLError: Error, Hashable {
    /// The mistakes that are told apart.
    package enum Reason: Hashable, Sendable {
        /// More bytes than allowed.
        case tooLarge(maximumBytes: Int)
        /// Not YAML; the parser's own words.
        case syntax(String)
        /// Nested deeper than allowed, aliases counted.
        case tooDeep(maximum: Int)
        /// More values than allowed, aliases counted as what they stand for.
        case tooManyValues(maximum: Int)
        /// The key occurs twice in one mapping, first on line `first`.
        case duplicateKey(String, first: Int)
        /// `*name` without `&name` before it; also one inside its own anchor.
        case unknownAlias(String)
        /// A second document (`---`) in the text.
        case severalDocuments
        /// A key that is not a plain or quoted text.
        case unsupportedKey
        /// The merge key `<<`.
        case mergeKey
        /// A tag other than YAML's own for texts, numbers, booleans, null, sequences and mappings, or a misfit.
        case unsupportedTag(String)
        /// `.inf` or `.nan`, or a number beyond the range of a double.
        case notFinite
        /// The system is out of memory.
        case outOfMemory
    }

    /// What is wrong.
    package let reason: Reason
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in characters.
    package let column: Int

    package init(reason: Reason, line: Int, column: Int) {
        self.reason = reason
        self.line = line
        self.column = column
    }
}

extension YAMLError: CustomStringConvertible {
    package var description: String { "line \(line), column \(column): \(reason)" }
}

extension YAMLError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let maximum): "larger than \(maximum) bytes"
        case .syntax(let problem): problem
        case .tooDeep(let maximum): "nested deeper than \(maximum) levels"
        case .tooManyValues(let maximum): "more than \(maximum) values"
        case .duplicateKey(let key, let first): "the key '\(key)' is there already, on line \(first)"
        case .unknownAlias(let name): "the alias *\(name) has no finished anchor &\(name) before it"
        case .severalDocuments: "a second document begins here; only one is read"
        case .unsupportedKey: "a key must be a single text"
        case .mergeKey: "the merge key << is not supported"
        case .unsupportedTag(let tag): "the tag \(tag) does not fit or is not supported"
        case .notFinite: "not a finite number"
        case .outOfMemory: "out of memory"
        }
    }
}
