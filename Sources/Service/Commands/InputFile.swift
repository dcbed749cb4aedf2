import FoundationEssentials
import Glibc

/// Lines of a file or of standard input.
enum InputFile {
    /// One line with its number, counted from 1.
    struct Line: Sendable, Hashable {
        let number: Int
        let bytes: [UInt8]
    }

    /// The lines that are not blank.
    ///
    /// - Parameter path: `-` is standard input.
    /// - Throws: `UsageError` when it cannot be read.
    static func lines(of path: String) throws(UsageError) -> [Line] {
        let data = path == "-" ? standardInput() : (try? Data(contentsOf: URL(filePath: path))).map(Array.init)
        guard let data else { throw UsageError(["\(path): cannot be read"]) }
        var lines: [Line] = []
        for (place, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if bytes.contains(where: { $0 > 0x20 }) { lines.append(Line(number: place + 1, bytes: Array(bytes))) }
        }
        return lines
    }

    /// Everything up to the end of standard input; nil when it cannot be read.
    private static func standardInput() -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}
