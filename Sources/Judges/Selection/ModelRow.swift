/// What is known about a model by its name alone.
package struct ModelRow: Sendable, Hashable {
    /// Whether answers come with the probabilities of their tokens.
    package enum Probabilities: Sendable, Hashable {
        case given, refused, unknown
    }

    package let probabilities: Probabilities
    /// Its weights are open: it may run on the operator's own machines.
    package let isOpen: Bool
    /// Too small to carry the structured protocol: it says "supported" to everything.
    package let isSmall: Bool

    var givesProbabilities: Bool { probabilities == .given }
    var mayGiveProbabilities: Bool { probabilities != .refused }

    /// Parameters in billions up to which a model counts as small: a measured one of 1.5 billion gave structured verdicts no
    /// better than chance, and token probabilities that were right in most cases.
    package static let smallModel = 4.0

    /// The row of a model, by its name in any spelling that servers use: `Qwen/Qwen2.5-1.5B-Instruct`, `gemma3:1b`.
    package static func row(of model: String) -> ModelRow {
        let parts = Self.parts(of: model)
        let name = parts.joined(separator: "-")
        for (prefixes, row) in closed where prefixes.contains(where: { name.hasPrefix($0) }) { return row }
        // A model that thinks first begins its answer with its thoughts.
        if parts.contains(where: thinking.contains) {
            return ModelRow(probabilities: .refused, isOpen: true, isSmall: false)
        }
        let isSmall =
            smallNames.contains { name.hasPrefix($0) }
            || name.hasPrefix("phi") && parts.contains("mini")
            || parts.compactMap(size).max().map { $0 <= smallModel } ?? false
        let isOpen = isSmall || openFamilies.contains { name.hasPrefix($0) }
        return ModelRow(probabilities: isOpen ? .given : .unknown, isOpen: isOpen, isSmall: isSmall)
    }

    /// Names of providers' own models by how they begin, the first that fits.
    private static let closed: [(prefixes: [String], row: ModelRow)] = [
        (["gpt-oss"], ModelRow(probabilities: .refused, isOpen: true, isSmall: false)),
        (
            ["gpt-4o", "chatgpt-4o", "gpt-4.1", "gpt-4-", "gpt-3.5"],
            ModelRow(probabilities: .given, isOpen: false, isSmall: false)
        ),
        (
            ["gpt-5", "o1", "o3", "o4", "claude", "gemini", "grok"],
            ModelRow(probabilities: .refused, isOpen: false, isSmall: false)
        ),
    ]

    private static let smallNames = ["local-judge", "smollm", "tinyllama"]

    private static let openFamilies = [
        "qwen", "llama", "meta-llama", "mistral", "mixtral", "ministral", "gemma", "phi", "olmo", "granite", "yi-",
        "falcon", "vicuna", "command-r",
    ]

    private static let thinking: Set<String> = ["r1", "qwq", "thinking", "reasoning", "reasoner"]

    /// The last part of a path in lower case, cut at what separates words.
    private static func parts(of model: String) -> [String] {
        let name = model.split(separator: "/").last ?? ""
        return name.lowercased().split { "-_: ".contains($0) }.map(String.init)
    }

    /// Billions of parameters that a part of a name states: `1.5b`, `270m`, `e2b`.
    private static func size(_ part: String) -> Double? {
        let digits = part.hasPrefix("e") ? part.dropFirst() : part[...]
        guard let unit = digits.last, unit == "b" || unit == "m", let number = Double(digits.dropLast()), number > 0
        else { return nil }
        return unit == "b" ? number : number / 1_000
    }
}
