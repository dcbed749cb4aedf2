/// Parts of a question about retrieved chunks: which help, what they hold of the expected output, what bears on the input.
///
/// The answer is one JSON object with exactly the asked members, in this order:
///
///     {"reasoning": "…",
///      "chunks": [{"id": "e1", "quote": "…" | null, "use": Use, "p": 0.9}],
///      "sentences": [{"id": "x1", "eid": "e1" | null, "quote": "…" | null, "attribution": Attribution, "p": 0.9}],
///      "passages": [{"id": "e1.1", "quote": "…" | null, "relevant": true, "p": 0.9}]}
///
/// Words in capitals are the raw values of the enums below. The ids are ours: a chunk that is not answered for keeps
/// its rank.
package struct RetrievalTask: Sendable, Hashable {
    /// What is examined.
    package struct Aspects: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Which chunks help to reach the expected output (contextual_precision).
        package static let usefulness = Aspects(rawValue: 1)
        /// Which sentences of the expected output the chunks hold (contextual_recall).
        package static let attribution = Aspects(rawValue: 2)
        /// Which passages of the chunks bear on the input (contextual_relevancy).
        package static let relevance = Aspects(rawValue: 4)
    }

    /// What a chunk does for the expected output.
    package enum Use: String, Sendable, Hashable, CaseIterable { case useful, related, unrelated }

    /// Whether the chunks hold what a sentence of the expected output says.
    package enum Attribution: String, Sendable, Hashable, CaseIterable {
        case attributable
        case notAttributable = "not_attributable"
        case statesNothing = "states_nothing"
    }

    /// A retrieved chunk, or the part of a long one that one task shows.
    package struct Chunk: Sendable, Hashable {
        /// `e` with the rank.
        package let id: String
        /// From 1; chunks with the same words share the best of their ranks.
        package let rank: Int
        /// Which element of the request's list.
        package let source: Int
        /// Where ``text`` begins in that element, in Unicode scalars.
        package let start: Int
        package let text: String
        /// What ``text`` consists of, in order.
        package let passages: [Passage]

        package init(rank: Int, source: Int, start: Int, text: String, passages: [Passage]) {
            id = "e\(rank)"
            self.rank = rank
            self.source = source
            self.start = start
            self.text = text
            self.passages = passages
        }
    }

    /// A sentence of a chunk, or a few short ones.
    package struct Passage: Sendable, Hashable {
        /// The chunk's id with a number: `e1.1`, `e1.2`, ….
        package let id: String
        package let text: String
        /// Unicode scalar offsets in the element of the request's list.
        package let range: Range<Int>

        package init(id: String, text: String, range: Range<Int>) {
            self.id = id
            self.text = text
            self.range = range
        }
    }

    /// A sentence of the expected output.
    package struct Sentence: Sendable, Hashable {
        /// `x1`, `x2`, ….
        package let id: String
        package let text: String
        /// Unicode scalar offsets in the expected output.
        package let range: Range<Int>

        package init(id: String, text: String, range: Range<Int>) {
            self.id = id
            self.text = text
            self.range = range
        }
    }

    package let aspects: Aspects
    /// What the user said; nil when the request holds none.
    package let input: String?
    /// In the order of their ranks, each id once.
    package let chunks: [Chunk]
    /// The expected output, or a part of it; empty where only relevance is asked about.
    package let expected: [Sentence]

    package init(aspects: Aspects, input: String?, chunks: [Chunk], expected: [Sentence]) {
        self.aspects = aspects
        self.input = input
        self.chunks = chunks
        self.expected = expected
    }
}
