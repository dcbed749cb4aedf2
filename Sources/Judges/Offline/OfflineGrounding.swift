internal import Evaluation
internal import JSON

/// Answers grounding questions: each sentence a claim, checked against the sentences of the evidence.
struct OfflineGrounding {
    private struct Finding {
        var verdict: GroundingTask.Verdict
        var chunk: NumberedText?
        var quote: String?
    }

    private let task: GroundingTask
    private let sentences: [(id: String, text: LexicalText)]

    init(_ task: GroundingTask) {
        self.task = task
        sentences = task.sentences.map { ($0.id, LexicalText($0.text)) }
    }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        var object: JSONObject = ["reasoning": "Compared by words, numbers and negations, without a language model."]
        if task.asksForClaims { appendClaims(to: &object) }
        if task.asksForRelevancy {
            let relevancy = OfflineRelevancy(input: task.input ?? "", sentences: sentences)
            object.append("requirements", .array(relevancy.requirements))
            object.append("sentences", .array(relevancy.sentenceRoles))
            object.append("responds", .string(relevancy.response.rawValue))
        }
        return object
    }

    private func appendClaims(to object: inout JSONObject) {
        let facts = FactIndex(task.evidence)
        let findings = sentences.map { check($0.text, facts) }
        let claims = zip(sentences, findings).map { sentence, finding -> JSONValue in
            [
                "sid": .string(sentence.id), "claim": nil, "verdict": .string(finding.verdict.rawValue),
                "eid": finding.chunk.map { .string($0.id) } ?? nil, "quote": finding.quote.map { .string($0) } ?? nil,
                "p": OfflineJudge.confidence,
            ]
        }
        let overall: GroundingTask.Overall =
            findings.contains { $0.verdict == .contradicted }
            ? .contradicted
            : findings.contains { $0.verdict == .notInEvidence } ? .someUnsupported : .allSupported
        object.append("claims", .array(claims))
        object.append("overall", .string(overall.rawValue))
    }

    private func check(_ claim: LexicalText, _ facts: FactIndex) -> Finding {
        guard !claim.contentSet.isEmpty, !claim.isQuestion, !Courtesy.isCourtesy(claim) else {
            return Finding(verdict: .notAClaim)
        }
        var contradiction: Finding?
        var best = 0.0
        let candidates = facts.candidates(for: claim)
        for fact in candidates {
            let check = ClaimCheck(claim: claim, evidence: fact.text)
            switch check.verdict {
            case .supports: return Finding(verdict: .supported, chunk: fact.chunk, quote: quote(fact))
            case .contradicts where check.overlap > best:
                best = check.overlap
                contradiction = Finding(verdict: .contradicted, chunk: fact.chunk, quote: quote(fact))
            default: break
            }
        }
        if let contradiction { return contradiction }
        // A claim may join what neighbouring sentences say.
        for fact in candidates.prefix(4) {
            guard let text = facts.surroundings(of: fact),
                ClaimCheck(claim: claim, evidence: text).verdict == .supports
            else { continue }
            return Finding(verdict: .supported, chunk: fact.chunk, quote: text.text)
        }
        return Finding(verdict: .notInEvidence)
    }

    /// The sentence, or its whole chunk when it is too short to be told from chance.
    private func quote(_ fact: FactIndex.Fact) -> String {
        fact.text.tokens.words.count < 3 ? fact.chunk.text : fact.text.text
    }
}
