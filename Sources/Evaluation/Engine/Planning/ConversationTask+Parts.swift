extension ConversationTask {
    /// The tasks about one subject's conversation: one, or for a long conversation several that follow each other.
    ///
    /// Every assistant turn with words is judged in exactly one of them. Each shows the turns before its own as
    /// background, as many as the window says; where facts must be remembered, also what users said before that. A user
    /// turn is asked about in the last task that shows it with what follows.
    static func parts(_ needs: FactNeeds, of subject: EvaluationCase, policy: EvaluationPolicy) -> TaskParts {
        ConversationParts(needs, turns: subject.testCase.turns, policy: policy).parts
    }
}

/// Cuts a conversation into tasks.
private struct ConversationParts {
    /// Assistant turns judged and user turns asked about in one task, of each kind, when that covers the conversation.
    private static let turnsPerTask = 20
    /// What a turn costs besides its text, in scalars.
    private static let turnCost = 20
    /// Scalars of the turns that are examined in one task.
    private static let length = 24_000
    /// Scalars shown of a turn that is examined.
    private static let turnLength = 8_000
    /// Scalars shown of a turn that is background.
    private static let backgroundLength = 2_000
    /// Scalars shown of what users said before the background begins.
    private static let recalledLength = 12_000

    private let needs: FactNeeds
    private let turns: [Turn]
    private let outline: ConversationOutline
    private let window: Int
    /// Each turn without what speaks to the evaluator; nil where nothing does.
    private let cleared: [String?]
    private(set) var parts = TaskParts()

    init(_ needs: FactNeeds, turns: [Turn], policy: EvaluationPolicy) {
        self.needs = needs
        self.turns = turns
        outline = ConversationOutline(turns)
        window = max(1, needs.window ?? ConversationTask.defaultWindow)
        cleared = turns.map { EvaluationCase.cleared($0.content) }
        let stretches = stretches(policy)
        parts.tasks = stretches.indices.map { BoundTask(.conversation(task(at: $0, of: stretches))) }
        parts.coverage = coverage(shown: stretches.last?.turns.upperBound ?? 0)
    }

    /// Turns that one task examines.
    private struct Stretch {
        /// Places of the turns from the first to the last unit's end.
        var turns: Range<Int>
        var units: [ConversationTask.Unit]
    }

    private func stretches(_ policy: EvaluationPolicy) -> [Stretch] {
        guard outline.has(.judged) else { return [] }
        let whole = outline.units.reduce(0) { $0 + Self.weight($1) }
        let even = (whole + policy.partsPerAnswer - 1) / policy.partsPerAnswer
        let most = min(policy.sentencesPerTask, max(Self.turnsPerTask, even))
        var stretches: [Stretch] = []
        var count = 0
        var scalars = 0
        for unit in outline.units.flatMap({ Self.pieces(of: $0, most: most) }) {
            let numbers = unit.users + unit.assistants
            guard let first = numbers.first, let last = numbers.last else { continue }
            let size = numbers.reduce(0) { $0 + Self.turnCost + length(of: $1 - 1, atMost: Self.turnLength) }
            let weight = Self.weight(unit)
            if stretches.isEmpty || count + weight > most || scalars + size > Self.length && count > 0 {
                guard stretches.count < policy.partsPerAnswer else { break }
                stretches.append(Stretch(turns: first - 1..<last, units: []))
                count = 0
                scalars = 0
            }
            stretches[stretches.count - 1].turns = stretches[stretches.count - 1].turns.lowerBound..<last
            stretches[stretches.count - 1].units.append(unit)
            count += weight
            scalars += size
        }
        return stretches
    }

    private static func weight(_ unit: ConversationTask.Unit) -> Int { max(unit.users.count, unit.assistants.count) }

    /// A unit whose turns are too many for one task in pieces: what users say first, then the replies.
    private static func pieces(of unit: ConversationTask.Unit, most: Int) -> [ConversationTask.Unit] {
        guard weight(unit) > most else { return [unit] }
        func chunks(_ numbers: [Int]) -> [[Int]] {
            stride(from: 0, to: numbers.count, by: most).map { Array(numbers[$0..<min($0 + most, numbers.count)]) }
        }
        return chunks(unit.users).map { ConversationTask.Unit(id: unit.id, users: $0, assistants: []) }
            + chunks(unit.assistants).map { ConversationTask.Unit(id: unit.id, users: [], assistants: $0) }
    }

    private func task(at place: Int, of stretches: [Stretch]) -> ConversationTask {
        let stretch = stretches[place]
        let start = max(0, stretch.turns.lowerBound - window)
        // What the next task shows again is asked about there, where more of what follows is seen.
        let next = place + 1 < stretches.count ? max(0, stretches[place + 1].turns.lowerBound - window) : turns.count
        var lines = needs.conversation.contains(.retention) ? recalled(before: start) : []
        for turn in start..<stretch.turns.upperBound {
            let isOwn = stretch.turns.contains(turn)
            let isAsked = isOwn && outline.kinds[turn] == .judged || outline.kinds[turn] == .user && turn < next
            lines.append(line(turn, isAsked: isAsked, atMost: isOwn ? Self.turnLength : Self.backgroundLength))
        }
        let asksForTopics = needs.conversation.contains(.topics)
        return ConversationTask(
            aspects: needs.conversation, lines: lines,
            units: asksForTopics ? stretch.units.filter { !$0.users.isEmpty && !$0.assistants.isEmpty } : [],
            role: needs.conversation.contains(.role) ? needs.role : nil, topics: asksForTopics ? needs.topics : [],
            window: window)
    }

    /// The user turns before a place, the latest that fit.
    private func recalled(before start: Int) -> [ConversationTask.Line] {
        var left = Self.recalledLength
        var lines: [ConversationTask.Line] = []
        for turn in (0..<start).reversed() where outline.kinds[turn] == .user {
            left -= length(of: turn, atMost: Self.backgroundLength) + Self.turnCost
            guard left >= 0 else { break }
            lines.append(line(turn, isAsked: false, atMost: Self.backgroundLength))
        }
        return lines.reversed()
    }

    private func line(_ place: Int, isAsked: Bool, atMost limit: Int) -> ConversationTask.Line {
        let text = cleared[place] ?? turns[place].content
        let scalars = text.unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex)
        return ConversationTask.Line(
            number: place + 1, role: turns[place].role, text: end.map { String(scalars[..<$0]) } ?? text,
            isAsked: isAsked, isSuspected: cleared[place] != nil)
    }

    /// Unicode scalars of a turn, counted no further than `limit`.
    private func length(of place: Int, atMost limit: Int) -> Int {
        turns[place].content.unicodeScalars.prefix(limit).count
    }

    /// Share of what users and the assistant say, in scalars, that is examined.
    private func coverage(shown: Int) -> Double {
        var whole = 0
        var examined = 0
        for (place, kind) in outline.kinds.enumerated() where kind == .user || kind == .judged {
            whole += turns[place].content.unicodeScalars.count
            if place < shown { examined += length(of: place, atMost: Self.turnLength) }
        }
        return whole == 0 ? 1 : Double(examined) / Double(whole)
    }
}
