import Glibc

/// The environment that this process was started with.
package enum InheritedEnvironment {
    /// The variables by name; of a name that is there twice the first, as `getenv` has it.
    package static var variables: [String: String] {
        Dictionary(
            lines.compactMap { line in
                guard let end = line.firstIndex(of: "=") else { return nil }
                return (String(line[..<end]), String(line[line.index(after: end)...]))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The variables as they are handed on: `NAME=value`.
    static var lines: [String] {
        var lines: [String] = []
        var next = environ
        while let line = next.pointee {
            lines.append(String(cString: line))
            next += 1
        }
        return lines
    }
}
