/// Recognises outputs that answer nothing: they score 0 on relevancy without a judge.
package struct BrokenOutputDetector: Sendable {
    /// A detector.
    package init() {}

    /// What is wrong with `output`, or nil when it deserves a judge. Linear time.
    ///
    /// - Parameter input: the user's message, to recognise an echo. Default: unknown.
    package func scan(_ output: String, input: String? = nil) -> BrokenOutput? {
        scan(TokenizedText(output), input: input.map { TokenizedText($0) })
    }

    /// What is wrong with a tokenized output, or nil when it deserves a judge. Linear time.
    package func scan(_ output: TokenizedText, input: TokenizedText?) -> BrokenOutput? {
        let folded = output.normalized.scalars
        if folded.isEmpty { return .empty }
        if output.words.isEmpty { return folded.contains(where: Self.isMeaningful) ? nil : .punctuationOnly }
        if Self.isOpener(output) { return .openerOnly }
        if Self.repeats(output) { return .repetition }
        if let input, Self.echoes(output, input) { return .promptEcho }
        return nil
    }

    /// Symbols that say something by themselves, such as emoji.
    private static func isMeaningful(_ value: UInt32) -> Bool { value >= 0x1_F000 || value >= 0x2600 && value < 0x27C0 }

    private static let openers: Set<[Int]> = Set(
        """
        thought process|let's think step by step|let us think step by step|let's solve this step by step|solution|answer|\
        the answer is|final answer|reasoning|step by step|here is|here is the answer|here's the answer|here are|sure|\
        certainly|of course|absolutely|okay|ok|response|output|explanation|analysis|thinking|assistant|\
        let me think|sure, here is|sure, here's|certainly, here is|i think|well|so|dưới đây là|sau đây là|đây là|\
        câu trả lời|trả lời|câu trả lời là|lời giải|chắc chắn rồi|tất nhiên|vâng|được thôi|quá trình suy nghĩ|\
        hãy suy nghĩ từng bước|đáp án|đáp án là
        """.split(separator: "|").map { TokenizedText(String($0)).words.map(\.key) })

    /// Openers that are whole answers unless a colon promises more.
    private static let answers: Set<[Int]> = Set(
        [
            "sure", "certainly", "of course", "absolutely", "okay", "ok", "vâng", "tất nhiên", "chắc chắn rồi",
            "được thôi",
        ]
        .map { TokenizedText($0).words.map(\.key) })

    private static func isOpener(_ output: TokenizedText) -> Bool {
        guard output.words.count <= 8 else { return false }
        let keys = output.words.map(\.key)
        guard openers.contains(keys) else { return false }
        let promises =
            output.normalized.scalars.last { $0 != 0x2A && $0 != 0x20 }.map { $0 == 0x3A || $0 == 0x2C } ?? false
        return promises || !answers.contains(keys)
    }

    // MARK: Repetition

    private static func repeats(_ output: TokenizedText) -> Bool {
        repeatsCharacter(output.normalized.scalars) || repeatsWords(output.words)
    }

    /// Forty equal letters or digits in a row; rules and leaders are made of signs.
    private static func repeatsCharacter(_ scalars: [UInt32]) -> Bool {
        var length = 0
        var previous: UInt32 = 0
        for value in scalars {
            length = value == previous ? length + 1 : 1
            previous = value
            if length >= 40, ScalarClass.isDigit(value) || ScalarClass.isLetter(value) { return true }
        }
        return false
    }

    private struct Run: Hashable {
        let first: Int
        let second: Int
        let third: Int
    }

    /// At least twenty words of which fewer than a quarter of the runs of three are new, over the whole or the end.
    private static func repeatsWords(_ words: [Token]) -> Bool {
        guard words.count >= 20 else { return words.count >= 8 && Set(words.lazy.map(\.key)).count == 1 }
        return newShare(words[...]) < 0.25 || words.count > 120 && newShare(words.suffix(words.count / 2)) < 0.15
    }

    private static func newShare(_ words: ArraySlice<Token>) -> Double {
        var seen: Set<Run> = []
        for place in words.startIndex..<words.endIndex - 2 {
            seen.insert(Run(first: words[place].key, second: words[place + 1].key, third: words[place + 2].key))
        }
        return Double(seen.count) / Double(words.count - 2)
    }

    /// The same words in the same order, if there are enough to be no coincidence.
    private static func echoes(_ output: TokenizedText, _ input: TokenizedText) -> Bool {
        let said = output.words.map(\.key)
        return said.count >= 4 && said == input.words.map(\.key)
    }
}
