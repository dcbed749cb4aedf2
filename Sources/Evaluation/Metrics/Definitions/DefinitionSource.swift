package import JSON

/// A file of metric definitions, read but not yet understood.
package struct DefinitionSource: Sendable {
    /// The file's name, for messages.
    package let file: String
    package let value: JSONValue
    /// The line, from 1, of the member or element at a path (`["metrics", "0", "name"]`); for one that is missing the
    /// line of what it is missing from.
    package let line: @Sendable ([String]) -> Int

    package init(file: String, value: JSONValue, line: @escaping @Sendable ([String]) -> Int) {
        self.file = file
        self.value = value
        self.line = line
    }
}

/// One mistake in a definition, and where.
package struct DefinitionProblem: Sendable, Hashable, CustomStringConvertible {
    package let file: String
    /// From 1.
    package let line: Int
    package let text: String

    package init(file: String, line: Int, text: String) {
        self.file = file
        self.line = line
        self.text = text
    }

    package var description: String { "\(file):\(line): \(text)" }
}
