import Glibc

/// Weighs the entries of a text by the words around them.
struct ToxicContext {
    /// One entry in bytes of the folded text.
    struct Hit {
        let category: LexiconHit.Category
        let range: Range<Int>
        let strength: Double
    }

    typealias Match = PhraseMatcher<ToxicCue>.Match

    /// Entries in order, without those inside others.
    private(set) var hits: [Hit] = []
    private var contempt = 0
    private var expulsion = 0
    private var persons = 0
    private var groups = 0
    private var counters = 0
    private var kindness = 0
    private var negatedContempt = 0

    /// Entries kept for one text; more change nothing.
    private static let maximumHits = 256

    init(_ text: [UInt8], _ matches: [Match]) {
        guard !matches.isEmpty else { return }
        var quotes = QuoteTracker(text[...])
        var negation = Int.min
        var counter = Int.min
        var person = Int.min
        for match in matches {
            let place = match.range.lowerBound
            switch match.tag {
            case .negation: negation = match.range.upperBound
            case .counter:
                counter = match.range.upperBound
                counters += 1
            case .person:
                person = match.range.upperBound
                persons += 1
            case .group: groups += 1
            case .kindness: kindness += 1
            case .contempt:
                if Self.isNear(negation, place, 14) { negatedContempt += 1 } else { contempt += 1 }
            case .expulsion: if Self.isNear(negation, place, 14) { negatedContempt += 1 } else { expulsion += 1 }
            case .entry(let category, let strength):
                var factor = 1.0
                if quotes.isQuoted(place) { factor *= 0.5 }
                if category != .profanity, Self.isNear(negation, place, 16) { factor *= 0.35 }
                if Self.isNear(counter, place, 40) { factor *= 0.5 }
                if category == .insult, strength < 0.7, !Self.isNear(person, place, 30),
                    !Self.namesPerson(text, match.range)
                {
                    factor *= 0.75
                }
                append(Hit(category: category, range: match.range, strength: strength * factor))
            }
        }
    }

    /// Adds entries that only a variant of the text shows; they count at the range of what was disguised.
    mutating func add(_ matches: [Match], at range: Range<Int>?) {
        for match in matches {
            guard case .entry(let category, let strength) = match.tag else { continue }
            let range = range ?? match.range
            guard !hits.contains(where: { $0.range.overlaps(range) }) else { continue }
            append(Hit(category: category, range: range, strength: strength))
        }
        hits.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// A longer entry stands for the shorter ones in it.
    private mutating func append(_ hit: Hit) {
        guard hits.count < Self.maximumHits else { return }
        while let last = hits.last, last.range.lowerBound >= hit.range.lowerBound { hits.removeLast() }
        if let last = hits.last, last.range.overlaps(hit.range) {
            guard hit.range.count > last.range.count else { return }
            hits.removeLast()
        }
        hits.append(hit)
    }

    private static func isNear(_ end: Int, _ place: Int, _ limit: Int) -> Bool {
        end != .min && place >= end && place - end <= limit
    }

    /// Whether an entry is an address by itself ("đồ ngu", "thằng chó") or nearly the whole text ("Idiot!").
    private static func namesPerson(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        text.count < range.count + 8 || text[range].contains(0x20)
    }

    // MARK: Prior

    /// A logistic model with weights set by hand; identity terms alone add nothing.
    var prior: Double {
        var score = -2.6
        let strongest = hits.map(\.strength).max() ?? 0
        score += 5.2 * strongest + 0.35 * Double(max(0, min(4, hits.count - 1)))
        let malice = Double(min(3, contempt)) + Double(min(2, expulsion)) * 1.5
        score += malice
        if malice > 0 || strongest > 0 {
            score += 0.5 * Double(min(2, persons))
            score += (malice > 0 ? 1.2 : 0.3) * Double(min(2, groups))
        }
        score -= 0.7 * Double(min(3, counters)) + 0.4 * Double(min(2, negatedContempt))
        if strongest < 0.7 { score -= 0.5 * Double(min(3, kindness)) }
        return min(0.9, 1 / (1 + exp(-score)))
    }
}
