/// Writes JSON as UTF-8 without white space; the same value always gives the same bytes.
///
/// Doubles are written with the fewest digits that read back as the same value. NaN and infinity, which JSON lacks,
/// are written as `null`.
package struct JSONWriter {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// The bytes of `value`.
    package static func bytes(of value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.bytes
    }

    /// The text of `value`.
    package static func text(of value: JSONValue) -> String { String(decoding: bytes(of: value), as: UTF8.self) }

    package mutating func write(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let value): raw(value ? "true" : "false")
        case .integer(let value): raw(String(value))
        case .number(let value): raw(value.isFinite ? String(value) : "null")
        case .string(let text): write(text)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                write(element)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in object.members.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                write(member.key)
                bytes.append(UInt8(ascii: ":"))
                write(member.value)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Writes a quoted string.
    package mutating func write(_ text: String) {
        let isWritten: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe write(quoted: $0) }
        if isWritten == nil { unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe write(quoted: $0) } }
    }

    /// Bytes that stand for themselves are looked at eight at a time and copied a run at a time.
    private mutating func write(quoted text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        let raw = UnsafeRawBufferPointer(text)
        var copied = 0
        var index = 0
        while index < text.count {
            if text.count >= 8 {
                // The last eight bytes may have been looked at in part before.
                let place = min(index, text.count - 8)
                let word = unsafe raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                if PlainBytes.areAll(in: word) {
                    index = place + 8
                    continue
                }
            }
            let byte = unsafe text[index]
            index += 1
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F else { continue }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<index - 1]))
            copied = index
            write(escaped: byte)
        }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        default:
            raw("\\u00")
            bytes.append(Self.digit(byte >> 4))
            bytes.append(Self.digit(byte & 0xF))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 + value - 10 }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

extension JSONValue: CustomStringConvertible {
    /// The JSON text.
    package var description: String { JSONWriter.text(of: self) }
}
