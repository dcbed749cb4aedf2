/// Tokens of Telegram bots: a number, a colon and 35 characters.
enum BotTokenRecognizer {
    /// Looks around the colon.
    static func recognize(at colon: Int, in scan: PIIScan) -> PIICandidate? {
        guard PIIScan.isDigit(scan.byte(colon - 1)) else { return nil }
        var start = colon
        while start > 0, colon - start < 11, PIIScan.isDigit(scan.byte(start - 1)) { start -= 1 }
        guard 8...10 ~= colon - start else { return nil }
        let end = scan.end(from: colon + 1, limit: 36, while: SecretFormat.Alphabet.url.contains)
        guard end - colon == 36, Entropy.bitsPerByte(scan.bytes[colon + 1..<end]) >= 3 else { return nil }
        return PIICandidate(
            type: .secret, range: start..<end, certainty: 0.95, validation: .format, isProven: true)
    }
}
