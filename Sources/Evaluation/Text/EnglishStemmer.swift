/// Cuts the commonest English endings so that inflected words compare equal. For overlap only: stems are not words.
enum EnglishStemmer {
    /// A stem: the front of a word, and a letter written for the one that was cut.
    private struct Stem {
        var front: ArraySlice<UInt32>
        var last: UInt32?
    }

    /// The key of a folded word's stem; `whole` when it is short, does not end in ASCII or is its own stem.
    static func key(_ word: ArraySlice<UInt32>, whole: Int) -> Int {
        guard word.count > 3, let last = word.last else { return whole }
        switch last {
        case s, g, d, y, e: break
        default: return whole
        }
        let stem = stem(word)
        return stem.last == nil && stem.front.count == word.count ? whole : WordKey.key(stem.front, last: stem.last)
    }

    private static func stem(_ word: ArraySlice<UInt32>) -> Stem {
        guard word.count > 3 else { return Stem(front: word) }
        switch word[word.endIndex - 1] {
        case s: return plural(word)
        case g: return Stem(front: word.count > 5 && ends(word, i, n, g) ? undouble(word.dropLast(3)) : word)
        case d:
            guard word.count > 4, ends(word, e, d) else { return Stem(front: word) }
            return Stem(front: ends(word, i, e, d) ? word.dropLast(2) : undouble(word.dropLast(2)))
        case y:
            if word.count > 5, ends(word, l, y) { return Stem(front: word.dropLast(2)) }
            return Stem(front: word.dropLast(), last: i)
        case e: return Stem(front: trimE(word))
        default: return Stem(front: word)
        }
    }

    private static func plural(_ word: ArraySlice<UInt32>) -> Stem {
        if ends(word, apostrophe, s) {
            return word.count > 5 ? stem(word.dropLast(2)) : Stem(front: word.dropLast(2))
        }
        if ends(word, i, e, s) { return Stem(front: word.count > 4 ? word.dropLast(2) : word) }
        if ends(word, e, s), let before = word.dropLast(2).last {
            let isHissing = before == x || before == h || ends(word.dropLast(2), s, s)
            return Stem(front: isHissing ? word.dropLast(2) : trimE(word.dropLast()))
        }
        if ends(word, s, s) || ends(word, u, s) || ends(word, i, s) { return Stem(front: word) }
        let singular = word.dropLast()
        guard singular.last == y, singular.count > 3 else { return Stem(front: singular) }
        return Stem(front: singular.dropLast(), last: i)
    }

    /// "stopp" becomes "stop"; "call" and "miss" stay.
    private static func undouble(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        guard word.count > 3, let last = word.last, word.dropLast().last == last else { return trimE(word) }
        switch last {
        case l, s, z, a, e, i, o, u: return word
        default: return word.dropLast()
        }
    }

    private static func trimE(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        word.count > 3 && word.last == e ? word.dropLast() : word
    }

    private static func ends(_ word: ArraySlice<UInt32>, _ second: UInt32, _ first: UInt32) -> Bool {
        word.count > 2 && word[word.endIndex - 1] == first && word[word.endIndex - 2] == second
    }

    private static func ends(
        _ word: ArraySlice<UInt32>, _ third: UInt32, _ second: UInt32, _ first: UInt32
    ) -> Bool {
        word.count > 3 && ends(word, second, first) && word[word.endIndex - 3] == third
    }

    private static let apostrophe: UInt32 = 0x27
    private static let a: UInt32 = 0x61
    private static let d: UInt32 = 0x64
    private static let e: UInt32 = 0x65
    private static let g: UInt32 = 0x67
    private static let h: UInt32 = 0x68
    private static let i: UInt32 = 0x69
    private static let l: UInt32 = 0x6C
    private static let n: UInt32 = 0x6E
    private static let o: UInt32 = 0x6F
    private static let s: UInt32 = 0x73
    private static let u: UInt32 = 0x75
    private static let x: UInt32 = 0x78
    private static let y: UInt32 = 0x79
    private static let z: UInt32 = 0x7A
}
