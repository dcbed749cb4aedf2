/// A piece of personal or secret data found in a text by rule.
package struct DetectedSpan: Equatable, Sendable {
    /// What it is.
    package let type: PIIType
    /// Where the value is.
    package let range: TextRange
    /// How sure the rule is, 0...1.
    package let certainty: Double
    /// What made it sure.
    package let validation: Validation
    /// Whether it is a published example: a test card, example.com, a documentation address.
    package let sample: Bool
    /// The value without separators and in lower case: equal for the same value written differently.
    package let key: String
    /// The country whose number it is, as an ISO 3166 code; nil where the kind has none.
    package let country: String?

    /// What supports a finding.
    package enum Validation: String, Sendable {
        /// Check digits are right.
        case checksum
        /// Length, alphabet and ranges fit a format that has no check digit.
        case format
        /// The format is common; a word nearby says what it is.
        case context
    }

    /// Why it counts as much as it does: `PII:CARD/V:checksum`, with `/C:BR` for a country and `/S:sample` for published
    /// examples.
    package var vector: String {
        let country = country.map { "/C:\($0)" } ?? ""
        return "PII:\(type.rawValue)/V:\(validation.rawValue)\(country)\(sample ? "/S:sample" : "")"
    }

    /// A finding with every property known. Default: of no country.
    package init(
        type: PIIType, range: TextRange, certainty: Double, validation: Validation, sample: Bool, key: String,
        country: String? = nil
    ) {
        self.type = type
        self.range = range
        self.certainty = min(1, max(0, certainty))
        self.validation = validation
        self.sample = sample
        self.key = key
        self.country = country
    }
}
