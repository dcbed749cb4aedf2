/// A conversation by plain questions: each assistant turn is read against the turns before it, each user turn against the
/// replies behind it, each exchange against the topics. What users tell is found sentence by sentence; whether a turn
/// respects it is asked when that is known.
struct ConversationQuestionnaire: Questionnaire {
    /// What one question is about, see ``ConversationPrompts``.
    private enum Subject {
        case relevance(ConversationIndex.Entry)
        case conduct(ConversationIndex.Entry)
        case wish(ConversationIndex.Entry)
        case met(ConversationIndex.Entry)
        case fact(ConversationFindings.Passage)
        case asks(ConversationTask.Unit)
        case topic(ConversationTask.Unit)
        case reply(ConversationTask.Unit)
    }

    /// Sentences of users that are asked about, neighbours taken together where there are more.
    private static let mostTold = 60

    private let task: ConversationTask
    private let index: ConversationIndex
    private let prompts: ConversationPrompts
    private let subjects: [Subject]
    let questions: [TokenQuestion]

    init(_ task: ConversationTask, nonce: String) {
        let index = ConversationIndex(task)
        let prompts = ConversationPrompts(task, index: index, nonce: nonce)
        var subjects: [Subject] = []
        let judged = task.judged.compactMap { index[$0.number] }
        let asked = task.asked.compactMap { index[$0.number] }
        if task.aspects.contains(.relevancy) { subjects += judged.map(Subject.relevance) }
        if task.aspects.contains(.role) { subjects += judged.map(Subject.conduct) }
        if task.aspects.contains(.completeness) {
            for entry in asked where !Self.isCourtesy(entry) {
                subjects.append(.wish(entry))
                if prompts.isReplied(entry) { subjects.append(.met(entry)) }
            }
        }
        if task.aspects.contains(.retention) { subjects += Self.told(index).map(Subject.fact) }
        if task.aspects.contains(.topics) {
            for unit in task.units where !Self.isSmallTalk(unit, index) {
                subjects += [.asks(unit), .topic(unit), .reply(unit)]
            }
        }
        self.task = task
        self.index = index
        self.prompts = prompts
        self.subjects = subjects
        questions = subjects.map { subject in
            switch subject {
            case .relevance(let entry): prompts.relevance(entry)
            case .conduct(let entry): prompts.conduct(entry)
            case .wish(let entry): prompts.wish(entry)
            case .met(let entry): prompts.met(entry)
            case .fact(let passage): prompts.fact(passage)
            case .asks(let unit): prompts.asks(unit)
            case .topic(let unit): prompts.topic(unit)
            case .reply(let unit): prompts.reply(unit)
            }
        }
    }

    /// Nothing but greetings, thanks and the like, and no question.
    private static func isCourtesy(_ entry: ConversationIndex.Entry) -> Bool {
        !entry.asks
            && SentenceSplitter().split(entry.tokens.original).allSatisfy { SentenceKind($0.text) == .courtesy }
    }

    private static func isSmallTalk(_ unit: ConversationTask.Unit, _ index: ConversationIndex) -> Bool {
        unit.users.allSatisfy { index[$0].map(isCourtesy) ?? true }
    }

    /// What users say that may be a fact to remember, in order.
    private static func told(_ index: ConversationIndex) -> [ConversationFindings.Passage] {
        let users = index.entries.filter { $0.line.role == .user }
        let all = max(1, users.reduce(0) { $0 + $1.tokens.original.count })
        return users.flatMap { entry in
            let text = entry.tokens.original
            let share = max(1, mostTold * text.count / all)
            return PlainPassages(text, most: share).ranges
                .filter { SentenceKind(text.text($0)) == .statement }.map { entry.passage($0) }
        }
    }

    /// What users told according to the first answers.
    private func facts(_ answers: [TokenAnswer]) -> [ConversationFindings.Fact] {
        zip(subjects, answers).compactMap { subject, answer in
            let verdict = PlainVerdict(answer)
            guard case .fact(let passage) = subject, verdict.isYes else { return nil }
            return ConversationFindings.Fact(text: passage.text, stated: verdict.certainty, passage: passage)
        }
    }

    /// The judged turns that something was told before, in order.
    private func recalling(_ facts: [ConversationFindings.Fact]) -> [ConversationIndex.Entry] {
        guard task.aspects.contains(.retention), let first = facts.map(\.passage.turn).min() else { return [] }
        return task.judged.filter { $0.number > first }.compactMap { index[$0.number] }
    }

    func followUps(_ answers: [TokenAnswer]) -> [TokenQuestion] {
        let facts = facts(answers)
        return recalling(facts).map { prompts.memory($0, facts) }
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        let rules = ConversationRules(index)
        var found = ConversationFindings()
        found.isInjectionSuspected = task.lines.contains(where: \.isSuspected)
        var left = PlainAnswers(answers)
        var wishes: [Int: PlainVerdict] = [:]
        var met: [Int: PlainVerdict] = [:]
        var units: [String: [PlainVerdict]] = [:]
        for subject in subjects {
            let verdict = try left.verdict()
            switch subject {
            case .relevance(let entry): found.relevance.append(Self.relevance(verdict, entry, rules))
            case .conduct(let entry):
                found.conduct.append(
                    .init(
                        turn: entry.line.number, word: verdict.isYes ? .inRole : .outOfRole,
                        stated: verdict.certainty, quote: .none))
            case .wish(let entry): wishes[entry.line.number] = verdict
            case .met(let entry): met[entry.line.number] = verdict
            case .fact: break
            case .asks(let unit), .topic(let unit), .reply(let unit): units[unit.id, default: []].append(verdict)
            }
        }
        if task.aspects.contains(.completeness) {
            found.intentions = task.asked.compactMap { index[$0.number] }.map { entry in
                intention(entry, wish: wishes[entry.line.number], met: met[entry.line.number], rules)
            }
        }
        if task.aspects.contains(.retention) {
            found.facts = facts(answers)
            found.deniesFacts = found.facts.isEmpty && rules.tellsFacts
            found.memory = try memory(found.facts, further, rules)
        }
        found.exchanges = task.units.map { exchange($0, units[$0.id] ?? [], rules) }
        return .conversation(found)
    }

