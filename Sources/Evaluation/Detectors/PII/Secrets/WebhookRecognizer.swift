/// Addresses that let anyone post: incoming webhooks of Slack and Discord.
enum WebhookRecognizer {
    /// Looks around "services/" or "webhooks/" in a path.
    static func recognize(_ word: Range<Int>, in scan: PIIScan) -> PIICandidate? {
        let start: Int
        if scan.has("hooks.slack.com/services/t", at: word.lowerBound - 16) {
            start = word.lowerBound - 16
        } else if scan.has("discord.com/api/webhooks/", at: word.lowerBound - 16) {
            start = word.lowerBound - 16
        } else {
            return nil
        }
        let end = scan.end(from: word.upperBound, limit: 160) { SecretFormat.Alphabet.url.contains($0) || $0 == 0x2F }
        guard end - word.upperBound >= 40 else { return nil }
        return PIICandidate(
            type: .secret, range: start..<end, certainty: 0.98, validation: .format, isProven: true)
    }
}
