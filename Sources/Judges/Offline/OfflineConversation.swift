internal import Evaluation
internal import JSON

/// Answers questions about a conversation by words: what a reply shares with the question, what a user says of
/// themselves, what is asked twice.
struct OfflineConversation {
    /// A turn with its words.
    private struct Spoken {
        let line: ConversationTask.Line
        let text: LexicalText
        let sentences: [(id: String, text: LexicalText)]
    }

    /// Later assistant turns that are compared with what a user wants.
    private static let repliesCompared = 6
    /// Facts that each turn is compared with.
    private static let factsCompared = 64

    private let task: ConversationTask
    private let turns: [Spoken]

    init(_ task: ConversationTask) {
        self.task = task
        turns = task.lines.map { line in
            Spoken(
                line: line, text: LexicalText(line.text),
                sentences: NumberedText.sentences(of: line.text).map { ($0.id, LexicalText($0.text)) })
        }
    }

    /// The object that the task's schema describes.
    var answer: JSONObject {
        var object: JSONObject = ["reasoning": "Compared by words, without a language model."]
        if task.aspects.contains(.relevancy) { object.append("relevance", .array(judged.map(relevance))) }
        if task.aspects.contains(.completeness) { object.append("intentions", .array(asked.map(intention))) }
        if task.aspects.contains(.retention) {
            let facts = facts
            object.append(
                "facts",
                .array(
                    facts.map { fact in
                        [
                            "id": .string(fact.id), "turn": .string(fact.turn.id),
                            "text": .string(Self.short(fact.text.text)),
                            "quote": .string(Self.short(fact.text.text)), "p": OfflineJudge.confidence,
                        ]
                    }))
            object.append("memory", .array(judged.map { memory($0, facts) }))
        }
        if task.aspects.contains(.role) { object.append("conduct", .array(judged.map(conduct))) }
        if task.aspects.contains(.topics) { object.append("units", .array(task.units.map(unit))) }
        return object
    }

    private var judged: [Spoken] { turns.filter { $0.line.role == .assistant && $0.line.isAsked } }
    private var asked: [Spoken] { turns.filter { $0.line.role == .user && $0.line.isAsked } }

    // MARK: Relevance

    private func relevance(_ turn: Spoken) -> JSONValue {
        let question = turns.last { $0.line.role == .user && $0.line.number < turn.line.number }
        let relevancy = OfflineRelevancy(input: question?.line.text ?? "", sentences: turn.sentences)
        let verdict: ConversationTask.Relevance =
            relevancy.response == .refusal
            ? .declines
            : question.map(isCourtesy) ?? true
                ? .relevant
                : relevancy.coverage >= 0.5 ? .relevant : relevancy.coverage >= 0.25 ? .partial : .irrelevant
        let isShown = verdict == .relevant || verdict == .partial
        let quote = isShown ? relevancy.requirements.lazy.compactMap { $0["quote"]?.string }.first : nil
        return [
            "id": .string(turn.line.id), "verdict": .string(verdict.rawValue),
            "quote": quote.map { .string(Self.short($0)) } ?? nil, "p": OfflineJudge.confidence,
        ]
    }

    // MARK: Intentions

    private func intention(_ turn: Spoken) -> JSONValue {
        guard !isCourtesy(turn) else { return intention(turn, met: .none, by: nil, answer: nil) }
        var best: (coverage: Double, by: Spoken, quote: String)?
        let later = turns.lazy.filter { $0.line.role == .assistant && $0.line.number > turn.line.number }
        for reply in later.prefix(Self.repliesCompared) {
            let relevancy = OfflineRelevancy(input: turn.line.text, sentences: reply.sentences)
            guard relevancy.response != .refusal, relevancy.coverage > (best?.coverage ?? 0),
                let quote = relevancy.requirements.lazy.compactMap({ $0["quote"]?.string }).first
            else { continue }
            best = (relevancy.coverage, reply, quote)
        }
        guard let best, best.coverage >= 0.25 else { return intention(turn, met: .no, by: nil, answer: nil) }
        return intention(turn, met: best.coverage >= 0.5 ? .full : .partial, by: best.by, answer: best.quote)
    }

    private func intention(
        _ turn: Spoken, met: ConversationTask.Met, by: Spoken?, answer: String?
    ) -> JSONValue {
        let wish = turn.sentences.first { $0.text.isQuestion } ?? turn.sentences.first
        let text = wish?.text.text ?? turn.line.text
        return [
            "id": .string(turn.line.id), "text": .string(Self.short(text)), "quote": .string(Self.short(text)),
            "met": .string(met.rawValue), "by": by.map { .string($0.line.id) } ?? nil,
            "answer": answer.map { .string(Self.short($0)) } ?? nil, "p": OfflineJudge.confidence,
        ]
    }

