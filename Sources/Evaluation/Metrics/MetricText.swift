import JSON

/// Small pieces of the texts and objects that metrics report.
enum MetricText {
    /// Unicode scalars of a quoted passage in a reason.
    static let quoteLength = 160

    /// A passage in quotation marks, cut outside of them when it is long.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > quoteLength else { return "\"\(text)\"" }
        return "\"\(String(String.UnicodeScalarView(scalars.prefix(quoteLength))))\"…"
    }

    /// A passage as findings show it, cut when it is long.
    static func excerpt(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > quoteLength else { return text }
        return "\(String(String.UnicodeScalarView(scalars.prefix(quoteLength))))…"
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
