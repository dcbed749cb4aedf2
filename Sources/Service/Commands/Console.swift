import Glibc

/// Standard output and standard error of a command.
struct Console: Sendable {
    /// Whether a person looks at standard error.
    let showsProgress: Bool
    private let write: @Sendable (_ text: String, _ descriptor: Int32) -> Void

    init() {
        showsProgress = isatty(2) == 1
        write = Self.writeOut
    }

    /// - Parameter write: takes what is written, with 1 for standard output and 2 for standard error.
    init(write: @escaping @Sendable (_ text: String, _ descriptor: Int32) -> Void) {
        showsProgress = false
        self.write = write
    }

    func print(_ text: String) { write(text + "\n", 1) }
    func printError(_ text: String) { write(text + "\n", 2) }

    /// Redraws one line on a terminal; elsewhere nothing is shown.
    func progress(_ text: String) { if showsProgress { write("\r\u{1B}[2K" + text, 2) } }

    /// Removes the progress line.
    func endProgress() { if showsProgress { write("\r\u{1B}[2K", 2) } }

    @Sendable private static func writeOut(_ text: String, _ descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
