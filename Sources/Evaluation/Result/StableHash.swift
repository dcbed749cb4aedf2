/// A 64-bit hash that is the same in every process and on every machine (FNV-1a with a final mix).
///
/// For sampling and for identifiers that a repetition must find again; not for security.
package enum StableHash {
    /// The hash of texts one after the other, each set apart from the next.
    package static func of(_ texts: String...) -> UInt64 { of(texts) }

    /// The same for a list.
    package static func of(_ texts: [String]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for text in texts {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0x1FF) &* 0x100_0000_01B3
        }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }

    /// 16 lower-case hexadecimal digits.
    package static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
