/// Finds many phrases in one pass over bytes (Aho and Corasick 1975), any run of white space as one space.
///
/// Time is linear in the text and independent of the number of phrases. Where only whole words count, a sign that no
/// text holds stands before every word of a phrase, and the scan feeds it in where a word of the text begins: nothing
/// can match inside a word, and words that begin no phrase are skipped at a table look-up a byte.
struct PhraseMatcher<Tag: Sendable>: Sendable {
    /// One occurrence.
    struct Match: Sendable {
        let tag: Tag
        let range: Range<Int>
    }

    /// For each byte its class, and ``word`` when it is part of a word.
    private let letters: [UInt16]
    private static var word: UInt16 { 0x100 }
    private let width: Int
    /// For each state and class of byte the next state, both times ``width``; doubled, and odd where phrases end.
    private let next: [Int32]
    /// For each state its phrase, or -1; and the nearest shorter state with one, or -1.
    private let phraseAt: [Int32]
    private let shorter: [Int32]
    private let lengths: [Int]
    private let tags: [Tag]
    private let wholeWords: Bool
    /// Whether every phrase begins with a word.
    private let skipsWords: Bool

    /// Compiles phrases of lower-case bytes, words separated by one space. Default: only whole words match.
    init(_ phrases: [(String, Tag)], wholeWords: Bool = true) {
        self.init(bytes: phrases.map { (Array($0.0.utf8), $0.1) }, wholeWords: wholeWords)
    }

    /// Compiles phrases given as bytes of the alphabet the text is in.
    init(bytes phrases: [([UInt8], Tag)], wholeWords: Bool = true) {
        var classes = [UInt8](repeating: 0, count: 256)
        // Class 0 is every byte of no phrase, class 1 the sign before a word.
        var width = 2
        for (phrase, _) in phrases {
            for byte in phrase where classes[Int(byte)] == 0 && width < 256 {
                classes[Int(byte)] = UInt8(width)
                width += 1
            }
        }
        let spelled = phrases.map { Self.spelled($0.0, classes: classes, wholeWords: wholeWords) }
        let trie = PhraseTrie(spelled, width: width)
        next = trie.next.map { state in
            let ends = trie.phraseAt[Int(state)] >= 0 || trie.shorter[Int(state)] >= 0
            return state * Int32(width) << 1 | (ends ? 1 : 0)
        }
        phraseAt = trie.phraseAt
        shorter = trie.shorter
        skipsWords = wholeWords && spelled.allSatisfy { $0.first == 1 || $0.isEmpty }
        letters = (0...255).map { byte in
            UInt16(classes[max(0x20, byte)]) | (WordByte.isWord(UInt8(byte)) ? Self.word : 0)
        }
        self.width = width
        self.wholeWords = wholeWords
        lengths = phrases.map(\.0.count)
        tags = phrases.map(\.1)
    }

    private static func spelled(_ phrase: [UInt8], classes: [UInt8], wholeWords: Bool) -> [UInt8] {
        var spelled: [UInt8] = []
        var isInWord = false
        for byte in phrase {
            let isWord = WordByte.isWord(byte)
            if wholeWords, isWord, !isInWord { spelled.append(1) }
            isInWord = isWord
            spelled.append(classes[Int(byte)])
        }
        return spelled
    }

    /// All occurrences in order of their ends.
    func matches(in text: [UInt8]) -> [Match] { matches(in: text[...]) }

    /// All occurrences in a part of a text, in order of their ends, as if there were nothing around it.
    func matches(in text: ArraySlice<UInt8>) -> [Match] {
        var found: [Match] = []
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe next.withUnsafeBufferPointer { next in
                unsafe letters.withUnsafeBufferPointer { letters in
                    unsafe scan(bytes, next, letters) { state, index in
                        collect(state, endingAt: text.startIndex + index, in: text, into: &found)
                    }
                }
            }
        }
        return found
    }

    /// Calls `visit` with every state in which phrases end, and the place of their last byte. Every place in the tables is
    /// one that they hold themselves.
    @inline(__always)
    private func scan(
        _ text: UnsafeBufferPointer<UInt8>, _ next: UnsafeBufferPointer<Int32>, _ letters: UnsafeBufferPointer<UInt16>,
        _ visit: (_ state: Int, _ index: Int) -> Void
    ) {
        var state = 0
        var index = 0
        var isInWord = false
        while index < text.count {
            let letter = unsafe letters[Int(text[index])]
            if letter >= Self.word {
                if !isInWord {
                    isInWord = true
                    if wholeWords { state = unsafe Int(next[state + 1] >> 1) }
                } else if state == 0, skipsWords {
                    repeat { index += 1 } while unsafe index < text.count && letters[Int(text[index])] >= Self.word
                    continue
                }
            } else {
                isInWord = false
                if unsafe text[index] <= 0x20 {
                    while unsafe index + 1 < text.count && text[index + 1] <= 0x20 { index += 1 }
                }
            }
            let step = unsafe next[state + Int(letter & 0xFF)]
            state = Int(step >> 1)
            if step & 1 != 0 { visit(state / width, index) }
            index += 1
        }
    }

    @inline(__always)
    private func collect(_ state: Int, endingAt last: Int, in text: ArraySlice<UInt8>, into found: inout [Match]) {
        var hit = phraseAt[state] >= 0 ? Int32(state) : shorter[state]
        while hit >= 0 {
            let phrase = Int(phraseAt[Int(hit)])
            if let range = range(of: phrase, endingAt: last, in: text) {
                found.append(Match(tag: tags[phrase], range: range))
            }
            hit = shorter[Int(hit)]
        }
    }

    private func range(of phrase: Int, endingAt last: Int, in text: ArraySlice<UInt8>) -> Range<Int>? {
        let end = last + 1
        if wholeWords, end < text.endIndex, WordByte.isWord(text[last]), WordByte.isWord(text[end]) { return nil }
        var start = last
        for _ in 1..<max(1, lengths[phrase]) {
            if text[start] <= 0x20 { while start > text.startIndex, text[start - 1] <= 0x20 { start -= 1 } }
            start -= 1
        }
        return start..<end
    }
}
