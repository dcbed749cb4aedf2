import JSON

/// Changes a value as bytes say: one byte for each of its parts, in the order they are written.
struct Damage {
    private var rest: ArraySlice<UInt8>

    init(bytes: [UInt8]) { rest = bytes[...] }

    private static let strange: [JSONValue] = [
        .null, true, false, 0, 1, -1, 0.5, 1e300, -1e300, .integer(.max), .integer(.min), "", "yes", "no", "s1", "s2",
        "s999999999999", "e1", "t1", "c1", "A", "supported", "contradicted", "full", "none", "tie", "\u{0}", "...",
        "The tower was built in 1912.", "e\u{301}", [], .object(JSONObject()),
    ]

    /// The value with its damage; bytes that are used up leave the rest alone.
    mutating func applied(to value: JSONValue) -> JSONValue {
        let byte = rest.popFirst() ?? 0
        let choice = Int(rest.first ?? 0)
        switch (value, byte) {
        case (_, 0xC0...): return Self.strange[Int(byte) % Self.strange.count]
        case (.array(let elements), 0x80..<0xC0): return .array(Self.rearranged(elements, byte, choice))
        case (.array(let elements), _):
            var changed: [JSONValue] = []
            for element in elements { changed.append(applied(to: element)) }
            return .array(changed)
        case (.object(let object), _):
            var members: [(String, JSONValue)] = []
            for member in object.members where byte != 0x81 || member.key.utf8.count % 3 != choice % 3 {
                members.append((member.key, applied(to: member.value)))
            }
            return .object(JSONObject(members))
        case (.string(let text), 0x80..<0xA0): return .string(text + text)
        case (.string(let text), 0xA0..<0xC0): return .string(String(text.dropFirst(choice)))
        case (.number, 0x80..<0xC0): return .number(Double(choice) / 100 - 0.5)
        default: return value
        }
    }

    private static func rearranged(_ elements: [JSONValue], _ byte: UInt8, _ choice: Int) -> [JSONValue] {
        switch byte % 4 {
        case 0: elements + elements
        case 1: elements.reversed()
        case 2: Array(elements.dropFirst(choice))
        default: Array(repeatElement(elements, count: choice % 40).joined())
        }
    }
}
