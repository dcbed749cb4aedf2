import Evaluation

/// What reads judged text names places that are in it, with certainties from 0 to 1.
enum TextPromises {
    /// Bytes of a text that is repeated until quadratic work would be noticed.
    private static let longText = 1 << 15

    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        // Some inputs are read many times over: a walk that starts again at each place is found by the time limit.
        let repeats = bytes.count % 64 == 5 && bytes.count < 256 ? longText / bytes.count : 1
        let text = String(repeating: String(decoding: bytes, as: UTF8.self), count: repeats)
        let places = Places(text)
        let skeleton = SkeletonText(text)
        let tokens = TokenizedText(text)

        for span in PIIDetector().scan(skeleton) {
            try places.check(span.range, "PII")
            try promise((0...1).contains(span.certainty), "certainty of PII is \(span.certainty)")
        }
        for finding in InjectionDetector().scan(skeleton).findings {
            try places.check(finding.range, "injection")
            try promise((0...1).contains(finding.certainty), "certainty of injection is \(finding.certainty)")
        }
        let reading = ToxicityLexicon().read(tokens.normalized, original: tokens.original)
        try promise((0...1).contains(reading.prior), "the prior of toxicity is \(reading.prior)")
        for hit in reading.hits {
            try places.check(hit.range, "lexicon")
            try promise((0...1).contains(hit.strength), "the strength of a hit is \(hit.strength)")
        }
        let refusal = RefusalDetector().estimate(skeleton).probability
        try promise((0...1).contains(refusal), "the probability of a refusal is \(refusal)")
        let detector = BrokenOutputDetector()
        _ = detector.isTruncated(tokens)
        _ = detector.scan(tokens, input: tokens)
        let match = BasicMatcher().match(output: text, criteria: String(text.prefix(40)))
        try promise((0...1).contains(match.score ?? 0), "the score of a basic match is \(match.score ?? -1)")

        var end = 0
        for sentence in SentenceSplitter().split(tokens.original) {
            try places.check(sentence.range, "sentence")
            try promise(sentence.range.scalars.lowerBound >= end, "sentences overlap")
            try promise(sentence.range.scalars.count <= 1_000 + 1, "a sentence is too long")
            end = sentence.range.scalars.upperBound
        }
    }

    static func checkQuote(_ bytes: [UInt8]) throws(BrokenPromise) {
        let (quote, text) = bytes.atFirstLineEnd
        let chunks = text.split(separator: "\n\n", omittingEmptySubsequences: false).map(String.init)
        let verifier = QuoteVerifier(chunks: chunks, answer: quote)
        let verdict = verifier.verify(quote: quote, claim: TokenizedText(quote), namedChunk: bytes.count % 3 - 1)
        switch verdict {
        case .exact(let chunk, let start, let end), .fuzzy(let chunk, let start, let end):
            try promise(chunks.indices.contains(chunk), "no such chunk")
            let count = chunks[chunk].unicodeScalars.count
            try promise(0 <= start && start < end && end <= count, "\(start)..<\(end) of \(count)")
        case .rejected: break
        }
    }

    /// Both ways to count the places of a text.
    private struct Places {
        let bytes: [Int]

        init(_ text: String) {
            var bytes = [0]
            for scalar in text.unicodeScalars { bytes.append(bytes[bytes.count - 1] + UTF8.width(scalar)) }
            self.bytes = bytes
        }

        func check(_ range: TextRange, _ name: String) throws(BrokenPromise) {
            try promise(
                range.scalars.upperBound < bytes.count && !range.scalars.isEmpty,
                "\(name) at \(range.scalars) of \(bytes.count - 1)")
            try promise(
                bytes[range.scalars.lowerBound] == range.bytes.lowerBound
                    && bytes[range.scalars.upperBound] == range.bytes.upperBound,
                "\(name): scalars \(range.scalars) are not bytes \(range.bytes)")
        }
    }
}
