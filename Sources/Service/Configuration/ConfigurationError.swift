/// Everything that is wrong with a configuration, found before anything connects.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// One line each, beginning with the setting's name; holds no secret.
    package let problems: [String]

    package init(_ problems: [String]) { self.problems = problems }

    package var description: String { problems.joined(separator: "\n") }
}
