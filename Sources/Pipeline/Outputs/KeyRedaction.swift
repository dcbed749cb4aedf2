/// Takes the judge keys of clients out of bytes that go where others read them.
///
/// Works on the text of a record, not on parsed JSON: what becomes a dead letter often is no JSON.
enum KeyRedaction {
    private static let names = ["api_key", "apiKey", "api-key"].map { Array("\"\($0)\"".utf8) }
    private static let replacement = Array("***".utf8)

    /// The bytes with the value of every member that names a key replaced by `***`; nil when there is none.
    static func redacted(_ bytes: [UInt8]) -> [UInt8]? {
        var clean: [UInt8] = []
        var copied = 0
        var index = 0
        while let quote = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) {
            index = quote + 1
            guard let name = names.first(where: { bytes[quote...].starts(with: $0) }),
                let value = value(in: bytes, after: quote + name.count), !value.isEmpty
            else { continue }
            clean += bytes[copied..<value.lowerBound] + replacement
            copied = value.upperBound
            index = value.upperBound
        }
        return copied == 0 ? nil : clean + bytes[copied...]
    }

    /// The inside of the string that follows a colon; to the end when it is not closed.
    private static func value(in bytes: [UInt8], after end: Int) -> Range<Int>? {
        var index = end
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
        index += 1
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
        let start = index + 1
        index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return start..<min(index, bytes.count)
    }
}
