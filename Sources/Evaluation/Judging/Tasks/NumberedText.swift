/// A piece of text under the name by which a judge refers to it.
package struct NumberedText: Sendable, Hashable {
    /// `s1`, `s2`, … for sentences of the answer; `e1`, `e2`, … for chunks of evidence; `step1`, … for steps.
    package let id: String
    package let text: String

    package init(id: String, text: String) {
        self.id = id
        self.text = text
    }

    /// Texts numbered from 1 behind a prefix.
    package static func numbered(_ texts: [String], prefix: String) -> [NumberedText] {
        texts.enumerated().map { NumberedText(id: "\(prefix)\($0.offset + 1)", text: $0.element) }
    }

    /// The sentences of an answer, `s1`, `s2`, ….
    package static func sentences(of text: String) -> [NumberedText] {
        SentenceSplitter().split(text).map { NumberedText(id: $0.id, text: $0.text) }
    }
}
