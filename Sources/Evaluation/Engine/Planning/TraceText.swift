import JSON

/// One entry of a run as a judge reads it, long texts cut in the middle.
struct TraceText {
    let text: String
    /// The values of a call's arguments, one after the other.
    let values: String
    /// Share of the entry that is shown, 0 to 1.
    let coverage: Double

    /// Scalars of argument values that are looked for.
    private static let longestValues = 2_000

    init(_ entry: AgentRun.Entry, limit: Int) {
        guard let call = entry.call else {
            let (text, share) = Self.cut(entry.text, limit: limit)
            self.text = text
            values = ""
            coverage = share
            return
        }
        let arguments = call.arguments.map { JSONWriter.text(of: $0) } ?? "{}"
        let output = call.output.map { TraceSpan.text(of: $0) }
        let (shownArguments, argumentShare) = Self.cut(arguments, limit: limit)
        let (shownOutput, outputShare) = Self.cut(output ?? "(none recorded)", limit: limit)
        let (name, _) = Self.cut(call.name, limit: 200)
        text = "\(name) \(shownArguments)\noutput: \(shownOutput)"
        coverage = (argumentShare + outputShare) / 2
        var leaves: [String] = []
        var room = Self.longestValues
        Self.collect(call.arguments ?? .null, into: &leaves, room: &room)
        values = leaves.joined(separator: " ")
    }

    /// About how many scalars the entry takes, in bytes of UTF-8; cheap.
    static func length(of entry: AgentRun.Entry, limit: Int) -> Int {
        guard let call = entry.call else { return min(entry.text.utf8.count, limit) }
        let output = call.output.map { $0.string?.utf8.count ?? JSONWriter.bytes(of: $0).count } ?? 0
        let arguments = call.arguments.map { JSONWriter.bytes(of: $0).count } ?? 0
        return min(output, limit) + min(arguments, limit) + 20
    }

    /// The text with its middle left out, and the share that remains. Two thirds of what is shown are its beginning.
    static func cut(_ text: String, limit: Int) -> (String, Double) {
        guard text.utf8.count > limit else { return (text, 1) }
        let scalars = text.unicodeScalars
        let count = scalars.count
        guard count > limit else { return (text, 1) }
        let head = limit * 2 / 3
        let tail = limit - head
        let shown =
            String(String.UnicodeScalarView(scalars.prefix(head)))
            + " [… \(count - limit) characters left out …] "
            + String(String.UnicodeScalarView(scalars.suffix(tail)))
        return (shown, Double(limit) / Double(count))
    }

    private static func collect(_ value: JSONValue, into leaves: inout [String], room: inout Int) {
        guard room > 0 else { return }
        switch value {
        case .null, .bool: break
        case .string(let text):
            let scalars = text.unicodeScalars.prefix(room)
            leaves.append(String(String.UnicodeScalarView(scalars)))
            room -= scalars.count + 1
        case .integer, .number:
            leaves.append(value.description)
            room -= 8
        case .array(let elements): for element in elements { collect(element, into: &leaves, room: &room) }
        case .object(let object): for member in object.members { collect(member.value, into: &leaves, room: &room) }
        }
    }
}
