/// Reads the capitalised words that a name is written with.
struct NameReader {
    private let scan: PIIScan

    init(_ scan: PIIScan) { self.scan = scan }

    /// A run of words that could be a name.
    struct Name {
        let range: Range<Int>
        /// Words that are not initials or particles.
        let words: Int
    }

    /// The name that begins at an offset, of at most `limit` words.
    func name(at start: Int, limit: Int = 4) -> Name? {
        var place = start
        var end = start
        var words = 0
        var count = 0
        while count < limit + 2, words < limit {
            guard let word = word(at: place) else { break }
            if !scan.isCapital(place) {
                // "van", "de", "bin": only between capitals.
                guard words > 0, isParticle(place..<word), scan.byte(word) == 0x20, scan.isCapital(word + 1) else {
                    break
                }
                place = word + 1
                count += 1
                continue
            }
            let length = word - place
            let isInitial = length == 1 && scan.byte(word) == 0x2E
            guard isInitial || length >= 2 else { break }
            if Self.stops.contains(scan.word(place..<word)) { break }
            if !isInitial { words += 1 }
            end = isInitial ? word + 1 : word
            count += 1
            if isInitial, scan.byte(end) != 0x20, scan.isCapital(end) {
                place = end
                continue
            }
            guard scan.byte(end) == 0x20 else { break }
            place = end + 1
        }
        guard words > 0, !PIIScan.isGlue(scan.byte(end)) else { return nil }
        return Name(range: start..<end, words: words)
    }

    /// Where the word at an offset ends, if one begins there.
    private func word(at start: Int) -> Int? {
        var end = scan.end(from: start, limit: 24) {
            PIIScan.isLetter($0) || $0 == SkeletonText.letter || $0 == 0x27 || $0 == 0x2D
        }
        // "Anna's" is Anna.
        if end - start > 3, scan.has("'s", at: end - 2) { end -= 2 }
        while end > start, scan.byte(end - 1) == 0x27 || scan.byte(end - 1) == 0x2D { end -= 1 }
        return end > start ? end : nil
    }

    private func isParticle(_ range: Range<Int>) -> Bool { Self.particles.contains(scan.word(range)) }

    private static let particles: WordSet = [
        "van", "von", "de", "der", "den", "la", "le", "bin", "al", "da", "dos", "do", "del", "di", "el", "ter", "ten",
        "und",
    ]

    /// Capitalised words that end a name or are none.
    private static let stops: WordSet = [
        "i", "the", "my", "your", "our", "we", "he", "she", "it", "they", "and", "or", "but", "please", "thanks",
        "thank", "email",
        "phone", "tel", "address", "mr", "mrs", "ms", "dr", "from", "to", "on", "in", "at", "is", "was", "will", "has",
        "if",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "june",
        "july", "september", "october", "november", "december", "ceo", "cto", "cfo", "manager", "director", "engineer",
        "department", "team", "support", "inc", "ltd", "corp", "llc", "company", "sdt", "cccd", "dob", "date", "name",
        "age",
        "gender", "sent", "toi", "ngay", "sinh", "dia", "email", "this", "that", "what", "how",
        "not", "a",
    ]
}