    // MARK: Facts

    private struct Told {
        let id: String
        let turn: ConversationTask.Line
        let text: LexicalText
    }

    /// What users say of themselves with a number or a name in it.
    private var facts: [Told] {
        var facts: [Told] = []
        for turn in turns where turn.line.role == .user {
            for sentence in turn.sentences.map(\.text) where !sentence.isQuestion {
                guard facts.count < Self.factsCompared else { return facts }
                let isOwn = Self.own.occurs(in: sentence.keys)
                guard isOwn, !sentence.tokens.numbers.isEmpty || !sentence.names.isEmpty else { continue }
                facts.append(Told(id: "f\(facts.count + 1)", turn: turn.line, text: sentence))
            }
        }
        return facts
    }

    private func memory(_ turn: Spoken, _ facts: [Told]) -> JSONValue {
        for fact in facts where fact.turn.number < turn.line.number {
            for sentence in turn.sentences.map(\.text) {
                if sentence.isQuestion {
                    guard fact.text.share(of: sentence.contentSet) >= 0.8 else { continue }
                    return memory(turn, .asksAgain, fact, sentence.text)
                }
                guard ClaimCheck(claim: sentence, evidence: fact.text).verdict == .contradicts else { continue }
                return memory(turn, .contradicts, fact, sentence.text)
            }
        }
        return memory(turn, .keeps, nil, nil)
    }

    private func memory(
        _ turn: Spoken, _ verdict: ConversationTask.Memory, _ fact: Told?, _ quote: String?
    ) -> JSONValue {
        [
            "id": .string(turn.line.id), "verdict": .string(verdict.rawValue),
            "fact": fact.map { .string($0.id) } ?? nil, "quote": quote.map { .string(Self.short($0)) } ?? nil,
            "p": OfflineJudge.confidence,
        ]
    }

    // MARK: Conduct and topics

    /// Words alone show little of a role: only a turn that drops any role is called out.
    private func conduct(_ turn: Spoken) -> JSONValue {
        let wanted = LexicalText(task.role ?? "")
        let isModel = Self.dropsRole.occurs(in: wanted.keys)
        let out = isModel ? nil : turn.sentences.first { Self.dropsRole.occurs(in: $0.text.keys) }
        return [
            "id": .string(turn.line.id), "verdict": out == nil ? "in" : "out",
            "quote": out.map { .string(Self.short($0.text.text)) } ?? nil, "p": OfflineJudge.confidence,
        ]
    }

    private func unit(_ unit: ConversationTask.Unit) -> JSONValue {
        let users = turns.filter { unit.users.contains($0.line.number) }
        let replies = turns.filter { unit.assistants.contains($0.line.number) }
        let topics = task.topics.reduce(into: Set<Int>()) { $0.formUnion(LexicalText($1).contentSet) }
        let said = users.reduce(into: Set<Int>()) { $0.formUnion($1.text.contentSet) }
        let topic: ConversationTask.Topic =
            users.allSatisfy(isCourtesy) ? .smallTalk : said.isDisjoint(with: topics) ? .irrelevant : .relevant
        let isDeclined =
            !replies.isEmpty
            && replies.allSatisfy { RefusalDetector().estimate($0.line.text).outcome == .refused }
        let quote = replies.last?.sentences.first?.text.text
        return [
            "id": .string(unit.id), "topic": .string(topic.rawValue), "reply": isDeclined ? "declined" : "answered",
            "quote": quote.map { .string(Self.short($0)) } ?? nil, "p": OfflineJudge.confidence,
        ]
    }

    private func isCourtesy(_ turn: Spoken) -> Bool {
        turn.sentences.allSatisfy { Courtesy.isCourtesy($0.text) && !$0.text.isQuestion }
    }

    /// The beginning of a text in whole words, short enough for an answer.
    private static func short(_ text: String) -> String {
        let start = text.unicodeScalars.prefix(400)
        guard start.endIndex < text.unicodeScalars.endIndex, let end = start.lastIndex(of: " ") else {
            return String(start)
        }
        return String(start[..<end])
    }

    private static let own = PhraseList("my|mine|i am|i'm|i live|i have|i was|tôi|mình|em tên|của em")
    private static let dropsRole = PhraseList(
        "as an ai|language model|ai model|i am an ai|i'm an ai|mô hình ngôn ngữ|là một ai|trí tuệ nhân tạo")
}
