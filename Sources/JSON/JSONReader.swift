/// Reads one JSON text (RFC 8259) in a single pass: strict about grammar, UTF-8, depth and trailing bytes.
///
/// Lone surrogate escapes, which Python's `json.dumps` can emit, become U+FFFD: the text around them is still worth
/// reading. Numbers beyond a double's range are an error, never infinity.
package struct JSONReader {
    /// What to do when an object names the same key twice.
    package enum DuplicateKeys: Sendable {
        /// The text is refused: two readers could see different values.
        case reject
        /// The last value stands, as in most languages' readers.
        case lastWins
    }

    /// Limits and rules of one reading.
    package struct Options: Sendable {
        /// Most levels of arrays and objects inside each other. Default: 64.
        package var maximumDepth: Int
        /// Default: `.lastWins`.
        package var duplicateKeys: DuplicateKeys

        package init(maximumDepth: Int = 64, duplicateKeys: DuplicateKeys = .lastWins) {
            self.maximumDepth = maximumDepth
            self.duplicateKeys = duplicateKeys
        }
    }

    let bytes: [UInt8]
    let options: Options
    var index = 0

    private init(bytes: [UInt8], options: Options) {
        self.bytes = bytes
        self.options = options
    }

    /// The value that `bytes` hold.
    ///
    /// - Throws: `JSONError` with the offset of the first byte that does not fit.
    package static func read(_ bytes: [UInt8], options: Options = Options()) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes, options: options)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.error(.trailingBytes) }
        return value
    }

    /// The value that `text` holds.
    package static func read(_ text: String, options: Options = Options()) throws(JSONError) -> JSONValue {
        try read(Array(text.utf8), options: options)
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard index < bytes.count else { throw error(.endOfText) }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < options.maximumDepth else { throw error(.tooDeep) }
        index += 1
        var members: [JSONObject.Member] = []
        var positions: [String: Int] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        members.reserveCapacity(4)
        while true {
            guard index < bytes.count else { throw error(.endOfText) }
            guard bytes[index] == UInt8(ascii: "\"") else { throw error(.unexpectedByte) }
            let keyStart = index
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw error(index < bytes.count ? .unexpectedByte : .endOfText) }
            skipSpace()
            let member = JSONObject.Member(key: key, value: try value(depth: depth + 1))
            if let earlier = earlierPlace(of: key, in: members, &positions) {
                if options.duplicateKeys == .reject { throw JSONError(reason: .duplicateKey, offset: keyStart) }
                members[earlier] = member
            } else {
                members.append(member)
            }
            skipSpace()
            if take(UInt8(ascii: ",")) {
                skipSpace()
            } else if take(UInt8(ascii: "}")) {
                return .object(JSONObject(uniqueMembers: members))
            } else {
                throw error(index < bytes.count ? .unexpectedByte : .endOfText)
            }
        }
    }

    /// Small objects are searched, large ones indexed, so that a hostile object costs linear time.
    private func earlierPlace(
        of key: String, in members: [JSONObject.Member], _ positions: inout [String: Int]
    ) -> Int? {
        if members.count < 16 { return members.firstIndex { $0.key == key } }
        if positions.isEmpty { for (place, member) in members.enumerated() { positions[member.key] = place } }
        if let place = positions[key] { return place }
        positions[key] = members.count
        return nil
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < options.maximumDepth else { throw error(.tooDeep) }
        index += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: ",")) {
                skipSpace()
            } else if take(UInt8(ascii: "]")) {
                return .array(elements)
            } else {
                throw error(index < bytes.count ? .unexpectedByte : .endOfText)
            }
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let expected = word.description.utf8
        guard bytes[index...].starts(with: expected) else {
            throw error(index + expected.count > bytes.count ? .endOfText : .unexpectedByte)
        }
        index += expected.count
        return value
    }

    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: index) }
}
