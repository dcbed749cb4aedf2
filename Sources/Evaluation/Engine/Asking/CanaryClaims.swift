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
            where sentence.text.unicodeScalars.count <= Self.longest {
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

    /// The sentence with its first run of digits changed to a number that is nowhere in the evidence.
    private static func withOtherNumber(_ sentence: String, known: Set<Int>) -> String? {
        let scalars = Array(sentence.unicodeScalars)
        guard let start = scalars.firstIndex(where: isDigit) else { return nil }
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
            guard !known.contains(where: { key in TokenizedText(text).words.contains { $0.key == key } }),
                other != Array(digits)
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
