import JSON

/// Small pieces of the texts and objects that metrics report.
enum MetricText {
    /// Unicode scalars of a quoted passage in a reason.
    static let quoteLength = 160

    /// A passage in quotation marks, cut outside of them when it is long.
    static func quoted(_ text: String) -> String {
        guard let front = front(of: text) else { return "\"\(text)\"" }
        return "\"\(front)\"…"
    }

    /// A passage as findings show it, cut when it is long.
    static func excerpt(_ text: String) -> String {
        guard let front = front(of: text) else { return text }
        return "\(front)…"
    }

    /// The beginning of a long text; nil for a text that is short enough.
    private static func front(of text: String) -> Substring? {
        // No text has more scalars than bytes.
        guard text.utf8.count > quoteLength else { return nil }
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: quoteLength, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return nil }
        return text[..<end]
    }

    /// "1 claim", "2 claims".
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// A number as reasons show it: two decimals.
    static func number(_ value: Double) -> String {
        let hundredths = Int((min(1, max(0, value)) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A rounded number of a finding.
    static func json(_ value: Double) -> JSONValue { .number(Score.rounded(value)) }

    /// `start` and `end`, in Unicode scalars.
    static func append(_ range: Range<Int>, to object: inout JSONObject) {
        object.append("start", .integer(Int64(range.lowerBound)))
        object.append("end", .integer(Int64(range.upperBound)))
    }
}
