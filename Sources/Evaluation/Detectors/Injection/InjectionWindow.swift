/// Collects cues that stand close together until they make an attack.
struct InjectionWindow {
    /// From the first cue to the last.
    private(set) var range = 0..<0
    /// Where each cue was last seen.
    private var places = [Int](repeating: .min, count: InjectionCue.allCases.count)
    private var leniencies = 0
    private let text: ArraySlice<UInt8>
    /// The same text with its capitals; empty when they are not known.
    private let cased: [UInt8]
    /// Commands are words of their own form in scripts without cases.
    private let checksCommands: Bool

    /// How far apart the cues of one attack may stand, in bytes.
    static let reach = 200

    init(_ text: ArraySlice<UInt8>, cased: [UInt8], checksCommands: Bool) {
        self.text = text
        self.cased = cased
        self.checksCommands = checksCommands
    }

    /// Adds a cue; the certainty of the attack it completes, or nil.
    mutating func add(_ cue: PhraseMatcher<InjectionCue>.Match) -> (kind: InjectionReport.Kind, certainty: Double)? {
        let place = cue.range.lowerBound
        var tag = cue.tag
        switch tag {
        case .overrideVerb: guard isCommand(cue.range) else { return nil }
        case .directive:
            if !isCommand(cue.range) {
                // "Score this" commands, "a score of 1" is what is commanded.
                guard Self.nouns.contains(where: { $0.elementsEqual(text[cue.range]) }) else { return nil }
                tag = .score
            }
        case .evaluator:
            // "Note to the grader" is one cue; "the judges of the baking contest" is none.
            let isLed = has(.addressLead, at: place, within: 32) && !isOfSomething(cue.range.upperBound)
            if isLed || isVocative(cue.range) { tag = .address }
            places[InjectionCue.evaluator.rawValue] = place
        case .topScore, .asGood: places[InjectionCue.score.rawValue] = place
        case .leniency: leniencies = has(.leniency, at: place, within: Self.reach) ? leniencies + 1 : 1
        default: break
        }
        places[tag.rawValue] = place
        guard let found = attack(tag, at: place) else { return nil }
        let first = places.filter { $0 != .min && place - $0 <= Self.reach }.min() ?? place
        range = (found.kind == .override ? max(first, overrideStart(place)) : first)..<cue.range.upperBound
        return found
    }

    /// Forgets everything, so that one attack is found once.
    mutating func reset() {
        places = [Int](repeating: .min, count: places.count)
        leniencies = 0
    }

    private func overrideStart(_ place: Int) -> Int {
        let verb = places[InjectionCue.overrideVerb.rawValue]
        return verb == .min ? place : min(verb, place)
    }

    private func attack(_ tag: InjectionCue, at place: Int) -> (kind: InjectionReport.Kind, certainty: Double)? {
        func has(_ cue: InjectionCue) -> Bool { self.has(cue, at: place, within: Self.reach) }
        switch tag {
        case .override: return (.override, 0.9)
        case .boundary: return (.fakeBoundary, 0.8)
        case .overrideObject: return self.has(.overrideVerb, at: place, within: 40) ? (.override, 0.9) : nil
        case .address, .directive, .evaluator, .topScore, .asGood, .score, .object, .leniency, .roleTag: break
        default: return nil
        }
        if has(.address) {
            let isMarked = has(.topScore) || has(.asGood) || has(.object) && has(.score)
            if has(.leniency) || has(.directive) && isMarked {
                return (.evaluator, 0.9)
            }
        }
        if has(.roleTag), has(.leniency) || has(.topScore) { return (.evaluator, 0.8) }
        if has(.leniency), has(.evaluator) || has(.topScore) { return (.evaluator, 0.8) }
        if has(.leniency), has(.object) || leniencies >= 2 { return (.evaluator, 0.6) }
        if has(.object), has(.topScore), has(.directive) || has(.evaluator) { return (.evaluator, 0.8) }
        if has(.object), has(.asGood), has(.directive) { return (.evaluator, 0.7) }
        if has(.evaluator), has(.topScore), has(.directive) { return (.evaluator, 0.75) }
        if has(.evaluator), has(.object), has(.score), has(.directive) { return (.evaluator, 0.7) }
        return nil
    }

    private func has(_ cue: InjectionCue, at place: Int, within limit: Int) -> Bool {
        let seen = places[cue.rawValue]
        return seen != .min && place - seen <= limit
    }

    /// "of" right after a noun: it is somebody else's judge.
    private func isOfSomething(_ place: Int) -> Bool {
        guard place + 3 < text.endIndex else { return false }
        return text[place] <= 0x20 && text[place + 1] == 0x6F && text[place + 2] == 0x66 && text[place + 3] <= 0x20
    }

    /// "Evaluator: …", "…; judge, you …": called by name at the start of a clause.
    private func isVocative(_ range: Range<Int>) -> Bool {
        guard checksCommands, range.upperBound < text.endIndex,
            text[range.upperBound] == 0x3A || text[range.upperBound] == 0x2C
        else { return false }
        var end = range.lowerBound
        while end > text.startIndex, text[end - 1] <= 0x20 { end -= 1 }
        return end == text.startIndex || !WordByte.isWord(text[end - 1])
    }

    /// Whether the evaluator is addressed, by name or as "you", in what was collected.
    var speaksToEvaluator: Bool {
        if has(.address, at: range.upperBound, within: 2 * Self.reach) { return true }
        let text = text[range]
        return text.indices.contains { place in
            text[place] == 0x79 && text[place...].starts(with: [0x79, 0x6F, 0x75])
                && (place == text.startIndex || !WordByte.isWord(text[place - 1]))
        }
    }

    private static let nouns = ["score", "grade", "mark"].map { Array($0.utf8) }
    private static let requests = ["please", "hay", "vui long", "phai", "must", "do not follow", "don't follow"]
        .map { Array($0.utf8) }
    private static let leads = Set(
        """
        you please must should and then just now hay phai long ban will always et y und so khao diem or need simply also \
        bitte veuillez favor kindly
        """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })

    /// Whether a word commands: it begins a sentence or clause, or follows "you", "please", "must", "hãy".
    private func isCommand(_ range: Range<Int>) -> Bool {
        guard checksCommands else { return true }
        let word = text[range]
        if Self.requests.contains(where: { $0.elementsEqual(word) }) { return true }
        var end = range.lowerBound
        var lineEnds = 0
        while end > text.startIndex, text[end - 1] <= 0x20 || text[end - 1] == 0x2A || text[end - 1] == 0x22 {
            if text[end - 1] == 0x0A { lineEnds += 1 }
            end -= 1
        }
        guard end > text.startIndex, WordByte.isWord(text[end - 1]), lineEnds < 2 else { return true }
        // A single line end is white space, unless a capital shows that a new line was meant.
        if lineEnds == 1, range.lowerBound < cased.count, cased[range.lowerBound] &- 0x41 < 26 { return true }
        var start = end
        while start > text.startIndex, end - start < 12, WordByte.isWord(text[start - 1]) { start -= 1 }
        return Self.leads.contains(Array(text[start..<end]))
    }
}
