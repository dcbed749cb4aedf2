/// A fixed map from word keys to small values: open addressing, one or two probes a look-up and no hashing of its own.
struct WordTable<Meaning: Sendable>: Sendable {
    private let mask: Int
    private let keys: [Int]
    private let values: [Meaning?]

    /// A table of entries; of two with one key the first counts.
    init(_ entries: [(key: Int, value: Meaning)]) {
        var capacity = 16
        while capacity < entries.count * 3 { capacity *= 2 }
        var keys = [Int](repeating: 0, count: capacity)
        var values = [Meaning?](repeating: nil, count: capacity)
        for (key, value) in entries {
            var slot = key & (capacity - 1)
            while values[slot] != nil, keys[slot] != key { slot = (slot + 1) & (capacity - 1) }
            guard values[slot] == nil else { continue }
            keys[slot] = key
            values[slot] = value
        }
        mask = capacity - 1
        self.keys = keys
        self.values = values
    }

    /// The value of a key.
    subscript(key: Int) -> Meaning? {
        var slot = key & mask
        while let value = values[slot] {
            if keys[slot] == key { return value }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
