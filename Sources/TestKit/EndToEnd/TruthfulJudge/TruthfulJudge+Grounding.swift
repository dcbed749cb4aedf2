import JSON

extension TruthfulJudge {
    /// A sentence is supported when one piece of evidence has all its words and numbers, contradicted when it has all
    /// but a number, and not in the evidence otherwise.
    func grounding(_ question: JudgeQuestion) -> JSONValue {
        var answer: JSONObject = ["reasoning": Self.reasoning]
        let sentences = question.numbered("s")
        if question.asks(for: "claims") {
            let evidence = question.numbered("e").flatMap { chunk in
                chunk.text.split(separator: ".").map { (id: chunk.id, text: String($0.drop { $0 == " " })) }
            }
            let claims = sentences.map { claim($0, evidence: evidence) }
            let verdicts = Set(claims.compactMap { $0["verdict"]?.string }).subtracting(["not_a_claim"])
            answer.append("claims", .array(claims))
            answer.append(
                "overall",
                verdicts.contains("contradicted")
                    ? "contradicted" : verdicts.contains("not_in_evidence") ? "some_unsupported" : "all_supported")
        }
        if question.asks(for: "requirements") {
            appendRelevancy(of: sentences, to: question["input"], in: &answer)
        }
        return .object(answer)
    }

    private func claim(
        _ sentence: (id: String, text: String), evidence: [(id: String, text: String)]
    ) -> JSONValue {
        let words = JudgeWords(sentence.text)
        if words.isEmpty || sentence.text.hasSuffix("?") {
            return claim(sentence.id, "not_a_claim", nil)
        }
        let nearest = evidence.filter { words.share(in: JudgeWords($0.text)) == 1 }
        if let source = nearest.first(where: { words.numbers.isSubset(of: JudgeWords($0.text).numbers) }) {
            return claim(sentence.id, "supported", source)
        }
        if let source = nearest.first(where: { !JudgeWords($0.text).numbers.isEmpty }) {
            return claim(sentence.id, "contradicted", source)
        }
        return claim(sentence.id, "not_in_evidence", nil)
    }

    private func claim(_ id: String, _ verdict: String, _ source: (id: String, text: String)?) -> JSONValue {
        [
            "sid": .string(id), "claim": .null, "verdict": .string(verdict),
            "eid": source.map { .string($0.id) } ?? .null, "quote": source.map { JudgeWords.quote($0.text) } ?? .null,
            "p": Self.certainty,
        ]
    }

    /// The question is one requirement, met by the sentence that shares most of its words.
    private func appendRelevancy(
        of sentences: [(id: String, text: String)], to input: String, in answer: inout JSONObject
    ) {
        let wanted = JudgeWords(input)
        let shares = sentences.map { wanted.share(in: JudgeWords($0.text)) }
        let best = shares.max() ?? 0
        let place = shares.firstIndex(of: best).flatMap { best > 0 ? sentences[$0] : nil }
        answer.append(
            "requirements",
            [
                [
                    "id": "r1", "text": .string(input.isEmpty ? "nothing" : input),
                    "addressed": best >= 0.5 ? "full" : best > 0 ? "partial" : "no",
                    "sid": place.map { .string($0.id) } ?? .null,
                    "quote": place.map { JudgeWords.quote($0.text) } ?? .null, "p": Self.certainty,
                ]
            ])
        answer.append(
            "sentences",
            .array(
                zip(sentences, shares).map { sentence, share in
                    ["sid": .string(sentence.id), "role": share > 0 ? "answers" : "off_topic"]
                }))
        let refuses = sentences.contains { $0.text.lowercased().contains("can't help") }
        answer.append("responds", refuses ? "refusal" : "answer")
    }
}
