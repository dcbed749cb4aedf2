extension ConversationFindings {
    /// What counts that the judge left out.
    private static let missingProbability = 0.3
    /// What counts of a good word whose passage does not exist.
    private static let unprovenProbability = 0.4
    /// Content words of an intention or a fact that its turn holds when its quote is not to be found there.
    private static let lexicalShare = 0.6
    /// Content words of an intention that the turn holds that is said to meet it, when no passage is named.
    private static let servingShare = 0.3

    /// Reads and verifies an answer to `task`.
    ///
    /// A good word whose quote is in no turn is turned around; a bad one stands, less surely: what speaks against the
    /// assistant gains nothing from a wrong quote.
    ///
    /// - Throws: `AnswerError` when the answer breaks the schema or names what was not shown.
    package init(task: ConversationTask, answer: String) throws(AnswerError) {
        self.init()
        let members: [(ConversationTask.Aspects, [String])] = [
            (.relevancy, ["relevance"]), (.completeness, ["intentions"]), (.retention, ["facts", "memory"]),
            (.role, ["conduct"]), (.topics, ["units"]),
        ]
        let asked = members.filter { task.aspects.contains($0.0) }.flatMap(\.1)
        let reader = try AnswerReader(answer: answer, members: ["reasoning"] + asked)
        _ = try reader.string("reasoning")
        let index = ConversationIndex(task)
        let rules = ConversationRules(index)
        isInjectionSuspected = task.lines.contains(where: \.isSuspected)
        if task.aspects.contains(.relevancy) { try readRelevance(reader, task, index, rules) }
        if task.aspects.contains(.completeness) { try readIntentions(reader, task, index, rules) }
        if task.aspects.contains(.retention) {
            let places = try readFacts(reader, index)
            deniesFacts = facts.isEmpty && rules.tellsFacts
            try readMemory(reader, task, index, rules, facts: places)
        }
        if task.aspects.contains(.role) { try readConduct(reader, task, index) }
        if task.aspects.contains(.topics) { try readUnits(reader, task, index, rules) }
    }

    /// Reads a list that holds every judged turn once. A turn that is named twice keeps the
    /// worse: words are listed from good to bad.
    private mutating func readVerdicts<Word: RawRepresentable<String> & CaseIterable & Sendable & Hashable>(
        _ reader: AnswerReader, _ name: String, members: [String] = ["id", "verdict", "quote", "p"],
        _ task: ConversationTask, _ index: ConversationIndex, missing: Word, isGood: (Word) -> Bool, bad: Word,
        also: (AnswerReader, inout Verdict<Word>) throws(AnswerError) -> Void = { _, _ throws(AnswerError) in }
    ) throws(AnswerError) -> [Verdict<Word>] {
        let judged = task.judged
        let numbers = Set(judged.map(\.id))
        var given: [Int: Verdict<Word>] = [:]
        for item in try reader.items(name, members: members) {
            let id = try item.string("id")
            guard numbers.contains(id), let entry = index[id] else { throw item.unknown("id") }
            let (quote, passage) = index.support(of: try item.optionalString("quote"), in: [entry])
            if quote != .none { quotes.count(exists: quote.isVerified) }
            var verdict = Verdict<Word>(
                turn: entry.line.number, word: try item.word("verdict"), stated: try item.probability("p"),
                quote: quote, passage: passage)
            if isGood(verdict.word), quote == .rejected {
                verdict.word = bad
                verdict.stated = min(verdict.stated, Self.unprovenProbability)
            }
            try also(item, &verdict)
            if given[verdict.turn].map({ Self.rank($0.word) < Self.rank(verdict.word) }) ?? true {
                given[verdict.turn] = verdict
            }
        }
        return judged.map { line in
            given[line.number]
                ?? Verdict(
                    turn: line.number, word: missing, stated: Self.missingProbability, quote: .none, isMissing: true)
        }
    }

    private static func rank<Word: CaseIterable & Equatable>(_ word: Word) -> Int {
        Array(Word.allCases).firstIndex(of: word) ?? 0
    }

    private mutating func readRelevance(
        _ reader: AnswerReader, _ task: ConversationTask, _ index: ConversationIndex, _ rules: ConversationRules
    ) throws(AnswerError) {
        relevance = try readVerdicts(
            reader, "relevance", task, index, missing: ConversationTask.Relevance.irrelevant,
            isGood: { $0 == .relevant || $0 == .partial }, bad: .irrelevant)
        for place in relevance.indices where relevance[place].word == .relevant || relevance[place].word == .partial {
            guard let entry = index[relevance[place].turn] else { continue }
            if rules.surelyRefuses(entry) { relevance[place].word = .declines }
            relevance[place].isDoubted = rules.refuses(entry)
        }
    }

    private mutating func readConduct(
        _ reader: AnswerReader, _ task: ConversationTask, _ index: ConversationIndex
    ) throws(AnswerError) {
        // Staying in the role is shown by nothing, so a passage for it is not asked for and proves nothing.
        conduct = try readVerdicts(
            reader, "conduct", task, index, missing: ConversationTask.Conduct.outOfRole, isGood: { _ in false },
            bad: .outOfRole)
    }

    private mutating func readIntentions(
        _ reader: AnswerReader, _ task: ConversationTask, _ index: ConversationIndex, _ rules: ConversationRules
    ) throws(AnswerError) {
        var given: [Int: [Intention]] = [:]
        let asked = Set(task.asked.map(\.id))
        let members = ["id", "text", "quote", "met", "by", "answer", "p"]
        for item in try reader.items("intentions", members: members) {
            let id = try item.string("id")
            guard asked.contains(id), let entry = index[id] else { throw item.unknown("id") }
            var intention = Intention(
                turn: entry.line.number, text: try item.string("text"), met: try item.word("met"),
                stated: try item.probability("p"), quote: .none)
            let quote = try item.optionalString("quote")
            let by = try item.optionalString("by")
            let answer = try item.optionalString("answer")
            let server = by.flatMap { index[$0] }
            if by != nil, server?.line.role != .assistant { throw item.unknown("by") }
            if intention.met == .none {
                intention.isDoubted = entry.asks
            } else {
                wish(&intention, quote, entry, index)
                if intention.met != .no { meet(&intention, server, answer, index, rules) }
            }
            given[entry.line.number, default: []].append(intention)
        }
        for line in task.asked {
            intentions +=
                given[line.number] ?? [
                    Intention(
                        turn: line.number, text: line.text, met: .no, stated: Self.missingProbability, quote: .none,
                        wish: index[line.number]?.whole, isMissing: true)
                ]
        }
    }

    /// A wish that nobody uttered cannot be met.
    private mutating func wish(
        _ intention: inout Intention, _ quote: String?, _ entry: ConversationIndex.Entry, _ index: ConversationIndex
    ) {
        let (support, passage) = index.support(of: quote, in: [entry])
        if support != .none { quotes.count(exists: support.isVerified) }
        intention.wish = passage
        guard passage == nil else { return }
        if support == .none || max(entry.share(of: quote ?? ""), entry.share(of: intention.text)) >= Self.lexicalShare {
            intention.wish = entry.whole
        } else {
            intention.met = .no
            intention.stated = min(intention.stated, Self.unprovenProbability)
        }
    }

    /// Whatever meets a wish is in an assistant turn after it.
    private mutating func meet(
        _ intention: inout Intention, _ server: ConversationIndex.Entry?, _ answer: String?,
        _ index: ConversationIndex, _ rules: ConversationRules
    ) {
        let turn = intention.turn
        let later = index.entries.filter { $0.line.role == .assistant && $0.line.number > turn }
        let named = server.flatMap { $0.line.number > turn ? $0 : nil }
        let (support, passage) = index.support(of: answer, in: (named.map { [$0] } ?? []) + later)
        if support != .none { quotes.count(exists: support.isVerified) }
        intention.quote = support
        intention.passage = passage
        if passage == nil {
            if support == .none, let named, named.share(of: intention.text) >= Self.servingShare {
                intention.passage = named.whole
            } else {
                intention.met = .no
                intention.stated = min(intention.stated, Self.unprovenProbability)
                return
            }
        }
        if let passage = intention.passage, let entry = index[passage.turn] {
            intention.isDoubted = rules.refuses(entry)
        }
    }

    /// The places in `facts` of the judge's ids; nil for a fact that no user told.
    private mutating func readFacts(
        _ reader: AnswerReader, _ index: ConversationIndex
    ) throws(AnswerError) -> [String: Int?] {
        var places: [String: Int?] = [:]
        let users = index.entries.filter { $0.line.role == .user }
        for item in try reader.items("facts", members: ["id", "turn", "text", "quote", "p"]) {
            let id = try item.string("id")
            guard places[id] == nil else { throw AnswerError("facts name \(id.prefix(8)) twice") }
            guard let entry = index[try item.string("turn")], entry.line.role == .user else {
                throw item.unknown("turn")
            }
            let text = try item.string("text")
            let quote = try item.string("quote")
            var (support, passage) = index.support(of: quote, in: [entry] + users)
            quotes.count(exists: support.isVerified)
            if passage == nil, max(entry.share(of: quote), entry.share(of: text)) >= Self.lexicalShare {
                passage = entry.whole
                support = .none
            }
            guard let passage else {
                places[id] = .some(nil)
                continue
            }
            places[id] = facts.count
            facts.append(Fact(text: text, stated: try item.probability("p"), passage: passage))
        }
        return places
    }

    /// A turn can only forget what was told before it.
    private mutating func readMemory(
        _ reader: AnswerReader, _ task: ConversationTask, _ index: ConversationIndex, _ rules: ConversationRules,
        facts places: [String: Int?]
    ) throws(AnswerError) {
        var concerned: [Int: Int] = [:]
        let facts = facts
        let verdicts = try readVerdicts(
            reader, "memory", members: ["id", "verdict", "fact", "quote", "p"], task, index,
            missing: ConversationTask.Memory.forgets, isGood: { _ in false }, bad: .forgets
        ) { item, verdict throws(AnswerError) in
            let name = try item.optionalString("fact")
            guard verdict.word != .keeps else { return }
            guard let name, let place = places[name] else { throw item.unknown("fact") }
            if let place, facts[place].passage.turn < verdict.turn {
                concerned[verdict.turn] = concerned[verdict.turn] ?? place
            } else {
                verdict.word = .keeps
                verdict.isDoubted = true
            }
        }
        memory = verdicts.map { verdict in
            var verdict = verdict
            if verdict.word == .keeps, let entry = index[verdict.turn] {
                verdict.isDoubted =
                    verdict.isDoubted || rules.asksAgain(verdict.turn)
                    || rules.contradictsNumber(entry, of: facts)
            }
            return Recall(verdict: verdict, fact: verdict.word == .keeps ? nil : concerned[verdict.turn])
        }
    }

    private mutating func readUnits(
        _ reader: AnswerReader, _ task: ConversationTask, _ index: ConversationIndex, _ rules: ConversationRules
    ) throws(AnswerError) {
        var given: [String: Exchange] = [:]
        for item in try reader.items("units", members: ["id", "topic", "reply", "quote", "p"]) {
            let id = try item.string("id")
            guard let unit = task.units.first(where: { $0.id == id }) else { throw item.unknown("id") }
            guard given[id] == nil else { throw AnswerError("\(id) is judged twice") }
            let replies = unit.assistants.compactMap { index[$0] }
            let (quote, passage) = index.support(of: try item.optionalString("quote"), in: replies)
            let topic: ConversationTask.Topic = try item.word("topic")
            if quote != .none { quotes.count(exists: quote.isVerified) }
            var reply = Verdict<ConversationTask.Reply>(
                turn: unit.assistants.last ?? 0, word: try item.word("reply"), stated: try item.probability("p"),
                quote: quote, passage: passage)
            let asks = unit.users.contains { index[$0]?.asks == true }
            let isRefused = !replies.isEmpty && replies.allSatisfy { rules.refuses($0) }
            reply.isDoubted = topic == .smallTalk && asks || reply.word == .answered && isRefused
            given[id] = Exchange(unit: unit, topic: topic, reply: reply)
        }
        exchanges = task.units.map { unit in
            given[unit.id]
                ?? Exchange(
                    unit: unit, topic: nil,
                    reply: Verdict(
                        turn: unit.assistants.last ?? 0, word: .declined, stated: Self.missingProbability,
                        quote: .none, isMissing: true))
        }
    }
}
