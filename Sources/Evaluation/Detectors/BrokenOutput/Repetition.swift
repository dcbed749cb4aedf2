/// Recognises text that loops: the same character, word, sentence or passage over and over.
enum Repetition {
    /// Words of the end of a text that are looked at by themselves: a loop fills the end.
    private static let tail = 240

    /// Whether the text is a loop, wholly or from some point to its end. Poems with a refrain and lists are not.
    static func isLoop(_ text: TokenizedText) -> Bool {
        repeatsCharacter(text.normalized.scalars) || repeatsWords(text.words)
    }

    /// Forty equal letters or digits in a row; rules and leaders are made of signs.
    private static func repeatsCharacter(_ scalars: [UInt32]) -> Bool {
        let length = 40
        var start = 0
        while start + length <= scalars.count {
            // Seen from its far end, a row that is too short ends soon, and no other begins before it.
            var place = start + length - 1
            let value = scalars[place]
            while place > start, scalars[place - 1] == value { place -= 1 }
            if place > start {
                start = place
            } else if ScalarClass.isDigit(value) || ScalarClass.isLetter(value) {
                return true
            } else {
                start += length
            }
        }
        return false
    }

    private static func repeatsWords(_ words: [Token]) -> Bool {
        guard words.count >= 20 else {
            guard words.count >= 8, let first = words.first?.key else { return false }
            return words.allSatisfy { $0.key == first }
        }
        if endsInPeriod(words) { return true }
        guard words.count >= 40 else { return newShare(words[...]) < 0.25 }
        return newShare(words[...]) < 0.25 || words.count > tail && newShare(words.suffix(tail)) < 0.15
    }

    /// The share of runs of three words that are new, counted in a table of the text's own size.
    private static func newShare(_ words: ArraySlice<Token>) -> Double {
        let runs = words.count - 2
        var capacity = 64
        while capacity < runs * 2 { capacity *= 2 }
        var table = [Int](repeating: 0, count: capacity)
        var distinct = 0
        for place in words.startIndex..<words.endIndex - 2 {
            let key = WordKey.key(words[place].key, words[place + 1].key, words[place + 2].key) | 1
            var slot = (key >> 8) & (capacity - 1)
            while table[slot] != 0, table[slot] != key { slot = (slot + 1) & (capacity - 1) }
            guard table[slot] == 0 else { continue }
            table[slot] = key
            distinct += 1
        }
        return Double(distinct) / Double(runs)
    }

    /// Whether the end repeats one passage of at most eighty words at least four times, over at least forty words.
    ///
    /// The shortest period of the reversed text's front comes from its failure table (Knuth, Morris, Pratt 1977).
    private static func endsInPeriod(_ words: [Token]) -> Bool {
        let end = words.suffix(400)
        guard end.count >= 40 else { return false }
        let keys = end.reversed().map(\.key)
        var failure = [Int](repeating: 0, count: keys.count)
        var length = 0
        for index in 1..<keys.count {
            while length > 0, keys[index] != keys[length] { length = failure[length - 1] }
            if keys[index] == keys[length] { length += 1 }
            failure[index] = length
            let period = index + 1 - length
            if index + 1 >= 40, period <= 80, index + 1 >= period * 4, (index + 1) * 2 >= min(words.count, 400) {
                return true
            }
        }
        return false
    }
}
