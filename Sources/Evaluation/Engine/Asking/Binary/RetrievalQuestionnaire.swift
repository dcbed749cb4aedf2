/// Retrieved chunks by plain questions: each chunk, each sentence of the expected output, each passage.
struct RetrievalQuestionnaire: Questionnaire {
    private static let useful =
        "Does `chunk` state something that is needed to arrive at the expected answer (x1, x2, …) to `input`?"
    private static let attributable = "Do the chunks (e1, e2, …) state what `sentence` says?"
    private static let relevant = "Does `passage` help to answer `input`?"

    /// Scalars of one piece of a chunk; of a longer one every piece is asked about.
    private static let pieceLength = 6_000

    private let task: RetrievalTask
    private let verification: RetrievalVerification
    /// How many pieces of each chunk are asked about.
    private let pieces: [Int]
    let questions: [TokenQuestion]

    init(_ task: RetrievalTask, nonce: String) {
        self.task = task
        let verification = RetrievalVerification(task)
        self.verification = verification
        var questions: [TokenQuestion] = []
        var pieces: [Int] = []
        let expected = PlainContext(task.expected.map { NumberedText(id: $0.id, text: $0.text) })
        let chunks = PlainContext(task.chunks.map { NumberedText(id: $0.id, text: $0.text) })
        func shared(_ context: PlainContext?) -> PlainPrompt {
            PlainPrompt(nonce: nonce) { data in
                if let context { data.add(context.shared) }
                if let input = task.input { data.add("input", input) }
            }
        }
        if task.aspects.contains(.usefulness) {
            let prompt = shared(expected)
            for chunk in task.chunks {
                let parts = TextParts(chunk.text, length: Self.pieceLength, limit: .max).parts
                pieces.append(parts.count)
                questions += parts.map { part in
                    prompt.yesOrNo(Self.useful) { data in
                        data.add(expected.nearest(to: part.text))
                        data.add("chunk", part.text)
                    }
                }
            }
        }
        if task.aspects.contains(.attribution) {
            let prompt = shared(chunks)
            for (place, sentence) in task.expected.enumerated() where verification.isAsked(place) {
                questions.append(
                    prompt.yesOrNo(Self.attributable) { data in
                        data.add(chunks.nearest(to: sentence.text))
                        data.add("sentence", sentence.text)
                    })
            }
        }
        if task.aspects.contains(.relevance) {
            let prompt = shared(nil)
            for passage in task.chunks.flatMap(\.passages) {
                questions.append(prompt.yesOrNo(Self.relevant) { $0.add("passage", passage.text) })
            }
        }
        self.pieces = pieces
        self.questions = questions
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        var left = PlainAnswers(answers)
        var verification = verification
        var found = RetrievalFindings()
        for (place, count) in pieces.enumerated() {
            // A chunk is as useful as the piece of it that is most useful.
            var best: PlainVerdict?
            for _ in 0..<count {
                let verdict = try left.verdict()
                if verdict.yes > best?.yes ?? -1 { best = verdict }
            }
            found.chunks.append(best.map { verification.chunk(place, $0) } ?? verification.chunk(place, said: nil))
        }
        if task.aspects.contains(.attribution) {
            for place in task.expected.indices {
                let yes = verification.isAsked(place) ? try left.verdict().yes : nil
                found.sentences.append(verification.sentence(place, yes: yes))
            }
        }
        if task.aspects.contains(.relevance) {
            for (place, chunk) in task.chunks.enumerated() {
                for passage in chunk.passages {
                    found.passages.append(verification.passage(passage, of: place, try left.verdict()))
                }
            }
        }
        return .retrieval(found)
    }
}
