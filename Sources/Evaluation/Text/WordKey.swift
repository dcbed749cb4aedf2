/// A number that stands for a folded word: equal words have equal keys, and comparing keys is one instruction.
enum WordKey {
    /// New in each process, so that nobody can prepare two words that share a key.
    private static let seed = UInt64.random(in: .min ... .max)

    /// The key of a folded word, with one more scalar after it if `last` is given. Default: none.
    static func key(_ scalars: ArraySlice<UInt32>, last: UInt32? = nil) -> Int {
        var state = seed
        for value in scalars { mix(value, into: &state) }
        if let last { mix(last, into: &state) }
        return Int(truncatingIfNeeded: state)
    }

    /// The key of a word as it is written in a list.
    static func key(_ word: String) -> Int { key(NormalizedText(word).scalars[...]) }

    /// One number for three keys in order.
    static func key(_ first: Int, _ second: Int, _ third: Int) -> Int {
        var state = UInt64(truncatingIfNeeded: first)
        fold(UInt64(truncatingIfNeeded: second), into: &state)
        fold(UInt64(truncatingIfNeeded: third), into: &state)
        return Int(truncatingIfNeeded: state)
    }

    @inline(__always)
    private static func mix(_ value: UInt32, into state: inout UInt64) { fold(UInt64(value), into: &state) }

    /// Multiplies and folds the 128-bit product, as wyhash does.
    @inline(__always)
    private static func fold(_ value: UInt64, into state: inout UInt64) {
        let product = (state ^ value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        state = product.high ^ product.low &+ value
    }
}
