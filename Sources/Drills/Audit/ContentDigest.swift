/// 128 bits that tell contents apart, so that a long run need not keep what it compares. Not against forgery.
struct ContentDigest: Hashable, Sendable {
    private var low: UInt64 = 0xCBF2_9CE4_8422_2325
    private var high: UInt64 = 0x9E37_79B9_7F4A_7C15

    init(_ bytes: [UInt8]) {
        for byte in bytes {
            low = (low ^ UInt64(byte)) &* 0x100_0000_01B3
            high = (high &+ UInt64(byte)) &* 0xD6E8_FEB8_6659_FD93
            high ^= high >> 32
        }
    }
}
