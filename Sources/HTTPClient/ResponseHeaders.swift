/// The header fields of an answer, built from the lines libcurl hands over one by one.
struct ResponseHeaders {
    private(set) var fields: [(name: String, value: String)] = []

    /// Takes a line with its line break. A status line starts over: what came before belonged to an interim answer.
    mutating func add(line: some Collection<UInt8>) {
        if line.starts(with: "HTTP/".utf8) {
            fields = []
            return
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        let name = String(decoding: line[..<colon], as: UTF8.self)
        let value = line[line.index(after: colon)...].drop(while: Self.isBlank)
        let end = value.reversed().prefix(while: Self.isBlank).count
        fields.append((name, String(decoding: value.dropLast(end), as: UTF8.self)))
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }
}
