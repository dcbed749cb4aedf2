import Evaluation

/// The W3C trace context of a message (https://www.w3.org/TR/trace-context): passed on, or begun.
package struct TraceContext: Sendable, Hashable {
    /// The `traceparent` header: `00-<32 hex>-<16 hex>-<2 hex>`.
    package let traceparent: String

    /// The message's own context if it is valid; otherwise one derived from `id`, so that a repeated message belongs to
    /// the same trace.
    package init(of message: Message, id: String) {
        if let given = message.attribute("traceparent"), Self.isValid(given) {
            traceparent = given
        } else {
            let hex = { (part: String) in StableHash.hexadecimal(StableHash.of("trace", part, id) | 1) }
            traceparent = "00-\(hex("high"))\(hex("low"))-\(hex("span"))-01"
        }
    }

    /// Whether a header may be passed on: lower-case hexadecimal, no all-zero id, not version ff.
    package static func isValid(_ header: String) -> Bool {
        let fields = header.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count >= 4, fields[0].count == 2, fields[0] != "ff", fields[0] != "00" || fields.count == 4,
            fields[1].count == 32, fields[2].count == 16, fields[3].count == 2
        else { return false }
        let isHex = fields.prefix(4).allSatisfy { field in
            field.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        }
        return isHex && fields[1].contains { $0 != "0" } && fields[2].contains { $0 != "0" }
    }
}
