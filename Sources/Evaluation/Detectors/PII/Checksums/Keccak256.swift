/// Keccak-256 with the original padding, as Ethereum uses it, of inputs shorter than one block.
enum Keccak256 {
    /// The digest in 32 bytes of a message of at most 135 bytes; longer ones are cut there.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 136)
        let count = min(message.count, 135)
        for place in 0..<count { block[place] = message[place] }
        block[count] = 0x01
        block[135] |= 0x80
        var state = [UInt64](repeating: 0, count: 25)
        for (place, byte) in block.enumerated() { state[place / 8] ^= UInt64(byte) << UInt64(8 * (place % 8)) }
        for round in 0..<24 { permute(&state, constants[round]) }
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64(8 * ($0 % 8))) }
    }

    private static func permute(_ state: inout [UInt64], _ constant: UInt64) {
        var columns = [UInt64](repeating: 0, count: 5)
        for x in 0..<5 { columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] }
        for x in 0..<5 {
            let mixed = columns[(x + 4) % 5] ^ rotate(columns[(x + 1) % 5], 1)
            for y in stride(from: 0, to: 25, by: 5) { state[x + y] ^= mixed }
        }
        var moved = [UInt64](repeating: 0, count: 25)
        for x in 0..<5 {
            for y in 0..<5 { moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(state[x + 5 * y], offsets[x + 5 * y]) }
        }
        for y in stride(from: 0, to: 25, by: 5) {
            for x in 0..<5 { state[x + y] = moved[x + y] ^ ~moved[(x + 1) % 5 + y] & moved[(x + 2) % 5 + y] }
        }
        state[0] ^= constant
    }

    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
        count == 0 ? value : value << count | value >> (64 - count)
    }

    private static let offsets: [UInt64] = [
        0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14,
    ]

    private static let constants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808b, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008a, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000a,
        0x0000_0000_8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800a, 0x8000_0000_8000_000a,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