    private static func relevance(
        _ verdict: PlainVerdict, _ entry: ConversationIndex.Entry, _ rules: ConversationRules
    ) -> ConversationFindings.Verdict<ConversationTask.Relevance> {
        var found = ConversationFindings.Verdict<ConversationTask.Relevance>(
            turn: entry.line.number, word: .irrelevant, stated: verdict.certainty, quote: .none)
        switch verdict.extent {
        case .full: found.word = .relevant
        case .partial: found.word = .partial
        case .none: return found
        }
        if rules.surelyRefuses(entry) { found.word = .declines }
        found.isDoubted = rules.refuses(entry)
        return found
    }

    /// What a user turn wants, taken as one: what it consists of, a yes cannot say.
    private func intention(
        _ entry: ConversationIndex.Entry, wish: PlainVerdict?, met: PlainVerdict?, _ rules: ConversationRules
    ) -> ConversationFindings.Intention {
        var intention = ConversationFindings.Intention(
            turn: entry.line.number, text: entry.line.text, met: .none, stated: wish?.certainty ?? Certainty.measured,
            quote: .none, wish: entry.whole)
        guard let wish, wish.isYes else {
            intention.isDoubted = entry.asks
            return intention
        }
        intention.met = .no
        guard let met else { return intention }
        intention.stated = met.certainty
        switch met.extent {
        case .full: intention.met = .full
        case .partial: intention.met = .partial
        case .none: return intention
        }
        // The reply that shares most words with the wish is where it is met; the last of equals.
        let replies = prompts.replies(to: entry)
        let shares = replies.map { $0.share(of: entry.line.text) }
        guard let best = replies.indices.max(by: { (shares[$0], $0) < (shares[$1], $1) }) else { return intention }
        let window = TextOverlap(claim: entry.tokens, evidence: replies[best].tokens).window
        intention.passage = window.isEmpty ? replies[best].whole : replies[best].passage(window)
        intention.isDoubted = rules.refuses(replies[best])
        return intention
    }

    /// How a turn fails to respect what was told, rules see; what they do not see is forgotten.
    private func memory(
        _ facts: [ConversationFindings.Fact], _ further: [TokenAnswer], _ rules: ConversationRules
    ) throws(AnswerError) -> [ConversationFindings.Recall] {
        var left = PlainAnswers(further)
        let recalling = Set(recalling(facts).map(\.line.number))
        var memory: [ConversationFindings.Recall] = []
        for line in task.judged {
            var recall = ConversationFindings.Recall(
                verdict: .init(turn: line.number, word: .keeps, stated: Certainty.measured, quote: .none))
            if recalling.contains(line.number), let entry = index[line.number] {
                let verdict = try left.verdict()
                let asksAgain = rules.asksAgain(line.number)
                let contradicts = rules.contradictsNumber(entry, of: facts)
                recall.verdict.stated = verdict.certainty
                if verdict.isYes {
                    recall.verdict.isDoubted = asksAgain || contradicts
                } else {
                    recall.verdict.word = contradicts ? .contradicts : asksAgain ? .asksAgain : .forgets
                    recall.fact = concerned(facts, by: entry)
                }
            }
            memory.append(recall)
        }
        return memory
    }

    /// The fact told before a turn that shares most words with it; nil when none shares any.
    private func concerned(_ facts: [ConversationFindings.Fact], by entry: ConversationIndex.Entry) -> Int? {
        let before = facts.indices.filter { facts[$0].passage.turn < entry.line.number }
        let shares = before.map { entry.share(of: facts[$0].text) }
        let best = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }
        return best.flatMap { shares[$0] > 0 ? before[$0] : nil }
    }

    /// - Parameter said: whether something is asked, whether it belongs to the topics, whether it is answered; empty for
    ///   small talk.
    private func exchange(
        _ unit: ConversationTask.Unit, _ said: [PlainVerdict], _ rules: ConversationRules
    ) -> ConversationFindings.Exchange {
        var reply = ConversationFindings.Verdict<ConversationTask.Reply>(
            turn: unit.assistants.last ?? 0, word: .answered, stated: Certainty.measured, quote: .none)
        guard said.count == 3 else { return .init(unit: unit, topic: .smallTalk, reply: reply) }
        let replies = unit.assistants.compactMap { index[$0] }
        let asks = unit.users.contains { index[$0]?.asks == true }
        let isRefused = !replies.isEmpty && replies.allSatisfy { rules.surelyRefuses($0) }
        let topic: ConversationTask.Topic = !said[0].isYes ? .smallTalk : said[1].isYes ? .relevant : .irrelevant
        reply.word = said[2].isYes && !isRefused ? .answered : .declined
        reply.stated = topic == .smallTalk ? said[0].certainty : min(said[1].certainty, said[2].certainty)
        reply.isDoubted =
            topic == .smallTalk && asks
            || reply.word == .answered && !replies.isEmpty && replies.allSatisfy { rules.refuses($0) }
        return .init(unit: unit, topic: topic, reply: reply)
    }
}
