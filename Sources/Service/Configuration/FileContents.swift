import Glibc

/// Reads whole files and pipes. LeakSanitizer finds a block lost in FoundationEssentials' own reader, which cannot read
/// standard input either.
enum FileContents {
    /// The bytes of a file; nil when it cannot be read.
    ///
    /// - Parameter limit: no more bytes than this are read. Default: all.
    static func of(_ path: String, atMost limit: Int = .max) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return bytes(from: descriptor, atMost: limit)
    }

    /// Everything up to the end of standard input; nil when it cannot be read.
    ///
    /// - Parameter limit: no more bytes than this are read. Default: all.
    static func standardInput(atMost limit: Int = .max) -> [UInt8]? { bytes(from: 0, atMost: limit) }

    private static func bytes(from descriptor: Int32, atMost limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<min(count, limit - bytes.count)]
            if bytes.count == limit { return bytes }
        }
    }
}
