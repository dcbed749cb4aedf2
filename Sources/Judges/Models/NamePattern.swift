/// A model's name, or how it begins: `gpt-4o-mini`, `gpt-4o*`. The case of letters does not count.
struct NamePattern: Sendable, Hashable {
    private let text: String
    private let isPrefix: Bool

    /// Nil for an empty text and for a star that is not the last character.
    init?(_ pattern: String) {
        isPrefix = pattern.hasSuffix("*")
        text = ModelName(isPrefix ? String(pattern.dropLast()) : pattern).pattern
        guard !text.isEmpty, !text.contains("*") else { return nil }
    }

    func matches(_ name: ModelName) -> Bool { isPrefix ? name.text.hasPrefix(text) : name.text == text }

    /// More for a pattern that says more: a whole name before every beginning.
    var weight: Int { isPrefix ? text.utf8.count : .max }
}

/// A model's name in any spelling that servers use (`Qwen/Qwen2.5-1.5B-Instruct`, `gemma3:1b`), in one form.
struct ModelName: Sendable {
    /// The last part of the path in lower case, cut at what separates words.
    let parts: [String]
    /// The parts, joined by dashes.
    let text: String
    /// The same with a dash at the end where the name has one: `yi-` is no beginning of `yield`.
    let pattern: String

    init(_ name: String) {
        let last = (name.split(separator: "/").last ?? "").lowercased()
        parts = last.split { Self.separators.contains($0) }.map(String.init)
        text = parts.joined(separator: "-")
        pattern = last.last.map(Self.separators.contains) == true && !text.isEmpty ? text + "-" : text
    }

    private static let separators: Set<Character> = ["-", "_", ":", " "]

    /// Billions of parameters that the name states: `1.5b`, `270m`, `e2b`; the largest where it states several.
    var billions: Double? { parts.compactMap(Self.size).max() }

    private static func size(_ part: String) -> Double? {
        let digits = part.hasPrefix("e") ? part.dropFirst() : part[...]
        guard let unit = digits.last, unit == "b" || unit == "m", let number = Double(digits.dropLast()), number > 0
        else { return nil }
        return unit == "b" ? number : number / 1_000
    }
}
