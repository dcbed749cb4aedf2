package import JSON

/// Keeps secrets out of texts: configured values wherever they occur, and whatever stands under a telling name.
package struct SecretMask: Sendable {
    /// What stands in place of a secret.
    package static let replacement = "***"
    /// Shorter secrets are not searched for: they would eat ordinary words.
    package static let shortestValue = 4

    /// The secrets in every spelling they may take, longest first.
    private let values: [[UInt8]]

    /// - Parameter values: secrets; also found percent-encoded and with JSON's escapes, as in URLs and quoted bodies.
    package init(values: [String] = []) {
        var spellings: Set<[UInt8]> = []
        for value in values where value.utf8.count >= Self.shortestValue {
            spellings.insert(Array(value.utf8))
            spellings.insert(Self.percentEncoded(value))
            spellings.insert(Array(JSONWriter.bytes(of: .string(value)).dropFirst().dropLast()))
        }
        self.values = spellings.sorted { $0.count > $1.count }
    }

    /// The text without secrets.
    package func masked(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for value in values { bytes = Self.replacing(value, in: bytes) }
        return String(decoding: SecretNames.masked(bytes), as: UTF8.self)
    }

    /// The value without secrets: texts at any depth, whole values under a telling name, and keys.
    package func masked(_ value: JSONValue, name: String = "") -> JSONValue {
        if SecretNames.isTelling(name) { return value.isNull ? value : .string(Self.replacement) }
        switch value {
        case .string(let text): return .string(masked(text))
        case .array(let elements): return .array(elements.map { masked($0) })
        case .object(let object):
            return .object(
                JSONObject(object.members.map { (masked($0.key), masked($0.value, name: $0.key)) }))
        case .null, .bool, .integer, .number: return value
        }
    }

    private static func replacing(_ value: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        guard let first = value.first, bytes.count >= value.count else { return bytes }
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let end = position + value.count
            if bytes[position] == first, end <= bytes.count, bytes[position..<end].elementsEqual(value) {
                result += replacement.utf8
                position = end
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return result
    }

    private static func percentEncoded(_ text: String) -> [UInt8] {
        let hex = Array("0123456789ABCDEF".utf8)
        return text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                [byte]
            default: [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
    }
}
