/// How important a log line is.
package enum LogLevel: Int, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error

    /// Reads a name in any case: `debug` or `trace`, `info` or `notice`, `warning` or `warn`, `error`, `critical` or `fatal`.
    package init?(name: String) {
        switch name.lowercased() {
        case "trace", "debug": self = .debug
        case "info", "notice": self = .info
        case "warning", "warn": self = .warning
        case "error", "critical", "fatal": self = .error
        default: return nil
        }
    }

    /// The name in lines: `debug`, `info`, `warning`, `error`.
    package var name: String { "\(self)" }

    package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}
