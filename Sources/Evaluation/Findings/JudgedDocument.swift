/// The judged answer, cut and indexed once: what every finding is located in.
///
/// A class, because all that waits for a judge holds it, and would hold its whole content by value.
package final class JudgedDocument: Sendable {
    package let text: String
    package let sentences: [Sentence]
    /// Numbers of sentences that speak to the evaluator instead of the user; they never count for the answer.
    package let addressedToEvaluator: Set<Int>
    /// The whole text, folded and tokenized.
    let tokens: TokenizedText

    /// - Parameter addressedToEvaluator: scalar ranges of text that tries to steer its evaluator.
    package convenience init(_ text: String, addressedToEvaluator ranges: [Range<Int>] = []) {
        self.init(ScalarText(text), addressedToEvaluator: ranges)
    }

    /// - Parameter addressedToEvaluator: scalar ranges of text that tries to steer its evaluator.
    package init(_ decoded: ScalarText, addressedToEvaluator ranges: [Range<Int>] = []) {
        text = decoded.string
        let tokens = TokenizedText(decoded)
        let sentences = SentenceSplitter().split(tokens.original)
        self.tokens = tokens
        self.sentences = sentences
        var addressed: Set<Int> = []
        var next = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            while next < sentences.count, sentences[next].range.scalars.upperBound <= range.lowerBound { next += 1 }
            var place = next
            while place < sentences.count, sentences[place].range.scalars.lowerBound < range.upperBound {
                addressed.insert(sentences[place].number)
                place += 1
            }
        }
        addressedToEvaluator = addressed
    }

    /// Unicode scalars of the text.
    var length: Int { tokens.original.count }

    /// The text with the sentences that speak to the evaluator turned to spaces, so that every other offset stays.
    var spoken: String {
        guard !addressedToEvaluator.isEmpty else { return text }
        var scalars = Array(text.unicodeScalars)
        for sentence in sentences where addressedToEvaluator.contains(sentence.number) {
            for place in sentence.range.scalars { scalars[place] = " " }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The sentence with an id such as `s3`.
    func sentence(_ id: String) -> Sentence? {
        guard id.first == "s", let number = Int(id.dropFirst()), sentences.indices.contains(number - 1) else {
            return nil
        }
        return sentences[number - 1]
    }

    /// Where a passage is: in the sentence named if it is there, else anywhere. Scalar offsets; nil when it is nowhere.
    func place(of passage: String, in sentence: Sentence?) -> Range<Int>? {
        let quote = QuoteParts(passage, dataMark: nil)
        guard !quote.parts.isEmpty else { return nil }
        if let sentence, case .found(let range) = quote.place(in: TokenizedText(sentence.text)) {
            let start = sentence.range.scalars.lowerBound
            return start + range.lowerBound..<start + range.upperBound
        }
        if case .found(let range) = quote.place(in: tokens) { return range }
        return nil
    }

    /// The text of a scalar range.
    func text(_ range: Range<Int>) -> String { tokens.original.text(range) }
}
