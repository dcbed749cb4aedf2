/// A small English and Vietnamese lexicon of profanity, insults, threats and slurs.
///
/// A prior only: word lists read below chance on hateful text without slurs and fire on quotes, counter-speech and
/// reclaimed words alike, so a hit tells a judge where to look and never decides. Tones count in Vietnamese ("các" is
/// harmless), so words are compared folded, not stripped.
package struct ToxicityLexicon: Sendable {
    /// A lexicon.
    package init() {}

    /// Entries found, in order. Linear time.
    package func scan(_ text: String) -> [LexiconHit] {
        let original = ScalarText(text)
        return scan(NormalizedText(original), original: original)
    }

    /// Entries found in folded text, in order. Linear time.
    package func scan(_ text: NormalizedText, original: ScalarText) -> [LexiconHit] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.scalars.count)
        for scalar in text.scalars { bytes.append(Self.byte(scalar)) }
        var hits = Self.hits(bytes, text, original)
        if let letters = Disguise.lettersForDigits(bytes) {
            let seen = Set(hits.map(\.range.bytes.lowerBound))
            hits += Self.hits(letters, text, original).filter { !seen.contains($0.range.bytes.lowerBound) }
            hits.sort { $0.range.bytes.lowerBound < $1.range.bytes.lowerBound }
        }
        return hits
    }

    /// A rough probability that text with these hits is toxic, 0...1: the strongest word, a little more for several.
    package static func prior(_ hits: [LexiconHit]) -> Double {
        guard let strongest = hits.map(\.strength).max() else { return 0.02 }
        return min(0.8, 0.6 * strongest + 0.05 * Double(min(4, hits.count - 1)))
    }

    private struct Entry {
        let category: LexiconHit.Category
        let strength: Double
    }

    private static func hits(_ bytes: [UInt8], _ text: NormalizedText, _ original: ScalarText) -> [LexiconHit] {
        matcher.matches(in: bytes).map { match in
            LexiconHit(
                category: match.tag.category, range: original.range(text.originalRange(match.range)),
                strength: match.tag.strength)
        }
    }

    /// ASCII as it is; the marks of Vietnamese and đ have bytes of their own, other letters one for all.
    private static func byte(_ scalar: UInt32) -> UInt8 {
        if scalar < 0x80 { return UInt8(scalar) }
        switch scalar {
        case 0x300: return 0x90
        case 0x301: return 0x91
        case 0x302: return 0x92
        case 0x303: return 0x93
        case 0x306: return 0x94
        case 0x309: return 0x95
        case 0x31B: return 0x96
        case 0x323: return 0x97
        case 0x111: return 0x98
        default: return ScalarClass.isLetter(scalar) ? SkeletonText.letter : SkeletonText.other
        }
    }

    private static let matcher = PhraseMatcher<Entry>(
        bytes: entries.flatMap { category, strength, list in
            list.split(separator: "|").map { word in
                (NormalizedText(String(word)).scalars.map(byte), Entry(category: category, strength: strength))
            }
        })

    private static let entries: [(LexiconHit.Category, Double, String)] = [
        (
            .profanity, 0.4,
            "damn|crap|hell no|bullshit|shit|shitty|piss off|wtf|sh*t|bs artist|vãi|vcl|vkl|vl thật|đếch"
        ),
        (
            .profanity, 0.7,
            "fuck|fucking|fucked|fucker|f*ck|f**k|f***|motherfucker|asshole|a**hole|cunt|dickhead|đụ|địt|đéo|đù|đĩ mẹ|"
                + "địt mẹ|đụ má|đ.m|đm|dcm|đcm|vãi lồn|vãi cứt|lồn|cặc|buồi|con cặc"
        ),
        (
            .insult, 0.6,
            "idiot|idiots|moron|morons|imbecile|stupid|dumbass|loser|scumbag|bastard|bitch|b*tch|whore|slut|retard|"
                + "retarded|pathetic|worthless|you disgust me|shut up|piece of shit|piece of trash|ngu|ngu ngốc|đồ ngu|"
                + "ngu như bò|ngu như chó|óc chó|óc lợn|thằng ngu|con ngu|đồ khốn|khốn nạn|khốn kiếp|đồ chó|chó chết|"
                + "mất dạy|đồ rác rưởi|súc vật|đồ súc sinh|con đĩ|con điếm|thằng chó|câm mồm|câm họng|vô học|mặt lồn"
        ),
        (
            .threat, 0.8,
            "kill you|kill yourself|kys|i will hurt you|i'll hurt you|beat you up|you should die|go die|hope you die|"
                + "watch your back|burn in hell|slit your throat|giết mày|giết chết mày|mày chết đi|đi chết đi|"
                + "đánh chết mày|chém chết|chết mẹ mày|tao giết"
        ),
        (
            .slur, 0.8,
            "nigger|niggers|nigga|faggot|faggots|fag|kike|chink|spic|wetback|gook|tranny|dyke|paki|raghead|towelhead|"
                + "subhuman|vermin people|bọn mọi|đồ mọi|tàu khựa|khựa|bê đê|bóng lộ|đồ bê đê|bắc kỳ chó|"
                + "nam kỳ chó|đồ thiểu năng|thiểu năng"
        ),
    ]
}
