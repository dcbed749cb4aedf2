/// Where a judge's chance comes from; tests bring their own.
package struct JudgeRandomness: Sendable {
    /// 32 hexadecimal digits, 128 bits that nobody can foresee.
    package var nonce: @Sendable () -> String
    /// 0 to 1, evenly.
    package var chance: @Sendable () -> Double

    /// Every parameter's default is the system's generator.
    package init(
        nonce: @escaping @Sendable () -> String = { JudgeRandomness.systemNonce() },
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.nonce = nonce
        self.chance = chance
    }

    /// Two 64-bit numbers of the system's generator, which is fit for cryptography.
    package static func systemNonce() -> String {
        (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
