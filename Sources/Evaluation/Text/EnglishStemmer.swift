/// Cuts the commonest English endings so that inflected words compare equal. For overlap only: stems are not words.
enum EnglishStemmer {
    /// The stem of a folded word; the word itself when it is short or not plain ASCII.
    static func stem(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        guard word.count > 3, let last = word.last, last < 0x80 else { return word }
        var word = word
        if word.count > 4, ends(word, "'s") { word = word.dropLast(2) }
        if ends(word, "ies"), word.count > 4 { return word.dropLast(2) }
        if ends(word, "sses") || ends(word, "xes") || ends(word, "ches") || ends(word, "shes") {
            return word.dropLast(2)
        }
        if ends(word, "ss") || ends(word, "us") || ends(word, "is") { return word }
        if ends(word, "ing"), word.count > 5 { return undouble(word.dropLast(3)) }
        if ends(word, "ied"), word.count > 4 { return word.dropLast(2) }
        if ends(word, "ed"), word.count > 4 { return undouble(word.dropLast(2)) }
        if ends(word, "ly"), word.count > 5 { return word.dropLast(2) }
        if ends(word, "s") { return trimE(word.dropLast()) }
        if ends(word, "y") { return word.dropLast() + [0x69] }
        return trimE(word)
    }

    /// "stopp" becomes "stop"; "call" and "miss" stay.
    private static func undouble(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        guard word.count > 3, let last = word.last, word.dropLast().last == last else { return trimE(word) }
        switch last {
        case 0x6C, 0x73, 0x7A, 0x61, 0x65, 0x69, 0x6F, 0x75: return word
        default: return word.dropLast()
        }
    }

    private static func trimE(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        word.count > 3 && word.last == 0x65 ? word.dropLast() : word
    }

    private static func ends(_ word: ArraySlice<UInt32>, _ suffix: StaticString) -> Bool {
        let text = suffix.description.unicodeScalars
        return word.count > text.count && zip(word.suffix(text.count), text).allSatisfy { $0 == $1.value }
    }
}
