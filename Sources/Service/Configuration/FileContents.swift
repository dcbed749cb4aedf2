import Glibc

/// Reads whole files and pipes. LeakSanitizer finds a block lost in FoundationEssentials' own reader, which cannot read
/// standard input either.
enum FileContents {
    /// The bytes of a file; nil when it cannot be read.
    static func of(_ path: String) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return all(from: descriptor)
    }

    /// Everything up to the end of standard input; nil when it cannot be read.
    static func standardInput() -> [UInt8]? { all(from: 0) }

    private static func all(from descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
