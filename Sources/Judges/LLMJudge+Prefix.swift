internal import Evaluation
internal import JSON

/// The beginnings that prompts share: the same bytes for the same texts, and known to the provider where it wants to know.
extension LLMJudge {
    /// Characters of a key below which somebody may have thought it up: "EMPTY", "ollama", "sk-local".
    private static let leastKey = 32

    /// All replicas with the operator's key write the same prompts, and find each other's in the provider's cache. A
    /// client knows its own key, and must not know the marks for all that.
    static func fence(_ configuration: Configuration, _ randomness: JudgeRandomness) -> PromptFence {
        guard !configuration.isClients, let key = configuration.key?.value, key.utf8.count >= leastKey else {
            return randomness.fence
        }
        return PromptFence(secret: Array(key.utf8))
    }

    /// The call for a prompt, with the ends of those beginnings that are worth keeping.
    func call(for prompt: JudgePrompt, maximumTokens: Int, repair: String? = nil) -> JudgeCall {
        var call = JudgeCall(
            .structured(prompt), model: configuration.model, shape: shape(of: prompt.schemaName),
            maximumTokens: maximumTokens,
            seed: configuration.seed, temperature: configuration.temperature, repair: repair)
        if wire.marksPrefixes {
            call.keptPrefixes = shared.prefixes.kept(of: prefixes(of: prompt), at: shared.clock.now)
        }
        return call
    }

    /// What the prompt begins with and others may begin with too, the shortest first.
    private func prefixes(of prompt: JudgePrompt) -> [PrefixMemory.Prefix] {
        var hasher = Hasher()
        // What one account has sent another one's cache does not hold.
        hasher.combine(bulkhead)
        hasher.combine(prompt.system)
        hasher.combine(prompt.schema)
        let rules = prompt.system.utf8.count + JSONWriter.text(of: prompt.schema).utf8.count
        var prefixes = [PrefixMemory.Prefix(end: 0, length: rules, code: hasher.finalize())]
        for part in prompt.shared {
            hasher.combine(part.name)
            prefixes.append(PrefixMemory.Prefix(end: part.end, length: rules + part.end, code: hasher.finalize()))
        }
        return prefixes
    }
}
