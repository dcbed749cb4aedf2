/// The digits that fence the data of a prompt.
package enum PromptNonce {
    /// 32 hexadecimal digits of the system's generator, which is fit for cryptography: nobody can foresee them.
    package static func fresh() -> String {
        (0..<2).map { _ in StableHash.hexadecimal(UInt64.random(in: .min ... .max)) }.joined()
    }
}
