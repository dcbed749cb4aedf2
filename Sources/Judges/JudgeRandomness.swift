internal import Evaluation

/// Where a judge's chance comes from; tests bring their own.
package struct JudgeRandomness: Sendable {
    /// 32 hexadecimal digits, 128 bits that nobody can foresee.
    package var nonce: @Sendable () -> String
    /// 0 to 1, evenly.
    package var chance: @Sendable () -> Double

    /// Every parameter's default is the system's generator.
    package init(
        nonce: @escaping @Sendable () -> String = { PromptNonce.fresh() },
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.nonce = nonce
        self.chance = chance
    }
}
