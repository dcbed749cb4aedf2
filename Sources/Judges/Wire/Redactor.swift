package import Evaluation

/// Makes a provider's words fit to be shown: one line, at most 300 characters, no key.
package struct Redactor: Sendable {
    private let keys: [Secret]
    private let limit = 300
    private static let shortestPiece = 8

    /// - Parameter keys: secrets that were sent to the provider and that it may repeat. Of one with blanks in it
    ///   (`Bearer …`) each part of at least 8 characters is a secret.
    package init(keys: [Secret] = []) {
        self.keys = keys.flatMap { key in
            let words = Self.words(of: key.value[...])
            return words.count == 1 ? [key] : words.filter { $0.count >= Self.shortestPiece }.map { Secret(String($0)) }
        }
    }

    /// `text` masked, on one line and cut.
    ///
    /// Masked is every word that holds a key, begins like one (providers repeat the ends of a wrong key), or has the
    /// form of an API key.
    package func excerpt(_ text: String) -> String {
        // Masking whole words needs their ends, so the cut comes last; a hostile body is bounded before.
        let masked = Self.words(of: text.prefix(4096)).map { word in mask(String(word)) }.joined(separator: " ")
        return masked.count <= limit ? masked : String(masked.prefix(limit - 1)) + "…"
    }

    private static func words(of text: Substring) -> [Substring] {
        text.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }
    }

    private func mask(_ word: String) -> String {
        isSecret(word) ? "***" : word
    }

    private func isSecret(_ word: String) -> Bool {
        if keys.contains(where: { word.contains($0.value) }) { return true }
        let pieces = word.split { !($0.isLetter || $0.isNumber || "-_*.…".contains($0)) }
        return pieces.contains { piece in
            let hasKeyForm =
                piece.count >= 8
                && ["sk-", "sk_", "pk-", "gsk_", "xai-", "AIza", "eyJ"].contains { piece.hasPrefix($0) }
            let isStarred = piece.contains("**") || piece.contains("…")
            return hasKeyForm || isStarred || keys.contains { Self.shareBeginning(String(piece), $0.value) }
        }
    }

    /// Whether `word` repeats at least eight characters of a key's beginning, or half of a short key.
    private static func shareBeginning(_ word: String, _ key: String) -> Bool {
        let shared = zip(word, key).prefix { $0 == $1 }.count
        return shared >= min(8, max(4, key.count / 2))
    }
}
