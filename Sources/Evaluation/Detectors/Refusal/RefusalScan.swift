/// Finds the acts of refusing in a reply: a negated promise of help by the speaker himself, outside quotation marks.
struct RefusalScan {
    typealias Match = PhraseMatcher<RefusalCue>.Match

    /// One act of refusing.
    struct Act {
        /// The words that negate.
        let range: Range<Int>
        /// Whether only sight, reach or tools are missing, rather than will.
        let isSense: Bool
    }

    /// Acts in order.
    private(set) var acts: [Act] = []
    /// Cues that are neither quoted nor part of an idiom, in order of their ends.
    private(set) var cues: [Match] = []

    private let text: ArraySlice<UInt8>
    /// The last negation, waiting for what it negates.
    private var pending: (range: Range<Int>, cue: RefusalCue)?
    /// The last "ich kann", waiting for "nicht".
    private var ability: Range<Int>?

    /// How far the refused act may stand from the negation, in bytes.
    private static let reach = 60

    /// Scans lower-case text in time linear in it.
    init(_ text: ArraySlice<UInt8>, _ matches: [Match], isIdeographic: Bool) {
        self.text = text
        let idioms = matches.filter { $0.tag == .idiom }.map(\.range)
        let quoted = isIdeographic ? Self.cornerQuotes(text) : Self.quotes(text)
        for match in matches where match.tag != .idiom {
            if Self.overlaps(match.range, idioms) || Self.holds(match.range.lowerBound, quoted) { continue }
            cues.append(match)
            switch match.tag {
            case .cannot, .doNot, .not:
                if isOwn(match.range) {
                    pending = (match.range, match.tag)
                    if match.tag == .cannot, isSentenceEnd(match.range.upperBound) { close(isSense: false) }
                }
            case .ownCannot: pending = (match.range, match.tag)
            case .ability: ability = match.range
            case .trailingNot:
                if let start = ability, isNear(start.upperBound, match.range.lowerBound, limit: 50) {
                    pending = (start.lowerBound..<match.range.upperBound, .ownCannot)
                }
            case .assist:
                if reaches(match, limit: pending?.cue == .not ? 10 : Self.reach) { close(isSense: false) }
            case .act:
                if pending?.cue == .cannot || pending?.cue == .ownCannot, reaches(match, limit: Self.reach) {
                    close(isSense: false)
                }
            case .sense:
                if pending?.cue != .doNot, reaches(match, limit: pending?.cue == .not ? 10 : 25) {
                    close(isSense: true)
                }
            case .decline:
                if isIdeographic || !isOthers(match.range) { acts.append(Act(range: match.range, isSense: false)) }
            default: break
            }
        }
    }

    private mutating func close(isSense: Bool) {
        if let pending { acts.append(Act(range: pending.range, isSense: isSense)) }
        pending = nil
    }

    private func reaches(_ match: Match, limit: Int) -> Bool {
        guard let pending else { return false }
        return isNear(pending.range.upperBound, match.range.lowerBound, limit: limit)
    }

    /// Whether two places are in one clause, close together, with no other speaker in between.
    private func isNear(_ start: Int, _ end: Int, limit: Int) -> Bool {
        guard end >= start else { return end + 4 > start }
        guard end - start <= limit else { return false }
        let gap = text[start..<end]
        for (place, byte) in zip(gap.indices, gap) {
            switch byte {
            case 0x3B, 0x21, 0x3F: return false
            case 0x0A: if Self.isBlankLine(text, at: place) { return false }
            case 0x2E: if place + 1 < text.endIndex, text[place + 1] <= 0x20 { return false }
            // 。
            case 0xE3: if place + 2 < text.endIndex, text[place + 1] == 0x80, text[place + 2] == 0x82 { return false }
            default: break
            }
        }
        return !Self.others.contains { Self.hasWord($0, in: gap) }
    }

    /// Whether the line end at a place is followed by another with nothing but blanks between them; a single one wraps.
    static func isBlankLine(_ text: ArraySlice<UInt8>, at place: Int) -> Bool {
        var next = place + 1
        while next < text.endIndex, next - place < 8, text[next] <= 0x20 {
            if text[next] == 0x0A { return true }
            next += 1
        }
        return false
    }

    private func isSentenceEnd(_ place: Int) -> Bool {
        guard place < text.endIndex else { return true }
        let isStop = text[place] == 0x2E || text[place] == 0x21
        return isStop && (place + 1 == text.endIndex || text[place + 1] <= 0x20)
    }

    // MARK: Who speaks

