/// Lines of a file or of standard input.
enum InputFile {
    /// One line with its number, counted from 1.
    struct Line: Sendable, Hashable {
        let number: Int
        let bytes: [UInt8]
    }

    /// The lines that are not blank.
    ///
    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - limit: most bytes of the whole file. Default: any number.
    /// - Throws: `UsageError` when it cannot be read or is too large.
    static func lines(of path: String, limit: Int = .max - 1) throws(UsageError) -> [Line] {
        // One byte more tells a file of just the limit from a larger one.
        let most = limit + 1
        guard let data = path == "-" ? FileContents.standardInput(atMost: most) : FileContents.of(path, atMost: most)
        else {
            throw UsageError(["\(path): cannot be read"])
        }
        guard data.count <= limit else { throw UsageError(["\(path): has more than \(limit) bytes"]) }
        var lines: [Line] = []
        for (place, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if bytes.contains(where: { $0 > 0x20 }) { lines.append(Line(number: place + 1, bytes: Array(bytes))) }
        }
        return lines
    }
}
