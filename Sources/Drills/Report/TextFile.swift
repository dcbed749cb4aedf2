import Glibc

/// A small text file, read or written as a whole.
enum TextFile {
    static func read(_ path: String) throws(DrillError) -> String {
        guard let file = fopen(path, "r") else { throw .file(path, code: errno) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            bytes += chunk[..<count]
            if count < chunk.count { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func write(_ text: String, to path: String) throws(DrillError) {
        guard let file = fopen(path, "w") else { throw .file(path, code: errno) }
        let bytes = Array(text.utf8)
        let count = fwrite(bytes, 1, bytes.count, file)
        let code = errno
        guard fclose(file) == 0, count == bytes.count else { throw .file(path, code: code) }
    }
}
