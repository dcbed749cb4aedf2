/// A number, amount or date found in a text, in a form that compares.
package struct NumberReading: Equatable, Sendable {
    /// What the number measures.
    package enum Unit: Hashable, Sendable {
        /// A bare number.
        case none
        /// Per cent.
        case percent
        /// Money, by ISO 4217 code.
        case currency(String)
        /// A calendar date; its value reads `yyyy-mm-dd`.
        case date
    }

    /// The plain decimal notation of the value: no grouping, no surplus zeros ("1234.5", "-3", "2024-03-15").
    package let value: String
    /// The other reading of an ambiguous notation: "1.234" is 1.234 or 1234, 03/04/2024 is in March or April.
    package let alternative: String?
    /// What it measures.
    package let unit: Unit
    /// Where it is, in folded scalar offsets.
    package let range: Range<Int>

    /// A reading with every property known.
    package init(value: String, alternative: String?, unit: Unit, range: Range<Int>) {
        self.value = value
        self.alternative = alternative
        self.unit = unit
        self.range = range
    }

    /// Whether both can name the same quantity: one reading in common, and units that do not contradict each other.
    package func matches(_ other: NumberReading) -> Bool {
        if unit != .none, other.unit != .none, unit != other.unit { return false }
        if value == other.value { return true }
        if let alternative, alternative == other.value || alternative == other.alternative { return true }
        return other.alternative.map { $0 == value } ?? false
    }
}
