/// Which runs of a few scalars a text has, up to chance: tells in time of the needle alone that most texts are nowhere in
/// it.
///
/// A judge that was steered can give hundreds of quotes which exist nowhere, each to be looked for in all of a long text.
/// Every run of the text is a bit; a needle with a run whose bit is not set is not there (after Bloom 1970, with one hash
/// of each run). What is there always passes.
struct GramFilter: Sendable {
    /// Scalars of a run: enough for words of one text put together anew to have runs that the text has not.
    static let length = 6
    /// Shorter texts are walked through as fast.
    static let smallestText = 2_048
    /// Bits for each scalar: at most one in eight is set.
    private static let bitsPerScalar = 8
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    /// The weight of the scalar that leaves a run.
    private static let leaving = (1..<length).reduce(UInt64(1)) { power, _ in power &* base }

    private var words: [UInt64]
    private let shift: UInt64

    /// Nil when the text is too short to be worth it.
    init?(_ scalars: [UInt32]) {
        guard scalars.count >= Self.smallestText else { return nil }
        let wanted = scalars.count * Self.bitsPerScalar
        let exponent = UInt64(Int.bitWidth - (wanted - 1).leadingZeroBitCount)
        shift = 64 - exponent
        words = [UInt64](repeating: 0, count: 1 << (exponent - 6))
        var hash: UInt64 = 0
        for index in scalars.indices {
            Self.roll(&hash, scalars, index)
            guard index >= Self.length - 1 else { continue }
            let bit = place(hash)
            words[bit >> 6] |= 1 << UInt64(bit & 63)
        }
    }

    /// False when the needle is certainly not in the text.
    func mayContain(_ needle: [UInt32]) -> Bool {
        var hash: UInt64 = 0
        for index in needle.indices {
            Self.roll(&hash, needle, index)
            guard index >= Self.length - 1 else { continue }
            let bit = place(hash)
            if words[bit >> 6] & (1 << UInt64(bit & 63)) == 0 { return false }
        }
        return true
    }

    /// Moves the hash of a run on by one scalar.
    private static func roll(_ hash: inout UInt64, _ scalars: [UInt32], _ index: Int) {
        if index >= length { hash &-= UInt64(scalars[index - length]) &* leaving }
        hash = hash &* base &+ UInt64(scalars[index])
    }

    /// The bit of a run; the multiplication spreads the low bits of the hash over the high ones.
    private func place(_ hash: UInt64) -> Int { Int(((hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9) >> shift) }
}
