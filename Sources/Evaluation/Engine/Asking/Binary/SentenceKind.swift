/// What a sentence is by its form alone.
enum SentenceKind: Hashable {
    /// It may claim something.
    case statement
    case question
    /// A greeting, thanks, an offer, an opening; or nothing but small words.
    case courtesy

    init(_ text: String) {
        let tokens = TokenizedText(text)
        let keys = tokens.words.map(\.key)
        let last = tokens.original.scalars.last { $0 > 0x20 }
        if Self.greetings.contains(keys) || OpenerPhrases.openers.contains(keys) || OpenerPhrases.answers.contains(keys)
            || Self.isPolite(keys)
            || !tokens.words.contains(where: { $0.isContent || $0.isNegation })
        {
            self = .courtesy
        } else {
            self = last == 0x3F || last == 0xFF1F ? .question : .statement
        }
    }

    /// Whole sentences that greet, thank or take leave.
    private static let greetings: Set<[Int]> = Set(
        """
        hello|hello there|hi|hi there|hey|good morning|good afternoon|good evening|thanks|thanks a lot|many thanks|\
        thanks so much|thank you|thank you very much|thank you so much|okay thanks|ok thanks|great thanks|bye|goodbye|\
        see you|xin chào|chào bạn|chào anh|chào chị|cảm ơn|cảm ơn bạn|cảm ơn nhiều|tạm biệt
        """.split(separator: "|").map { TokenizedText(String($0)).words.map(\.key) })

    /// Longer sentences say something besides.
    private static let longest = 14

    private static func isPolite(_ keys: [Int]) -> Bool {
        guard keys.count <= longest else { return false }
        return keys.indices.contains { place in polite.contains { keys[place...].starts(with: $0) } }
    }

    private static let polite: [[Int]] =
        """
        hope this helps|hope that helps|let me know if|feel free to ask|happy to help|glad to help|glad you asked|\
        thank you for asking|thanks for asking|you're welcome|anything else I can|how can I help|how may I help|\
        have a great day|have a nice day|great question|good question|hy vọng điều này|cảm ơn bạn đã hỏi|\
        rất vui được giúp|bạn cần giúp|chúc bạn một ngày
        """.split(separator: "|").map { TokenizedText(String($0)).words.map(\.key) }
}
