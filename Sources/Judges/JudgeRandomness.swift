package import Evaluation

/// Where a judge's chance comes from; tests bring their own.
package struct JudgeRandomness: Sendable {
    /// 32 hexadecimal digits, 128 bits that nobody can foresee.
    package var nonce: @Sendable () -> String
    /// Fences the data of prompts, the same for as long as the process lives.
    package var fence: PromptFence
    /// 0 to 1, evenly.
    package var chance: @Sendable () -> Double

    /// Every parameter's default is the system's generator.
    package init(
        fence: PromptFence = .fresh(),
        nonce: @escaping @Sendable () -> String = { PromptNonce.fresh() },
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.fence = fence
        self.nonce = nonce
        self.chance = chance
    }
}
