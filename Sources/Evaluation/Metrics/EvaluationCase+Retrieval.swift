extension EvaluationCase {
    /// What the retriever found, in the order of its ranking, without passages that speak to the evaluator; blank texts
    /// keep their place. A request that names only facts (`context`) means them. Nil when it names neither, empty when
    /// the retriever found nothing.
    package var retrieved: [String]? {
        let isFallback = testCase.retrievalContext?.isEmpty ?? true
        let given = isFallback ? testCase.context ?? [] : testCase.retrievalContext ?? []
        guard !given.isEmpty else { return testCase.retrievalContext == nil ? nil : [] }
        // Of both lists in a row, `evidence` leaves out blank texts.
        var shown = evidence[...]
        return given.map { text in
            text.unicodeScalars.contains { !$0.properties.isWhitespace } ? shown.popFirst() ?? "" : ""
        }
    }

    /// Whether the retriever found any text.
    var hasRetrievedText: Bool {
        retrieved?.contains { $0.unicodeScalars.contains { !$0.properties.isWhitespace } } ?? false
    }

    /// The sentences of the expected output that hold words, numbered in the whole.
    var expectedSentences: [Sentence] {
        SentenceSplitter().split(testCase.expectedOutput ?? "").filter { !TokenizedText($0.text).words.isEmpty }
    }
}
