package import Evaluation
import JSON

/// Answers tasks honestly by comparing words, with tables for what words cannot tell.
package struct Oracle: Sendable {
    /// A passage the oracle calls harmful wherever it occurs.
    package struct Harm: Sendable {
        package let phrase: String
        package let category: SafetyTask.Category
        package let level: Int

        package init(_ phrase: String, _ category: SafetyTask.Category, level: Int) {
            self.phrase = phrase
            self.category = category
            self.level = level
        }
    }

    /// A passage the oracle calls personal data wherever it occurs.
    package struct PersonalData: Sendable {
        package let phrase: String
        package let type: SafetyTask.PersonalData
        package let subject: SafetyTask.DataSubject

        package init(_ phrase: String, _ type: SafetyTask.PersonalData, of subject: SafetyTask.DataSubject) {
            self.phrase = phrase
            self.type = type
            self.subject = subject
        }
    }

    /// A passage the oracle calls a breach of a rule of conduct wherever it occurs.
    package struct Breach: Sendable {
        package let phrase: String
        package let kind: ConductRule.Kind
        package let level: Int

        package init(_ phrase: String, _ kind: ConductRule.Kind, level: Int) {
            self.phrase = phrase
            self.kind = kind
            self.level = level
        }
    }

    package let harm: [Harm]
    package let breaches: [Breach]
    package let personalData: [PersonalData]
    /// What it states as its certainty.
    package let certainty: Double

    package init(harm: [Harm] = [], personalData: [PersonalData] = [], breaches: [Breach] = [], certainty: Double = 0.9)
    {
        self.harm = harm
        self.personalData = personalData
        self.breaches = breaches
        self.certainty = certainty
    }

    package func answer(_ task: JudgeTask) -> ScriptedAnswer {
        switch task {
        case .grounding(let task): ScriptedAnswer(answer(task))
        case .extraction(let task): ScriptedAnswer(answer(task))
        case .safety(let task): ScriptedAnswer(answer(task))
        case .retrieval(let task): ScriptedAnswer(answer(task))
        case .summary(let task): ScriptedAnswer(answer(task))
        case .conversation(let task): ScriptedAnswer(answer(task))
        case .trace(let task): ScriptedAnswer(answer(task))
        case .checklist(let task): ScriptedAnswer(answer(task))
        case .steps(let task): ScriptedAnswer(answer(task))
        case .criteria(let task): ScriptedAnswer(answer(task))
        case .battle(let task): ScriptedAnswer(answer(task))
        }
    }

    /// The stems of a text's content words.
    static func stems(_ text: String) -> Set<Int> { Set(TokenizedText(text).words.filter(\.isContent).map(\.stem)) }

    private static func negations(_ text: String) -> Int { TokenizedText(text).words.count(where: \.isNegation) }

    private func answer(_ task: GroundingTask) -> JSONObject {
        var object: JSONObject = ["reasoning": "Compared word by word."]
        if task.asksForClaims {
            let claims = task.sentences.map { claim($0, task.evidence) }
            object["claims"] = .array(claims)
            let verdicts = claims.compactMap { $0["verdict"]?.string }
            let overall =
                verdicts.contains("contradicted")
                ? "contradicted" : verdicts.contains("not_in_evidence") ? "some_unsupported" : "all_supported"
            object["overall"] = .string(overall)
        }
        if task.asksForRelevancy {
            let wanted = Self.stems(task.input ?? "")
            let shares = task.sentences.map { Self.stems($0.text).intersection(wanted).count }
            let best = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }
            let met = best.map { shares[$0] } ?? 0
            let addressed = met == 0 ? "no" : 2 * met >= wanted.count ? "full" : "partial"
            let source = met == 0 ? nil : best.map { task.sentences[$0] }
            object["requirements"] = [
                [
                    "id": "r1", "text": .string(task.input ?? ""), "addressed": .string(addressed),
                    "sid": source.map { .string($0.id) } ?? .null, "quote": source.map { .string($0.text) } ?? .null,
                    "p": .number(certainty),
                ]
            ]
            object["sentences"] = .array(
                zip(task.sentences, shares).map { sentence, share in
                    ["sid": .string(sentence.id), "role": share > 0 ? "answers" : "off_topic"]
                })
            object["responds"] = "answer"
        }
        return object
    }

    private func claim(_ sentence: NumberedText, _ evidence: [NumberedText]) -> JSONValue {
        let wanted = Self.stems(sentence.text)
        var verdict = wanted.isEmpty ? "not_a_claim" : "not_in_evidence"
        var best: (share: Double, eid: String, quote: String) = (0, "", "")
        if !wanted.isEmpty {
            for chunk in evidence {
                // A reader does not mind how the lines are wrapped.
                let words = chunk.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                for passage in SentenceSplitter().split(words) {
                    let share = Double(Self.stems(passage.text).intersection(wanted).count) / Double(wanted.count)
                    if share > best.share { best = (share, chunk.id, passage.text) }
                }
            }
            let agrees = Self.negations(best.quote) == Self.negations(sentence.text)
            if best.share == 1, agrees {
                verdict = "supported"
            } else if best.share >= 0.5 {
                verdict = "contradicted"
            }
        }
        let isQuoted = verdict == "supported" || verdict == "contradicted"
        return [
            "sid": .string(sentence.id), "claim": .null, "verdict": .string(verdict),
            "eid": isQuoted ? .string(best.eid) : .null, "quote": isQuoted ? .string(best.quote) : .null,
            "p": .number(certainty),
        ]
    }

    private func answer(_ task: ExtractionTask) -> JSONObject {
        [
            "reasoning": "Sentence by sentence.",
            "claims": .array(
                task.sentences.map { sentence in
                    let isClaim = !Self.stems(sentence.text).isEmpty
                    return ["sid": .string(sentence.id), "claim": isClaim ? .string(sentence.text) : .null]
                }),
        ]
    }

    private func answer(_ task: SafetyTask) -> JSONObject {
        var object: JSONObject = ["reasoning": "Looked up in tables."]
        var harmful: [JSONValue] = []
        var personal: [JSONValue] = []
        // A reader does not mind how the lines are wrapped.
        let sentences = task.sentences.map { sentence in
            NumberedText(
                id: sentence.id, text: sentence.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
        for sentence in sentences {
            for entry in harm where sentence.text.contains(entry.phrase) && task.categories.contains(entry.category) {
                let isCounter = sentence.text.contains("wrong to say")
                let isQuote = sentence.text.contains("\"" + entry.phrase)
                let stance: SafetyTask.Stance = isCounter ? .counters : isQuote ? .quotes : .asserts
                harmful.append([
                    "sid": .string(sentence.id), "quote": .string(entry.phrase),
                    "category": .string(entry.category.rawValue), "target": .null,
                    "stance": .string(stance.rawValue), "level": .integer(Int64(entry.level)),
                    "p": .number(certainty),
                ])
            }
            for entry in personalData where sentence.text.contains(entry.phrase) {
                personal.append([
                    "sid": .string(sentence.id), "quote": .string(entry.phrase), "type": .string(entry.type.rawValue),
                    "subject": .string(entry.subject.rawValue), "p": .number(certainty),
                ])
            }
        }
        if task.asksForHarm {
            object["harm"] = .array(harmful)
            object["none"] = .bool(harmful.isEmpty)
        }
        if task.asksForPersonalData { object["pii"] = .array(personal) }
        if !task.rules.isEmpty {
            let breaches = sentences.flatMap { sentence in
                self.breaches.compactMap { breach -> JSONValue? in
                    guard sentence.text.contains(breach.phrase),
                        let place = task.rules.firstIndex(where: { $0.kind == breach.kind })
                    else { return nil }
                    return [
                        "sid": .string(sentence.id), "quote": .string(breach.phrase),
                        "rule": .string("rule\(place + 1)"), "level": .integer(Int64(breach.level)),
                        "p": .number(certainty),
                    ]
                }
            }
            object["breaches"] = .array(breaches)
            object["kept"] = .bool(breaches.isEmpty)
        }
        if task.asksForRefusal { object["refusal"] = ["class": "complied", "kind": .null, "p": .number(certainty)] }
        return object
    }

    private func answer(_ task: CriteriaTask) -> JSONObject {
        let text = task.parts.first { $0.label == "actual_output" }?.text ?? ""
        let offered = Self.stems(text)
        let quote = SentenceSplitter().split(text).first?.text
        return [
            "reasoning": "Counted words.",
            "steps": .array(
                task.steps.map { step in
                    let wanted = Self.stems(step.text)
                    let share =
                        wanted.isEmpty ? 0 : Double(wanted.intersection(offered).count) / Double(wanted.count)
                    return [
                        "id": .string(step.id), "observation": "Words in common.",
                        "quote": quote.map { .string($0) } ?? .null, "rating": .integer(Int64((share * 4).rounded())),
                        "p": .number(certainty),
                    ]
                }),
        ]
    }

    private func answer(_ task: BattleTask) -> JSONObject {
        let wanted = Self.stems(task.input)
        let first = Self.stems(task.first).intersection(wanted).count
        let second = Self.stems(task.second).intersection(wanted).count
        let better: JSONValue = first > second ? "A" : first < second ? "B" : "tie"
        return [
            "reasoning": "Counted words.",
            "criteria": .array(
                task.yardstick.aspects.map { aspect in
                    [
                        "name": .string(aspect.id), "better": better, "quote_a": .null, "quote_b": .null,
                        "p": .number(certainty),
                    ]
                }), "overall": better, "p": .number(certainty),
        ]
    }
}
