import Glibc

/// Standard output and standard error of a command.
struct Console: Sendable {
    /// Whether a person looks at standard error.
    let showsProgress: Bool

    init() { showsProgress = isatty(2) == 1 }

    func print(_ text: String) { Self.write(text + "\n", to: 1) }
    func printError(_ text: String) { Self.write(text + "\n", to: 2) }

    /// Redraws one line on a terminal; elsewhere nothing is shown.
    func progress(_ text: String) { if showsProgress { Self.write("\r\u{1B}[2K" + text, to: 2) } }

    /// Removes the progress line.
    func endProgress() { if showsProgress { Self.write("\r\u{1B}[2K", to: 2) } }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
