import Glibc

/// Writes a file so that whoever reads it sees the old one or the whole new one.
enum OutputFile {
    /// Replaces the file at `path`.
    ///
    /// - Returns: what went wrong; nil when the file is written and on the disk. After a problem the old file is as it
    ///   was.
    static func write(_ bytes: [UInt8], to path: String) -> String? {
        // In the same directory: a rename across file systems is not atomic.
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return "\(path): cannot be written: \(message(errno))" }
        var problem = writeAll(bytes, to: descriptor)
        if problem == nil, fsync(descriptor) != 0 { problem = message(errno) }
        if close(descriptor) != 0, problem == nil { problem = message(errno) }
        if problem == nil, unsafe rename(temporary, path) != 0 { problem = message(errno) }
        guard let problem else { return nil }
        _ = unsafe unlink(temporary)
        return "\(path): cannot be written: \(problem)"
    }

    /// Whether two paths lead to the same file.
    static func isSame(_ first: String, _ second: String) -> Bool {
        if first == second { return true }
        var one = stat()
        var other = stat()
        guard unsafe stat(first, &one) == 0, unsafe stat(second, &other) == 0 else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return message(errno) }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    private static func message(_ code: Int32) -> String {
        unsafe String(cString: strerror(code))
    }
}
