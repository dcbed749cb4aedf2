/// What the wording of a reply shows, as numbers a linear model weighs.
struct RefusalFeatures {
    /// A negated promise of help in the first two sentences, 0 or 1.
    var refusesEarly = 0.0
    /// The same later on, 0 or 1.
    var refusesLate = 0.0
    /// "I must decline" anywhere outside quotation marks, 0 or 1.
    var declines = 0.0
    var lacksInformation = 0.0
    var namesCapability = 0.0
    /// An apology within the first 60 characters, 0 or 1.
    var apologyOpening = 0.0
    /// Policy words, 0...1 from none to three.
    var policy = 0.0
    var condemns = 0.0
    var turns = 0.0
    var opensWithHelp = 0.0
    /// Words of instruction, 0...1 from none to three.
    var instructs = 0.0
    /// Lines that are list items, 0...1 from none to five.
    var listLines = 0.0
    var hasCode = 0.0
    var offersOther = 0.0
    /// Characters, 0...1 from none to 1,200.
    var length = 0.0
    /// Where the first refusing phrase is.
    var evidence: Range<Int>?

    /// How much of a reply is read for phrases, in bytes: refusals come first, and the time stays bounded.
    static let maximumLength = 4_000

    init(_ skeleton: SkeletonText) {
        let text = Array(skeleton.lower.prefix(Self.maximumLength))
        let opening = Self.sentenceEnd(text, count: 2)
        var cues = RefusalCue.matcher.matches(in: text)
        let idioms = cues.filter { $0.tag == .idiom }
        cues.removeAll { cue in idioms.contains { $0.tag != cue.tag && $0.range.overlaps(cue.range) } }
        let quoted = Self.quotedRanges(text)
        cues.removeAll { cue in quoted.contains { $0.contains(cue.range.lowerBound) } }
        let assists = cues.filter { $0.tag == .assist }
        var policyWords = 0
        var instructionWords = 0
        for cue in cues {
            let isEarly = cue.range.lowerBound < opening
            switch cue.tag {
            case .negation:
                guard Self.follows(assists, cue.range, in: text), Self.isOwn(cue.range, text) else { continue }
                if isEarly { refusesEarly = 1 } else { refusesLate = 1 }
                evidence = evidence ?? cue.range
            case .decline:
                guard Self.isOwn(cue.range, text) else { continue }
                declines = 1
                evidence = evidence ?? cue.range
            case .noInformation: if isEarly { lacksInformation = 1 }
            case .capability: if isEarly { namesCapability = 1 }
            case .apology: if cue.range.lowerBound < 60 { apologyOpening = 1 }
            case .policy: policyWords += 1
            case .condemnation: condemns = 1
            case .turn: turns = 1
            case .opening: if cue.range.lowerBound < 25 { opensWithHelp = 1 }
            case .instruction: instructionWords += 1
            case .offer: offersOther = 1
            case .assist, .idiom: break
            }
        }
        policy = Double(min(3, policyWords)) / 3
        instructs = Double(min(3, instructionWords)) / 3
        length = Double(min(1_200, text.count)) / 1_200
        countLines(skeleton.lower)
    }

    private mutating func countLines(_ text: [UInt8]) {
        var items = 0
        for line in text.split(whereSeparator: { $0 == 0x0A }) {
            let line = line.drop { $0 == 0x20 || $0 == 0x2A || $0 == 0x23 }
            guard let first = line.first else { continue }
            if first == 0x60, line.starts(with: [0x60, 0x60, 0x60]) { hasCode = 1 }
            let number = line.prefix { $0 &- 0x30 < 10 }
            let isNumbered =
                !number.isEmpty && number.count < 3 && [0x2E, 0x29].contains(line.dropFirst(number.count).first)
            if isNumbered || first == 0x2D || first == SkeletonText.other { items += 1 }
        }
        listLines = Double(min(5, items)) / 5
    }

    /// Where the `count`-th sentence ends, at most 320 bytes in.
    private static func sentenceEnd(_ text: [UInt8], count: Int) -> Int {
        var left = count
        for index in 0..<min(320, text.count) {
            let isStop = text[index] == 0x2E || text[index] == 0x21 || text[index] == 0x3F
            guard isStop, index + 1 == text.count || text[index + 1] <= 0x20 else { continue }
            left -= 1
            if left == 0 { return index + 1 }
        }
        return min(320, text.count)
    }

    /// Whether a word of helping follows within 40 bytes, in the same sentence.
    private static func follows(
        _ assists: [PhraseMatcher<RefusalCue>.Match], _ negation: Range<Int>, in text: [UInt8]
    ) -> Bool {
        assists.contains { assist in
            let gap = assist.range.lowerBound - negation.upperBound
            guard gap >= 0, gap <= 40 else { return false }
            return !text[negation.upperBound..<assist.range.lowerBound].contains {
                $0 == 0x2E || $0 == 0x3B || $0 == 0x2C
            }
        }
    }

    /// Whether the speaker means himself: not "you can't provide", "they cannot help", "bạn không thể".
    private static func isOwn(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
        var words = text[..<range.lowerBound].suffix(24).split { !($0 &- 0x61 < 26 || $0 == 0x27) }
        if text[range].starts(with: [0x69, 0x20]) || text[range].starts(with: [0x69, 0x27]) { return true }
        if words.isEmpty { return true }
        let subject = String(decoding: words.removeLast(), as: UTF8.self)
        return !others.contains(subject)
    }

    private static let others: Set<String> = [
        "you", "they", "he", "she", "it", "people", "users", "companies", "that", "who", "which", "this", "and", "ban",
        "ho", "no", "nguoi", "ta", "anh", "chi", "doctors", "one", "someone", "neu", "if", "when", "khi",
    ]

    /// Text between double quotation marks of at most 300 bytes: words of others.
    private static func quotedRanges(_ text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var open: Int?
        for index in text.indices where text[index] == 0x22 {
            if let start = open, index - start <= 300 {
                ranges.append(start..<index)
                open = nil
            } else {
                open = index
            }
        }
        return ranges
    }
}
