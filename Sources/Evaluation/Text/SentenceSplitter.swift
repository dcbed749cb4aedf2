/// Cuts a text into sentences by rules for English and Vietnamese, with the stops of Chinese and Japanese.
///
/// One pass, linear time. The sentences cover every visible character in order; a closed code fence is one sentence, a
/// long one is cut at the ends of lines; any other sentence over ``maximumLength`` scalars is cut at white space.
package struct SentenceSplitter: Sendable {
    /// The longest sentence, in Unicode scalars.
    package let maximumLength: Int

    /// A splitter. Default: sentences of at most 1,000 Unicode scalars.
    package init(maximumLength: Int = 1_000) {
        self.maximumLength = max(1, maximumLength)
    }

    /// The sentences of `text`, numbered from 1.
    package func split(_ text: String) -> [Sentence] {
        split(ScalarText(text))
    }

    /// The sentences of decoded text, numbered from 1.
    package func split(_ text: ScalarText) -> [Sentence] {
        var scan = SentenceScan(text: text, maximumLength: maximumLength)
        scan.run()
        return scan.pieces.enumerated().map { index, piece in
            Sentence(number: index + 1, text: text.text(piece), range: text.range(piece))
        }
    }
}
