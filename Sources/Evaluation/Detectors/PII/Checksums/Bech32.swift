/// Bech32 and Bech32m (BIP 173, BIP 350): a name, "1", and letters with a code that detects errors.
enum Bech32 {
    private static let letters = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let values: [Int] = {
        var values = [Int](repeating: -1, count: 256)
        for (value, byte) in letters.enumerated() { values[Int(byte)] = value }
        return values
    }()

    /// Whether a text in one case is right, its witness version matching its kind of checksum.
    static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
        let hasUpper = text.contains { $0 &- 0x41 < 26 }
        let hasLower = text.contains { $0 &- 0x61 < 26 }
        guard !(hasUpper && hasLower), text.count <= 90, let one = text.lastIndex(of: 0x31),
            one > text.startIndex, text.endIndex - one > 7
        else { return false }
        var code: UInt32 = 1
        let name = text[..<one].map { $0 | 0x20 }
        for byte in name { code = step(code, UInt32(byte >> 5)) }
        code = step(code, 0)
        for byte in name { code = step(code, UInt32(byte & 31)) }
        for byte in text[(one + 1)...] {
            let value = values[Int(byte &- 0x41 < 26 ? byte | 0x20 : byte)]
            guard value >= 0 else { return false }
            code = step(code, UInt32(value))
        }
        let version = values[Int(text[one + 1] &- 0x41 < 26 ? text[one + 1] | 0x20 : text[one + 1])]
        return version == 0 ? code == 1 : code == 0x2bc8_30a3
    }

    private static func step(_ code: UInt32, _ value: UInt32) -> UInt32 {
        let top = code >> 25
        var next = (code & 0x1ff_ffff) << 5 ^ value
        for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 { next ^= generator }
        return next
    }

    private static let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
}
