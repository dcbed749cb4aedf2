/// Names under which secrets stand, as fields and inside texts (`Authorization: Bearer …`, `"api_key":"…"`, `?key=…`).
enum SecretNames {
    /// Compared in lower case with `-` as `_`, at the end of a name: `access_token` is one, `prompt_tokens` is not.
    private static let endings = [
        "authorization", "api_key", "apikey", "password", "passwd", "token", "secret", "secret_key", "private_key",
    ]

    /// Whether a field of this name holds a secret.
    static func isTelling(_ name: String) -> Bool {
        isTelling(name.utf8[...])
    }

    private static func isTelling(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        let normal = name.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "_")
            case 0x41...0x5A: byte + 0x20
            default: byte
            }
        }
        return endings.contains { ending in
            guard normal.count >= ending.utf8.count, normal.suffix(ending.utf8.count).elementsEqual(ending.utf8)
            else { return false }
            let before = normal.count - ending.utf8.count - 1
            return before < 0 || normal[before] == UInt8(ascii: "_")
        }
    }

    /// The text with `***` for each value after a telling name and `:` or `=`.
    static func masked(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let start = position
            while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
            let name = bytes[start..<position]
            result += name
            guard position < bytes.count else { break }
            let isSecret = isTelling(name) || isQueryKey(name, start, bytes)
            if isSecret, let value = value(after: position, in: bytes) {
                result += bytes[position..<value.lowerBound]
                result += SecretMask.replacement.utf8
                position = value.upperBound
            } else if name.isEmpty {
                result.append(bytes[position])
                position += 1
            }
        }
        return result
    }

    /// `key=` alone is telling only in a URL's query: elsewhere it is any key.
    private static func isQueryKey(_ name: ArraySlice<UInt8>, _ start: Int, _ bytes: [UInt8]) -> Bool {
        guard name.elementsEqual("key".utf8), start > 0 else { return false }
        return bytes[start - 1] == UInt8(ascii: "?") || bytes[start - 1] == UInt8(ascii: "&")
    }

    /// Where the value stands: after quotes, one `:` or `=`, blanks, quotes and a scheme such as `Bearer`.
    private static func value(after end: Int, in bytes: [UInt8]) -> Range<Int>? {
        var position = end
        func skip(_ isSkipped: (UInt8) -> Bool) {
            while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
        }
        skip(isQuote)
        skip { $0 == UInt8(ascii: " ") }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") || bytes[position] == UInt8(ascii: "=")
        else { return nil }
        position += 1
        skip { $0 == UInt8(ascii: " ") }
        skip(isQuote)
        for scheme in ["bearer ", "basic "] where bytes.count - position > scheme.utf8.count {
            let word = bytes[position..<position + scheme.utf8.count]
            if word.map({ (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }).elementsEqual(scheme.utf8) {
                position += scheme.utf8.count
            }
        }
        let start = position
        skip { !isQuote($0) && $0 > 0x20 && !",;&})]".utf8.contains($0) }
        return start < position ? start..<position : nil
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
