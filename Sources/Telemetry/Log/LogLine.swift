import JSON

/// How lines look.
package enum LogFormat: String, Sendable {
    /// One JSON object per line.
    case json
    /// For a terminal: time, level, logger, message, `name=value`.
    case text
}

/// One event as a line of at most `maximumBytes`, without line breaks inside, with its own at the end.
struct LogLine {
    /// A pipe that has room at all takes this many bytes at once (pipe(7), PIPE_BUF), so a line never blocks half-way
    /// and never mixes with another process's.
    static let maximumBytes = 4096
    /// Longer texts are cut.
    static let maximumTextBytes = 1024

    private static let reserved: Set<String> = ["ts", "level", "msg", "logger", "truncated"]

    let time: LogTime
    let level: LogLevel
    let logger: String
    let message: String
    let fields: JSONObject

    func bytes(_ format: LogFormat) -> [UInt8] {
        let members = fields.members
        // Almost always the first attempt fits; a line that is too long loses its last fields.
        for kept in stride(from: members.count, through: 0, by: -1) {
            let line = bytes(format, members.prefix(kept), truncated: kept < members.count)
            if line.count <= Self.maximumBytes { return line }
        }
        // The message alone is too long: each of its bytes may take six, as in \u0001.
        return LogLine(
            time: time, level: level, logger: Self.cut(logger, to: 128), message: Self.cut(message, to: 256),
            fields: [:]
        ).bytes(format, [], truncated: true)
    }

    private func bytes(_ format: LogFormat, _ members: ArraySlice<JSONObject.Member>, truncated: Bool) -> [UInt8] {
        switch format {
        case .json:
            var object = JSONObject()
            object.append("ts", .string(time.rfc3339))
            object.append("level", .string(level.name))
            object.append("msg", .string(Self.cut(message)))
            if !logger.isEmpty { object.append("logger", .string(Self.cut(logger))) }
            for member in members {
                let key = Self.reserved.contains(member.key) ? "field_\(member.key)" : member.key
                object.append(key, Self.cut(member.value))
            }
            if truncated { object.append("truncated", true) }
            return JSONWriter.bytes(of: .object(object)) + [0x0A]
        case .text:
            var text = "\(time.rfc3339) \(level.name.uppercased()) "
            if !logger.isEmpty { text += "\(logger): " }
            text += Self.cut(message)
            for member in members { text += " \(member.key)=\(Self.cut(member.value))" }
            if truncated { text += " …" }
            return Self.withoutControls(text) + [0x0A]
        }
    }

    private static func cut(_ value: JSONValue) -> JSONValue {
        if case .string(let text) = value { return .string(cut(text)) }
        return value
    }

    private static func cut(_ text: String, to limit: Int = maximumTextBytes) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return "\(text[..<end])…"
    }

    /// Escape sequences in a message must not reach the terminal.
    private static func withoutControls(_ text: String) -> [UInt8] {
        text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x0A: Array("\\n".utf8)
            case 0x0D: Array("\\r".utf8)
            case 0x09: Array("\\t".utf8)
            case 0..<0x20, 0x7F: Array("?".utf8)
            default: [byte]
            }
        }
    }
}
