/// Sentences that are polite and say nothing.
enum Courtesy {
    /// Whether a sentence greets, thanks, offers help or opens an answer.
    static func isCourtesy(_ sentence: LexicalText) -> Bool {
        let keys = sentence.keys
        guard keys.count <= 16 else { return false }
        return offers.occurs(in: keys) || keys.count <= 6 && openers.occurs(in: keys, atStart: true)
    }

    private static let offers = PhraseList(
        """
        hope this helps|hope that helps|let me know if|feel free to|happy to help|glad to help|glad you asked|\
        thank you for|thanks for asking|you're welcome|anything else I can|how can I help|how may I help|\
        have a great day|have a nice day|great question|good question|hy vọng điều này|cảm ơn bạn|rất vui được|\
        bạn cần giúp|chúc bạn
        """)
    private static let openers = PhraseList(
        "sure|certainly|of course|hello|hi|hey|good morning|thanks|thank you|absolutely|xin chào|chào bạn|vâng|dạ")
}
