/// Two claims whose truth is known, to be mixed among those of an answer: a copied sentence of the evidence, and one with a
/// number or a name changed to what the evidence does not say.
struct CanaryClaims: Hashable {
    let supported: String
    let unsupported: String

    /// Sentences longer than this, in scalars, make poor claims.
    private static let longest = 240
    private static let names = ["Velmora", "Tarquist", "Ondrelle", "Pashkovny"]

    /// Nil when the evidence has no sentence to take.
    ///
    /// - Parameter salt: another one takes other sentences, as far as there are any.
    init?(evidence: [NumberedText], salt: Int) {
        var candidates: [String] = []
        for chunk in evidence {
            for sentence in SentenceSplitter().split(chunk.text)
            where sentence.text.unicodeScalars.count <= Self.longest && !Self.asks(sentence.text) {
                if TokenizedText(sentence.text).words.count(where: \.isContent) >= 3 {
                    candidates.append(sentence.text)
                }
            }
        }
        guard !candidates.isEmpty else { return nil }
        let seed = Int(truncatingIfNeeded: StableHash.of("canary", candidates[0], String(candidates.count)) >> 8) + salt
        supported = candidates[seed % candidates.count]
        let known = Set(evidence.flatMap { TokenizedText($0.text).words.map(\.key) })
        let ordered = (0..<candidates.count).lazy.map { candidates[(seed + 1 + $0) % candidates.count] }
        let name = Self.names[seed % Self.names.count]
        unsupported =
            ordered.compactMap { Self.withOtherNumber($0, known: known) }.first
            ?? ordered.compactMap { Self.withOtherName($0, name: name) }.first
            ?? "\(name) was founded in 1743 and has 4817 members."
    }

    /// A question claims nothing, whoever copies it.
    private static func asks(_ sentence: String) -> Bool {
        sentence.unicodeScalars.last.map { $0 == "?" || $0 == "\u{FF1F}" } ?? false
    }

    /// The sentence with its first number changed to one that is nowhere in the evidence.
    private static func withOtherNumber(_ sentence: String, known: Set<Int>) -> String? {
        let scalars = Array(sentence.unicodeScalars)
        // The number of a row ("1. Open the lid") or of a footnote ("[1]") says nothing that could be false.
        let first = scalars.indices.first { place in
            isDigit(scalars[place]) && place > 0 && !isDigit(scalars[place - 1])
                && !["[", "("].contains(scalars[place - 1])
        }
        guard let start = first else { return nil }
        let end = scalars[start...].firstIndex { !isDigit($0) } ?? scalars.count
        let digits = scalars[start..<end]
        for shift in [3, 7, 1, 4, 9] as [UInt32] {
            // The first digit stays above 0, so that the number keeps its length.
            let other = digits.enumerated().map { place, digit -> Unicode.Scalar in
                let value = digit.value - 0x30
                let moved = place == 0 ? (value + shift - 1) % 9 + 1 : (value + shift) % 10
                return Unicode.Scalar(UInt8(0x30 + moved))
            }
            let text = String(String.UnicodeScalarView(other))
            guard other != Array(digits), !TokenizedText(text).words.contains(where: { known.contains($0.key) })
            else { continue }
            return String(String.UnicodeScalarView(scalars[..<start])) + text
                + String(String.UnicodeScalarView(scalars[end...]))
        }
        return nil
    }

    /// The sentence with its first capitalised word behind the first one changed to a name of nobody.
    private static func withOtherName(_ sentence: String, name: String) -> String? {
        var words = sentence.split(separator: " ", omittingEmptySubsequences: false)
        let place = words.indices.dropFirst().first { place in
            words[place].count >= 3 && words[place].unicodeScalars.first?.properties.isUppercase == true
        }
        guard let place else { return nil }
        let tail = words[place].unicodeScalars.reversed().prefix { !$0.properties.isAlphabetic }
        words[place] = Substring(name + String(String.UnicodeScalarView(tail.reversed())))
        return words.joined(separator: " ")
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
