package import JSON

/// One YAML document as a value, with the lines its parts stand on.
package struct YAMLDocument: Sendable {
    /// What a document may be at most.
    package struct Limits: Sendable, Hashable {
        /// The text's size in bytes. Default: 1 MiB.
        package var bytes = 1 << 20
        /// Sequences and mappings inside each other. Default: 32.
        package var depth = 32
        /// Scalars, sequences and mappings, an alias counted as all it stands for. Default: 100,000.
        package var values = 100_000

        package init() {}
    }

    /// The content; null for an empty text.
    package let value: JSONValue
    private let lines: LineTree

    /// Reads a document.
    ///
    /// Keys may not repeat; anchors and aliases work within the limits, merge keys and foreign tags do not.
    package init(_ text: String, limits: Limits = Limits()) throws(YAMLError) {
        try self.init(bytes: Array(text.utf8), limits: limits)
    }

    /// Reads a document from UTF-8.
    package init(bytes: [UInt8], limits: Limits = Limits()) throws(YAMLError) {
        guard bytes.count <= limits.bytes else {
            throw YAMLError(reason: .tooLarge(maximumBytes: limits.bytes), line: 1, column: 1)
        }
        let reader = try EventReader(bytes)
        var composer = Composer(limits: limits)
        let node = try composer.document(reader)
        value = node.value
        lines = node.lines
    }

    /// The line, from 1, of a key or of a sequence's element (`["metrics", "0", "id"]`).
    ///
    /// For a path that is not there: the line of its last part that is, which is where something is missing. Inside an
    /// alias: the line of the anchored text.
    package func line(of path: [String]) -> Int {
        var tree = lines
        for part in path {
            guard let child = tree.children[part] else { break }
            tree = child
        }
        return tree.line
    }
}
