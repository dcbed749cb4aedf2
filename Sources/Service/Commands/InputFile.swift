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
        guard let data = path == "-" ? FileContents.standardInput() : FileContents.of(path) else {
            throw UsageError(["\(path): cannot be read"])
        }
        var lines: [Line] = []
        for (place, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if bytes.contains(where: { $0 > 0x20 }) { lines.append(Line(number: place + 1, bytes: Array(bytes))) }
        }
        return lines
    }
}
