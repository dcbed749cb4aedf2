import Glibc

/// Progress, for whoever waits: standard output is for the table.
func say(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, line, line.count)
}
