internal import Evaluation
internal import JSON

/// `prompt_cache_key`: prompts with the same one are sent to the same machine, which has their common beginning ready.
/// Without it only the first tokens decide, and those are our rules, the same for all.
///
/// Servers that do not know it may refuse the whole request, so it is sent to those that document it, and to none of them
/// again that has refused it.
enum CacheKey {
    static func isTaken(by host: String, of hosts: [String]) -> Bool {
        hosts.contains { host == $0 || host.hasSuffix(".\($0)") }
    }

    /// By the first part alone: what else prompts share stands behind it.
    static func append(_ prompt: JudgePrompt, _ shape: RequestShape, to body: inout JSONObject) {
        guard shape.hintsPrefixes, let part = prompt.shared.first else { return }
        body.append("prompt_cache_key", .string(part.name))
    }
}
