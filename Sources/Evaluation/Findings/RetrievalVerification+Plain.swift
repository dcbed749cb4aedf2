/// What a small model's yes says about retrieved chunks. It quotes nothing: passages are found by words, and no verdict is
/// as sure as a quoted one.
extension RetrievalVerification {
    /// The chunk at a place of the task, with the verdict on whether it holds something that is needed.
    mutating func chunk(_ place: Int, _ verdict: PlainVerdict) -> RetrievalFindings.Chunk {
        var finding = chunk(place, said: (use: .related, quote: nil, stated: verdict.certainty))
        guard verdict.isYes else {
            if chunkStems[place].isDisjoint(with: topic) { finding.use = .unrelated }
            return finding
        }
        finding.use = .useful
        let windows = expected.map { TextOverlap(claim: $0, evidence: chunks[place]) }.filter { !$0.window.isEmpty }
        if let best = windows.max(by: { $0.windowPrecision < $1.windowPrecision }) {
            finding.place = self.place(place, best.window)
        }
        return finding
    }

    /// Whether the sentence of the expected output at a place of the task says anything that chunks could hold.
    func isAsked(_ place: Int) -> Bool {
        SentenceKind(task.expected[place].text) == .statement || statesSomething(expected[place])
    }

    /// The sentence of the expected output at a place of the task, with the probability that the chunks say it.
    ///
    /// - Parameter yes: 0 to 1; nil for a sentence that states nothing.
    mutating func sentence(_ place: Int, yes: Double?) -> RetrievalFindings.Sentence {
        var finding = sentence(
            place,
            said: (
                attribution: yes == nil ? .statesNothing : .notAttributable, chunk: nil, quote: nil,
                stated: Certainty.measured
            ))
        finding.isMeasured = true
        guard let yes else { return finding }
        let tokens = expected[place]
        let overlaps = chunks.map { TextOverlap(claim: tokens, evidence: $0) }
        let nearest = overlaps.indices.max {
            (overlaps[$0].precision, overlaps[$0].windowPrecision, $1)
                < (overlaps[$1].precision, overlaps[$1].windowPrecision, $0)
        }
        let window = nearest.flatMap { overlaps[$0].window.isEmpty ? nil : overlaps[$0].window }
        let differs =
            nearest.flatMap { chunk in
                window.map { ClaimVerification.negationDiffers(tokens, chunks[chunk], window: $0) }
            } ?? false
        let lacksNumber = !tokens.numbers.allSatisfy { number in
            chunks.contains { $0.numbers.contains { $0.matches(number) } }
        }
        let support = ClaimSupport(
            yes: yes, share: finding.overlap, lacksNumber: lacksNumber, negationDiffers: differs)
        finding.attribution = support.isSupported ? .attributable : .notAttributable
        finding.stated = support.certainty
        if support.isSupported, let nearest, let window { finding.place = self.place(nearest, window) }
        return finding
    }

    /// A passage of the chunk at a place of the task, with the verdict on whether it helps.
    mutating func passage(
        _ shown: RetrievalTask.Passage, of place: Int, _ verdict: PlainVerdict
    ) -> RetrievalFindings.Passage {
        var finding = passage(shown, of: place, said: (isRelevant: false, quote: nil, stated: verdict.certainty))
        finding.isRelevant = verdict.isYes
        return finding
    }
}
