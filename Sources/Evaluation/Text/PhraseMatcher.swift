/// Finds many phrases in one pass over bytes (Aho and Corasick 1975), on word borders, any run of white space as one.
///
/// Time is linear in the text and independent of the number of phrases.
struct PhraseMatcher<Tag: Sendable>: Sendable {
    /// One occurrence.
    struct Match: Sendable {
        let tag: Tag
        let range: Range<Int>
    }

    private let classes: [UInt8]
    private let width: Int
    private let next: [Int32]
    private let phraseAt: [Int32]
    private let shorter: [Int32]
    private let lengths: [Int]
    private let tags: [Tag]
    private let wholeWords: Bool

    /// Compiles phrases of lower-case bytes, words separated by one space. Default: only whole words match.
    init(_ phrases: [(String, Tag)], wholeWords: Bool = true) {
        self.init(bytes: phrases.map { (Array($0.0.utf8), $0.1) }, wholeWords: wholeWords)
    }

    /// Compiles phrases given as bytes of the alphabet the text is in.
    init(bytes phrases: [([UInt8], Tag)], wholeWords: Bool = true) {
        var classes = [UInt8](repeating: 0, count: 256)
        var width = 1
        for (phrase, _) in phrases {
            for byte in phrase where classes[Int(byte)] == 0 && width < 256 {
                classes[Int(byte)] = UInt8(width)
                width += 1
            }
        }
        var next = [Int32](repeating: -1, count: width)
        var phraseAt: [Int32] = [-1]
        for (index, (phrase, _)) in phrases.enumerated() where !phrase.isEmpty {
            var state = 0
            for byte in phrase {
                let slot = state * width + Int(classes[Int(byte)])
                if next[slot] < 0 {
                    next[slot] = Int32(phraseAt.count)
                    phraseAt.append(-1)
                    next.append(contentsOf: repeatElement(-1, count: width))
                }
                state = Int(next[slot])
            }
            if phraseAt[state] < 0 { phraseAt[state] = Int32(index) }
        }
        var failure = [Int](repeating: 0, count: phraseAt.count)
        var shorter = [Int32](repeating: -1, count: phraseAt.count)
        var queue: [Int] = []
        for letter in 0..<width {
            if next[letter] > 0 { queue.append(Int(next[letter])) } else { next[letter] = 0 }
        }
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            let fallback = failure[state]
            shorter[state] = phraseAt[fallback] >= 0 ? Int32(fallback) : shorter[fallback]
            for letter in 0..<width {
                let slot = state * width + letter
                let target = next[fallback * width + letter]
                if next[slot] < 0 {
                    next[slot] = target
                } else {
                    failure[Int(next[slot])] = Int(target)
                    queue.append(Int(next[slot]))
                }
            }
        }
        self.classes = classes
        self.width = width
        self.next = next
        self.phraseAt = phraseAt
        self.shorter = shorter
        self.wholeWords = wholeWords
        lengths = phrases.map(\.0.count)
        tags = phrases.map(\.1)
    }

    /// All occurrences in order of their ends.
    func matches(in text: [UInt8]) -> [Match] {
        var found: [Match] = []
        var state = 0
        var afterSpace = false
        for index in text.indices {
            var byte = text[index]
            if byte <= 0x20 {
                if afterSpace { continue }
                afterSpace = true
                byte = 0x20
            } else {
                afterSpace = false
            }
            state = Int(next[state * width + Int(classes[Int(byte)])])
            if state == 0 { continue }
            var hit = phraseAt[state] >= 0 ? Int32(state) : shorter[state]
            while hit >= 0 {
                let phrase = Int(phraseAt[Int(hit)])
                if let range = range(of: phrase, endingAt: index, in: text) {
                    found.append(Match(tag: tags[phrase], range: range))
                }
                hit = shorter[Int(hit)]
            }
        }
        return found
    }

    private func range(of phrase: Int, endingAt last: Int, in text: [UInt8]) -> Range<Int>? {
        if wholeWords, last + 1 < text.count, Self.isWord(text[last]), Self.isWord(text[last + 1]) { return nil }
        var start = last
        for _ in 1..<max(1, lengths[phrase]) {
            if text[start] <= 0x20 { while start > 0, text[start - 1] <= 0x20 { start -= 1 } }
            start -= 1
        }
        if wholeWords, start > 0, Self.isWord(text[start]), Self.isWord(text[start - 1]) { return nil }
        return start..<last + 1
    }

    /// Letters, digits and the bytes that stand for other letters and marks.
    private static func isWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 && byte != SkeletonText.other
    }
}
