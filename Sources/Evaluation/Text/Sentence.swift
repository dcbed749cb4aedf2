/// One sentence of a text, as a judge is asked about it.
package struct Sentence: Equatable, Sendable {
    /// Position in the text, from 1.
    package let number: Int
    /// The sentence without surrounding white space, exactly as in the text.
    package let text: String
    /// Where it is in the text.
    package let range: TextRange

    /// The name a judge uses for it: `s1`, `s2`, …
    package var id: String { "s\(number)" }

    /// A sentence at a known place.
    package init(number: Int, text: String, range: TextRange) {
        self.number = number
        self.text = text
        self.range = range
    }
}
