/// Why a drill could not be carried through.
enum DrillError: Error, CustomStringConvertible {
    /// The test's own Redis has no TCP port.
    case noRedisPort
    /// Something did not come about before its deadline.
    case notInTime(String)
    /// A network for the drill could not be made or changed; what was said.
    case network(String)
    /// The command line cannot be understood; how it should be.
    case usage(String)
    /// A document has no place for a table.
    case noSection(String)
    /// A file could not be read or written: the system's error number.
    case file(String, code: Int32)

    var description: String {
        switch self {
        case .noRedisPort: "the drill's Redis has no TCP port"
        case .notInTime(let what): "not in time: \(what)"
        case .network(let text): "network: \(text)"
        case .usage(let text): text
        case .noSection(let text): text
        case .file(let path, let code): "\(path): error \(code)"
        }
    }
}
