/// What the command line asks for.
enum DrillCommand: Sendable, Hashable {
    /// The table of faults, or those whose names have a text.
    case faults(filter: String?, document: String?)
    /// A long run with random faults.
    case soak(minutes: Double, seed: UInt64, document: String?)

    static let usage = """
        usage: Drills faults [--only TEXT | --write DOCUMENT]
               Drills soak MINUTES [--seed NUMBER] [--write DOCUMENT]
        """

    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - seed: used when none is given.
    init(_ arguments: [String], seed: UInt64) throws(DrillError) {
        var rest = arguments[...]
        let verb = rest.popFirst()
        let minutes = verb == "soak" ? rest.popFirst().flatMap(Double.init) : nil
        var options: [String: String] = [:]
        while let name = rest.popFirst() {
            guard ["--only", "--seed", "--write"].contains(name), let value = rest.popFirst() else {
                throw .usage(Self.usage)
            }
            options[name] = value
        }
        switch verb {
        // Some of the faults are not the table.
        case "faults" where options["--seed"] == nil && (options["--only"] == nil || options["--write"] == nil):
            self = .faults(filter: options["--only"], document: options["--write"])
        case "soak" where options["--only"] == nil:
            guard let minutes, minutes > 0, minutes < 100_000 else { throw .usage(Self.usage) }
            let given = options["--seed"].map { UInt64($0) }
            guard given != .some(nil) else { throw .usage(Self.usage) }
            self = .soak(minutes: minutes, seed: (given ?? nil) ?? seed, document: options["--write"])
        default: throw .usage(Self.usage)
        }
    }
}
