/// The automaton behind ``PhraseMatcher``: a trie of spelled phrases with the failure links folded into its edges.
struct PhraseTrie {
    /// For each state, `width` next states.
    private(set) var next: [Int32]
    /// For each state the phrase that ends there, or -1.
    private(set) var phraseAt: [Int32] = [-1]
    /// For each state the longest proper suffix that is a phrase, or -1.
    private(set) var shorter: [Int32] = []

    /// Builds the automaton of phrases over the letters 0 to `width` - 1. Of equal phrases the first counts.
    init(_ phrases: [[UInt8]], width: Int) {
        next = [Int32](repeating: -1, count: width)
        for (index, phrase) in phrases.enumerated() where !phrase.isEmpty { insert(phrase, index, width: width) }
        link(width: width)
    }

    private mutating func insert(_ phrase: [UInt8], _ index: Int, width: Int) {
        var state = 0
        for letter in phrase {
            let slot = state * width + Int(letter)
            if next[slot] < 0 {
                next[slot] = Int32(phraseAt.count)
                phraseAt.append(-1)
                next.append(contentsOf: repeatElement(-1, count: width))
            }
            state = Int(next[slot])
        }
        if phraseAt[state] < 0 { phraseAt[state] = Int32(index) }
    }

    private mutating func link(width: Int) {
        var failure = [Int](repeating: 0, count: phraseAt.count)
        shorter = [Int32](repeating: -1, count: phraseAt.count)
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
    }
}
