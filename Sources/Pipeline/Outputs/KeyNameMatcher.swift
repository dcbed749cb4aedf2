/// Finds the name of a key in a text: `api_key` in any case, with another separator or none, also behind other letters
/// (`OPENAI_API_KEY`, `x-api-key`).
struct KeyNameMatcher {
    private static let letters = Array("apikey".utf8)
    private static let separators = Array("_-. ".utf8)
    private var matched = 0
    private var separated = 0

    /// Takes the next character; true when a name ends with it.
    mutating func completes(with character: EscapedText.Character) -> Bool {
        let isLetter = (0x41...0x5A).contains(character.value)
        let value = isLetter ? character.value | 0x20 : character.value
        if matched == 3, separated < 2, Self.separators.contains(value) {
            separated += 1
            return false
        }
        if value == Self.letters[matched] {
            matched += 1
        } else {
            // No letter but the first begins a name again.
            matched = value == Self.letters[0] ? 1 : 0
        }
        if matched <= 3 { separated = 0 }
        guard matched == Self.letters.count else { return false }
        matched = 0
        return true
    }
}
