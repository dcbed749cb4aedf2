import Threads

/// What happened in which order, over all the parts of a test.
package final class EventLog: Sendable {
    private let lines = Locked<[String]>([])

    package init() {}

    package func note(_ line: String) { lines.withLock { $0.append(line) } }

    /// Everything that was noted, oldest first.
    package var all: [String] { lines.withLock { $0 } }
}