    private static let others = ["i", "but", "so", "they", "he", "she"].map { Array($0.utf8) }
    private static let othersBefore = words(
        "he she they you who it people doctors employees companies ho nguoi ban anh chi co ba ong if when neu")
    private static let own = words("i we toi minh em ad shop je yo ich ourselves myself my me")
    private static let hypothetical = words("if when unless whether neu khi what who")
    private static let steps = words(
        """
        simply really just also therefore still currently personally definitely absolutely honestly unfortunately \
        regrettably m am re are be been ve have will would must respectfully certainly so then and \
        cung that su hien tai van dang tam thoi luc nay deu rang rat con ben
        """)
    /// After these a clause without a subject is the speaker's own.
    private static let links = words("nhung nen do vay tiec vi because but therefore hence thus however sorry afraid")

    private static func words(_ list: String) -> [[UInt8]] { list.split(separator: " ").map { Array($0.utf8) } }

    /// Whether the speaker means himself: "I can't", "Unable to", not "you can't", "they cannot", "bạn không thể".
    private func isOwn(_ range: Range<Int>) -> Bool {
        if Self.namesSpeaker(text[range]) { return true }
        var end = range.lowerBound
        for step in 0..<6 {
            var isCut = false
            while end > text.startIndex, !WordByte.isWord(text[end - 1]) {
                let byte = text[end - 1]
                // An apostrophe joins "i'm"; other marks end a clause, and so does a blank line.
                if byte > 0x20 ? byte != 0x27 && byte != 0x2A : byte == 0x0A && Self.isBlankLine(text, at: end - 1) {
                    isCut = true
                }
                end -= 1
            }
            if step == 0, isCut || end == text.startIndex { return true }
            guard end > text.startIndex else { return true }
            var start = end
            while start > text.startIndex, end - start < 16, WordByte.isWord(text[start - 1]) { start -= 1 }
            let word = text[start..<end]
            func isIn(_ list: [[UInt8]]) -> Bool { list.contains { $0.count == word.count && $0.elementsEqual(word) } }
            if isIn(Self.own) { return !isHypothetical(before: start) }
            // An adverb between commas: "I, unfortunately, cannot".
            if isCut, step > 0 { return true }
            if isIn(Self.links) { return true }
            guard isIn(Self.steps) else { return false }
            end = start
        }
        return false
    }

    /// Whether a phrase names the speaker itself: "not possible for me to".
    private static func namesSpeaker(_ phrase: ArraySlice<UInt8>) -> Bool {
        phrase.count > 12 && ["me", "my"].contains { hasWord(Array($0.utf8), in: phrase) }
    }

    /// Whether somebody else declines: "she refuses", "they can't help with that".
    private func isOthers(_ range: Range<Int>) -> Bool {
        var end = range.lowerBound
        while end > text.startIndex, text[end - 1] <= 0x20 { end -= 1 }
        var start = end
        while start > text.startIndex, end - start < 16, WordByte.isWord(text[start - 1]) { start -= 1 }
        return Self.othersBefore.contains { $0.elementsEqual(text[start..<end]) }
    }

    private func isHypothetical(before place: Int) -> Bool {
        var end = place
        while end > text.startIndex, text[end - 1] <= 0x20 { end -= 1 }
        var start = end
        while start > text.startIndex, end - start < 12, WordByte.isWord(text[start - 1]) { start -= 1 }
        return Self.hypothetical.contains { $0.elementsEqual(text[start..<end]) }
    }

    private static func hasWord(_ word: [UInt8], in gap: ArraySlice<UInt8>) -> Bool {
        var place = gap.startIndex
        while place + word.count <= gap.endIndex {
            let end = place + word.count
            if gap[place] == word[0], gap[place..<end].elementsEqual(word),
                place == gap.startIndex || !WordByte.isWord(gap[place - 1]),
                end == gap.endIndex || !WordByte.isWord(gap[end])
            {
                return true
            }
            place += 1
        }
        return false
    }

    // MARK: Quotations

    /// Text between double quotation marks of at most 300 bytes: words of others.
    private static func quotes(_ text: ArraySlice<UInt8>) -> [Range<Int>] {
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

    /// Text between 「 and 」 or “ and ”, in UTF-8.
    private static func cornerQuotes(_ text: ArraySlice<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var open: Int?
        var index = text.startIndex
        while index + 2 < text.endIndex {
            switch (text[index], text[index + 1], text[index + 2]) {
            case (0xE3, 0x80, 0x8C), (0xE2, 0x80, 0x9C): open = index
            case (0xE3, 0x80, 0x8D), (0xE2, 0x80, 0x9D):
                if let start = open, index - start <= 300 { ranges.append(start..<index) }
                open = nil
            default: break
            }
            index += 1
        }
        return ranges
    }

    private static func overlaps(_ range: Range<Int>, _ idioms: [Range<Int>]) -> Bool {
        idioms.contains { $0.overlaps(range) }
    }

    /// Whether a place lies in one of ascending ranges.
    private static func holds(_ place: Int, _ ranges: [Range<Int>]) -> Bool {
        ranges.contains { $0.contains(place) }
    }
}
