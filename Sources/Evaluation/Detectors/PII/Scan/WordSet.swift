/// A set of short words, asked without making strings: hostile text asks millions of times.
struct WordSet: ExpressibleByArrayLiteral, Sendable {
    private let keys: Set<UInt128>

    init(arrayLiteral words: String...) { keys = Set(words.map { Self.key(Array($0.utf8)[...]) }) }

    private init(keys: Set<UInt128>) { self.keys = keys }

    /// Whether the word with a key of ``key(_:)`` is in the set.
    func contains(_ key: UInt128) -> Bool { key != 0 && keys.contains(key) }

    /// Whether a word is in the set.
    func contains(_ word: String) -> Bool { contains(Self.key(Array(word.utf8)[...])) }

    /// The words of both sets.
    func union(_ other: WordSet) -> WordSet { WordSet(keys: keys.union(other.keys)) }

    /// A word of at most 16 bytes as a number; 0 for a longer one, which is in no set.
    static func key(_ word: ArraySlice<UInt8>) -> UInt128 {
        guard word.count <= 16 else { return 0 }
        var key: UInt128 = 0
        for byte in word { key = key << 8 | UInt128(byte) }
        return key
    }
}
