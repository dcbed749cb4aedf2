/// What a command was told on the command line: words, options with values, and switches.
struct CommandArguments: Sendable, Hashable {
    /// Options a command knows: with a value or without.
    struct Shape: Sendable {
        var valued: Set<String> = []
        var switches: Set<String> = []
        /// How many words may stand besides the options.
        var words: ClosedRange<Int> = 0...0
    }

    private(set) var words: [String] = []
    private(set) var options: [String: String] = [:]
    private(set) var switches: Set<String> = []

    /// - Throws: `UsageError` with every problem.
    init(_ arguments: [String], shape: Shape) throws(UsageError) {
        var problems: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--"), argument != "--" else {
                words.append(argument)
                continue
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts.first ?? "")
            if shape.switches.contains(name), parts.count == 1 {
                switches.insert(name)
            } else if shape.valued.contains(name) {
                if parts.count == 2 {
                    options[name] = String(parts[1])
                } else if let value = rest.popFirst() {
                    options[name] = value
                } else {
                    problems.append("--\(name) needs a value")
                }
            } else {
                problems.append("--\(name) is not known")
            }
        }
        if !shape.words.contains(words.count) {
            let wanted = ["no argument", "one argument", "two arguments"][min(shape.words.upperBound, 2)]
            problems.append("\(wanted) expected besides the options, \(words.count) given")
        }
        guard problems.isEmpty else { throw UsageError(problems) }
    }
}
