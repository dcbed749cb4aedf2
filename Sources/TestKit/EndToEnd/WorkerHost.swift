/// Where a replica runs.
package struct WorkerHost: Sendable, Hashable {
    /// The command that starts a program there, to stand before the program's path and arguments. Default: none.
    package let launcher: [String]
    /// The address of its HTTP endpoints. Default: 127.0.0.1.
    package let address: String

    package init(launcher: [String] = [], address: String = "127.0.0.1") {
        self.launcher = launcher
        self.address = address
    }

    /// Beside the test.
    package static let here = WorkerHost()
}
