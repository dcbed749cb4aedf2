/// Looks at eight bytes of a string at a time.
enum PlainBytes {
    /// Whether eight bytes hold none that has to be looked at by itself: no quote, no backslash, no control character.
    ///
    /// Without their high bits, bytes can be added side by side: no sum carries into the next one.
    @inline(__always)
    static func areAll(in word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high = ones &* 0x80
        let low = word & ~high
        // The high bit of each byte says: 0x20 or more; another than this; another than this; another than this.
        let printable = low &+ ones &* 0x60
        let noQuote = (low ^ (ones &* 0x22)) &+ ones &* 0x7F
        let noBackslash = (low ^ (ones &* 0x5C)) &+ ones &* 0x7F
        let noDelete = (low ^ (ones &* 0x7F)) &+ ones &* 0x7F
        return ~(word | printable & noQuote & noBackslash & noDelete) & high == 0
    }

    /// Eight bytes from a place on; nil when there are not as many.
    @inline(__always)
    static func word(in bytes: [UInt8], at place: Int) -> UInt64? {
        guard place + 8 <= bytes.count else { return nil }
        return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
    }
}
