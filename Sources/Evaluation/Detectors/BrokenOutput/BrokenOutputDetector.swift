/// Recognises outputs that answer nothing: they score 0 on relevancy without a judge.
///
/// An output that breaks off may still answer, so that is told apart by ``isTruncated(_:)``.
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
        if output.words.isEmpty {
            return folded.contains(where: Self.isMeaningful) || isUnread(output) ? nil : .punctuationOnly
        }
        if Self.isOpener(output) { return .openerOnly }
        if Repetition.isLoop(output) { return .repetition }
        if let input, Self.echoes(output, input) { return .promptEcho }
        return nil
    }

    /// Whether an output, or a passage of it, is in signs that no rule here reads: that nothing was found in it says
    /// little. Linear time.
    package func isUnread(_ output: TokenizedText) -> Bool { UnreadText.isHeld(in: output) }

    /// Symbols that say something by themselves: emoji, arrows, check marks, mathematical signs, currency.
    private static func isMeaningful(_ value: UInt32) -> Bool {
        switch value {
        case 0x1_F000...0x1_FAFF, 0x2190...0x23FF, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x20A0...0x20CF: true
        default: false
        }
    }

    private static func isOpener(_ output: TokenizedText) -> Bool {
        guard output.words.count <= OpenerPhrases.longest else { return false }
        let keys = output.words.map(\.key)
        let promises =
            output.normalized.scalars.last { $0 != 0x2A && $0 != 0x20 && $0 != 0x23 && $0 != 0x5F }.map {
                $0 == 0x3A || $0 == 0x2C
            } ?? false
        return OpenerPhrases.openers.contains(keys) || promises && OpenerPhrases.answers.contains(keys)
    }

    /// The same words in the same order, if there are enough to be no coincidence, alone or after an opener.
    private static func echoes(_ output: TokenizedText, _ input: TokenizedText) -> Bool {
        let asked = input.words.count
        let surplus = output.words.count - asked
        guard asked >= 4, surplus >= 0, surplus <= 4 || surplus == asked else { return false }
        func says(from start: Int) -> Bool {
            zip(output.words[start...], input.words).allSatisfy { $0.key == $1.key }
        }
        if surplus == asked { return says(from: 0) && says(from: asked) }
        let lead = output.words[..<surplus].map(\.key)
        return says(from: surplus) && (lead.isEmpty || OpenerPhrases.leads.contains(lead))
    }
}
