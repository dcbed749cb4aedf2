/// One setting: its environment variable, what it may hold, its default. The lower-case name is its key in the
/// configuration file.
package struct Setting: Sendable, Hashable {
    /// What texts a setting accepts.
    package enum Kind: Sendable, Hashable {
        case text
        /// A whole number in a range.
        case whole(ClosedRange<Int>)
        /// A number in a range.
        case fraction(ClosedRange<Double>)
        /// `true` or `false`, also 1, 0, yes, no, on, off.
        case flag
        /// One of some words.
        case choice([String])
        /// Texts separated by commas.
        case list
    }

    /// The environment variable.
    package let name: String
    package let kind: Kind
    /// As text; empty means not set.
    package let standard: String
    /// Never shown; may also be given as `<NAME>_FILE`.
    package let isSecret: Bool
    /// One line that says what it does, with its unit.
    package let summary: String

    init(_ name: String, _ kind: Kind, _ standard: String, isSecret: Bool = false, _ summary: String) {
        self.name = name
        self.kind = kind
        self.standard = standard
        self.isSecret = isSecret
        self.summary = summary
    }

    /// What is wrong with a text for this setting; nil when it is right. Names no secret.
    func problem(with text: String) -> String? {
        switch kind {
        case .text, .list: nil
        case .whole(let range):
            Int(text).map(range.contains) == true
                ? nil : "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .fraction(let range):
            Double(text).map(range.contains) == true
                ? nil : "must be a number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: Self.flag(text) == nil ? "must be true or false" : nil
        case .choice(let words):
            words.contains(text.lowercased()) ? nil : "must be one of \(words.joined(separator: ", "))"
        }
    }

    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "yes", "on": true
        case "false", "0", "no", "off": false
        default: nil
        }
    }
}
