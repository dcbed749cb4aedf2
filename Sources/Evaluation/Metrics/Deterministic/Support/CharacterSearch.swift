/// Looks for several texts in another, character by character as a reader sees them.
///
/// Canonically equal characters are the same (NFC and NFD), all line ends are the same, and no hit cuts a character:
/// "cafe" is not in "café". Time linear in the text for each of the texts (Knuth, Morris, Pratt 1977).
struct CharacterSearch {
    /// A number for each character that some of the texts hold.
    private var keys: [Character: Int32] = [:]
    private var phrases: [[Int32]] = []
    private let ignoresCase: Bool

    /// Stands for every character that none of the texts holds.
    private static let unknown: Int32 = -1

    init(_ phrases: [String], ignoresCase: Bool) {
        self.ignoresCase = ignoresCase
        for phrase in phrases {
            var numbers: [Int32] = []
            for character in phrase {
                let folded = Self.folded(character, ignoresCase: ignoresCase)
                let number = keys[folded] ?? Int32(keys.count)
                keys[folded] = number
                numbers.append(number)
            }
            self.phrases.append(numbers)
        }
    }

    /// Where each of the texts occurs first, in Unicode scalars; nil for one that does not.
    func firstRanges(in text: String) -> [Range<Int>?] {
        var numbers: [Int32] = []
        var starts: [Int32] = []
        var offset: Int32 = 0
        for character in text {
            numbers.append(keys[Self.folded(character, ignoresCase: ignoresCase)] ?? Self.unknown)
            starts.append(offset)
            offset += Int32(character.unicodeScalars.count)
        }
        starts.append(offset)
        return phrases.map { phrase in
            Self.firstRange(of: phrase, in: numbers).map { Int(starts[$0.lowerBound])..<Int(starts[$0.upperBound]) }
        }
    }

    private static func firstRange(of phrase: [Int32], in text: [Int32]) -> Range<Int>? {
        guard !phrase.isEmpty, phrase.count <= text.count else { return nil }
        let failure = failureTable(phrase)
        var matched = 0
        for (place, number) in text.enumerated() {
            while matched > 0, phrase[matched] != number { matched = failure[matched - 1] }
            if phrase[matched] == number { matched += 1 }
            if matched == phrase.count { return place + 1 - phrase.count..<place + 1 }
        }
        return nil
    }

    private static func failureTable(_ phrase: [Int32]) -> [Int] {
        var table = [Int](repeating: 0, count: phrase.count)
        var length = 0
        for place in 1..<max(1, phrase.count) {
            while length > 0, phrase[place] != phrase[length] { length = table[length - 1] }
            if phrase[place] == phrase[length] { length += 1 }
            table[place] = length
        }
        return table
    }

    /// The character that stands for all that are to be the same.
    static func folded(_ character: Character, ignoresCase: Bool) -> Character {
        // A carriage return with its line feed is one ASCII character here: the line feed.
        if let ascii = character.asciiValue {
            let isUpper = ignoresCase && (0x41...0x5A).contains(ascii)
            return Character(Unicode.Scalar(isUpper ? ascii + 0x20 : ascii))
        }
        guard ignoresCase else { return character }
        // By way of the capital, which both small sigmas share; ß has none of one character.
        let capital = character.uppercased()
        let small = (capital.count == 1 ? capital : String(character)).lowercased()
        return small.count == 1 ? small.first ?? character : character
    }
}
