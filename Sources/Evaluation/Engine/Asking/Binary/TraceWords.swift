/// What the words of a run say beside a small model's yes: where a thing is done, which arguments were given before, what
/// may be an announcement.
struct TraceWords {
    /// Sentences of the agent that are asked about as announcements, neighbours taken together where there are more.
    private static let mostAnnouncements = 40

    private let lines: [TraceTask.Line]
    private let tokens: [TokenizedText]
    private let stems: [Set<Int>]
    private let quotes: TraceQuotes

    init(_ lines: [TraceTask.Line]) {
        self.lines = lines
        tokens = lines.map { TokenizedText($0.text) }
        stems = tokens.map(Self.stems)
        quotes = TraceQuotes(lines)
    }

    private static func stems(_ text: TokenizedText) -> Set<Int> {
        Set(text.words.lazy.filter(\.isContent).map(\.stem))
    }

    func line(_ id: String) -> TraceTask.Line? { quotes.place(of: id).map { lines[$0] } }

    /// Whether some call names a tool, which stands before its description.
    func calls(_ tool: NumberedText) -> Bool {
        let name = tool.text.prefix { $0 != ":" && $0 != "{" }
        let start = name.last == " " ? String(name) : name + " "
        return lines.contains { $0.kind == .call && $0.text.hasPrefix(start) }
    }

    /// Sentences of the agent's messages that steps follow.
    var announcements: [TraceFindings.Passage] {
        guard let last = lines.lastIndex(where: { $0.kind != .user }) else { return [] }
        let places = lines.indices.filter { $0 < last && lines[$0].kind == .message }
        let all = max(1, places.reduce(0) { $0 + tokens[$1].original.count })
        return places.flatMap { place in
            let text = tokens[place].original
            return PlainPassages(text, most: max(1, Self.mostAnnouncements * text.count / all)).ranges
                .filter { SentenceKind(text.text($0)) == .statement }
                .map { TraceFindings.Passage(line: lines[place].id, text: text.text($0), range: $0) }
        }
    }

    /// The step after a place that shares most words with a text, the last of equals: what is achieved is achieved in the
    /// end. Nil when none shares any.
    private func proof(of text: String, after place: Int) -> TraceFindings.Passage? {
        let claim = TokenizedText(text)
        let wanted = Self.stems(claim)
        let steps = lines.indices.filter { $0 > place && lines[$0].kind != .user }
        let hits = steps.map { stems[$0].intersection(wanted).count }
        guard let best = hits.indices.max(by: { (hits[$0], $0) < (hits[$1], $1) }), hits[best] > 0 else { return nil }
        let step = steps[best]
        let window = TextOverlap(claim: claim, evidence: tokens[step]).window
        return TraceFindings.Passage(line: lines[step].id, text: tokens[step].original.text(window), range: window)
    }

    /// - Parameters:
    ///   - asks: whether a message asks for anything; nil where that is known.
    ///   - met: nil where the message is mere courtesy.
    func goal(_ goal: NumberedText, asks: PlainVerdict?, met: PlainVerdict?) -> TraceFindings.Goal {
        var found = TraceFindings.Goal(
            id: goal.id, text: goal.text, met: .none, stated: asks?.certainty ?? Certainty.measured, quote: .none)
        guard let met, asks?.isYes ?? true else { return found }
        found.stated = met.certainty
        switch met.extent {
        case .full: found.met = .full
        case .partial: found.met = .partial
        case .none:
            found.met = .no
            return found
        }
        found.proof = proof(of: goal.text, after: -1)
        // No step speaks of it: a yes alone is hardly better than even.
        if found.proof == nil { found.stated = min(found.stated, Certainty.clipped(0)) }
        return found
    }

    func call(_ line: TraceTask.Line, _ choice: PlainVerdict, _ arguments: PlainVerdict) -> TraceFindings.Call {
        let place = quotes.place(of: line.id) ?? 0
        let choices: TraceTask.Choice =
            switch choice.extent {
            case .full: .right
            case .partial: .acceptable
            case .none: .wrong
            }
        let fit: TraceTask.Fit =
            switch arguments.extent {
            case .full: .right
            case .partial: .partly
            case .none: .wrong
            }
        return TraceFindings.Call(
            id: line.id, choice: choices, arguments: fit, stated: min(choice.certainty, arguments.certainty),
            quote: .none, overlap: quotes.overlap(of: line.values, before: place))
    }

    /// - Parameter announced: where the agent announces it; nil for an item that the operator gave. Default: nil.
    func item(
        _ text: String, announced: TraceFindings.Passage? = nil, worth: PlainVerdict, done: PlainVerdict
    ) -> TraceFindings.PlanItem {
        let value: TraceTask.Value =
            switch worth.extent {
            case .full: .sound
            case .partial: .vague
            case .none: .unneeded
            }
        var item = TraceFindings.PlanItem(
            text: text, value: value, done: .no, stated: done.certainty, quote: .none, source: announced)
        switch done.extent {
        case .full: item.done = .yes
        case .partial: item.done = .partly
        case .none: return item
        }
        let place = announced.flatMap { quotes.place(of: $0.line) } ?? -1
        item.proof = proof(of: text, after: place)
        if item.proof == nil { item.stated = min(item.stated, Certainty.clipped(0)) }
        return item
    }
}
