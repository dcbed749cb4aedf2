/// Collects cues that stand close together until they make an attack.
struct InjectionWindow {
    /// From the first cue to the last.
    private(set) var range = 0..<0
    private var evaluator: Int?
    private var address: Int?
    private var directive: Int?
    private var score: Int?
    private var topScore: Int?
    private var object: Int?

    /// How far apart the cues of one attack may stand, in bytes.
    static let reach = 200

    /// Adds a cue; the certainty of the attack it completes, or nil.
    mutating func add(_ cue: PhraseMatcher<InjectionCue>.Match, in text: [UInt8]) -> Double? {
        let place = cue.range.lowerBound
        switch cue.tag {
        case .evaluator: evaluator = place
        case .address: address = place
        case .directive: if Self.isCommand(cue.range, in: text) { directive = place }
        case .score: score = place
        case .topScore:
            topScore = place
            score = place
        case .object: object = place
        case .override, .boundary, .template, .verdictKey: return nil
        }
        let all = [evaluator, address, directive, score, topScore, object].compactMap { $0 }
        let near = all.filter { place - $0 <= Self.reach }
        range = (near.min() ?? place)..<cue.range.upperBound
        func has(_ cue: Int?) -> Bool { cue.map { place - $0 <= Self.reach } ?? false }
        if has(address), has(directive) || has(score) { return 0.9 }
        guard has(directive) else { return nil }
        if has(evaluator), has(topScore) { return has(object) ? 0.9 : 0.75 }
        if has(object), has(topScore) { return 0.8 }
        if has(evaluator), has(object), has(score) { return 0.7 }
        return nil
    }

    /// Forgets everything, so that one attack is found once.
    mutating func reset() { self = InjectionWindow() }

    /// Whether a word commands: it begins a sentence or clause, or follows "you", "please", "must", "to", "hãy".
    private static func isCommand(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let word = String(decoding: text[range], as: UTF8.self)
        if ["please", "hay", "vui long"].contains(word) { return true }
        var place = range.lowerBound
        while place > 0, text[place - 1] == 0x20 || text[place - 1] == 0x2A || text[place - 1] == 0x22 { place -= 1 }
        guard place > 0 else { return true }
        if !(text[place - 1] &- 0x61 < 26 || text[place - 1] &- 0x30 < 10) { return true }
        let before = text[..<place].suffix(14).split { !($0 &- 0x61 < 26) }.last.map {
            String(decoding: $0, as: UTF8.self)
        }
        let leads = ["you", "please", "must", "should", "and", "then", "just", "now", "hay", "phai", "long", "ban"]
        return leads.contains(before ?? "")
    }
}
