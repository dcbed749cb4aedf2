/// What a judge found about retrieved chunks, after verification.
package struct RetrievalFindings: Sendable, Hashable {
    /// A passage of the retrieved texts.
    package struct Place: Sendable, Hashable {
        /// Which element of the request's list.
        package var source: Int
        /// Unicode scalar offsets in it.
        package var range: Range<Int>
        package var text: String
    }

    /// One chunk: whether it helps to reach the expected output.
    package struct Chunk: Sendable, Hashable {
        package var id: String
        /// From 1.
        package var rank: Int
        /// Which element of the request's list.
        package var source: Int
        /// After verification: `useful` without anything in the chunk to show for it has become `related`.
        package var use: RetrievalTask.Use
        /// The judge's own certainty, 0 to 1; 0.3 for a chunk it left out.
        package var stated: Double
        package var quote: QuoteSupport
        /// The verified passage in the chunk.
        package var place: Place?
        /// The largest share of the content words of one sentence of the expected output that it holds, 0 to 1.
        package var overlap: Double
        /// The quote does not hold, but the chunk says a sentence of the expected output in nearly its words.
        package var isLexical: Bool
        package var isMissing: Bool
        /// A sentence of the expected output was attributed to it with a verified quote.
        package var isAttributed: Bool
    }

    /// One sentence of the expected output: whether the chunks hold it.
    package struct Sentence: Sendable, Hashable {
        package var id: String
        package var text: String
        /// Unicode scalar offsets in the expected output.
        package var range: Range<Int>
        /// After verification: `attributable` without a passage that bears it out has become `notAttributable`.
        package var attribution: RetrievalTask.Attribution
        /// The judge's own certainty, 0 to 1; 0.3 for a sentence it left out.
        package var stated: Double
        package var quote: QuoteSupport
        /// The verified passage.
        package var place: Place?
        /// The largest share of its content words that one chunk holds, 0 to 1.
        package var overlap: Double
        package var isLexical: Bool
        package var isMissing: Bool
        /// `stated` was made of token probabilities and the wording together: nothing is to be added to it.
        package var isMeasured = false
    }

    /// One passage of a chunk: whether it bears on the input.
    package struct Passage: Sendable, Hashable {
        package var id: String
        package var place: Place
        /// After verification: without words of the passage to show for it, it is not relevant.
        package var isRelevant: Bool
        /// The judge's own certainty, 0 to 1; 0.3 for a passage it left out.
        package var stated: Double
        package var quote: QuoteSupport
        /// Share of the input's content words that it holds, 0 to 1.
        package var overlap: Double
        package var isMissing: Bool
    }

    /// In the order of the ranking; every chunk that was shown, whatever the judge left out.
    package var chunks: [Chunk] = []
    /// In the order of the expected output.
    package var sentences: [Sentence] = []
    /// In the order of the ranking.
    package var passages: [Passage] = []
    package var quotes = QuoteTally()
    /// Share of the chunks and of the expected output that the judge was shown, 0 to 1.
    package var coverage: Double = 1

    package init() {}
}

extension RetrievalFindings.Chunk {
    /// The probability that the verdict is right: the judge's own certainty, the quote, the wording, and what was
    /// attributed to the chunk.
    package var certainty: Double {
        if isMissing { return stated }
        var evidence = [quote.evidence, overlap >= 0.8 ? 0.5 : overlap < 0.3 ? -0.5 : 0]
        if isAttributed { evidence.append(0.5) }
        if use != .useful {
            evidence = evidence.map { -$0 }
            // A quote that does not hold speaks against whatever verdict it was given for.
            evidence[0] = quote.evidence
        }
        return Certainty.combined(stated: stated, evidence: evidence) * (isLexical ? 0.6 : 1)
    }
}

extension RetrievalFindings.Sentence {
    /// The probability that the verdict is right.
    package var certainty: Double {
        if isMissing || isMeasured { return stated }
        let wording = overlap >= 0.8 ? 0.5 : overlap < 0.3 ? -0.5 : 0
        let evidence = [quote.evidence, attribution == .attributable ? wording : -wording]
        return Certainty.combined(stated: stated, evidence: evidence) * (isLexical ? 0.6 : 1)
    }
}

extension RetrievalFindings.Passage {
    /// The probability that the verdict is right.
    package var certainty: Double {
        if isMissing { return stated }
        let wording = isRelevant ? (overlap > 0 ? 0.5 : 0) : overlap == 0 ? 0.5 : overlap >= 0.5 ? -0.5 : 0
        return Certainty.combined(stated: stated, evidence: [quote.evidence, wording])
    }
}
