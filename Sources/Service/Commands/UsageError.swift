/// What is wrong with a command line or with its input; the command did nothing. Exit code 2.
package struct UsageError: Error, Hashable {
    package let problems: [String]

    init(_ problems: [String]) { self.problems = problems }
}
