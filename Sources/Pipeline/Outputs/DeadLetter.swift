import Evaluation
import JSON

/// A message that cannot be worked on, with the cause, for people to look at and to send again.
package struct DeadLetter: Sendable {
    package let message: Message
    /// Stable code of the cause.
    package let code: String
    /// The cause in words, cut to 1,024 bytes; holds no judged text.
    package let cause: String
    /// How often it was tried, at least 1.
    package let attempts: Int

    package init(message: Message, code: String, cause: String, attempts: Int = 1) {
        self.message = message
        self.code = code
        self.cause = cause
        self.attempts = attempts
    }

    /// The record to write: the original key, bytes and headers, and behind them what happened.
    ///
    /// The names of Kafka Connect's error headers are written too, because that is what tools look for. On a record that
    /// was a dead letter before, the first origin stays readable: headers repeat, the first is the oldest.
    ///
    /// The bytes are the original ones but for what `KeyRedaction` takes out, and `value-redacted` says that it did.
    ///
    /// - Parameter time: milliseconds since 1970.
    package func outgoing(to queue: String, time: Int64) -> OutgoingMessage {
        let (value, marks) = value
        return OutgoingMessage(
            queue: queue, key: message.key, value: value, attributes: message.attributes + marks + facts(time: time))
    }

    /// The record for a topic that refuses the whole one: the first bytes of the value and what happened, without the
    /// original key and headers, which may be what is too large. `value-truncated-from` says how long the value was.
    ///
    /// - Parameter time: milliseconds since 1970.
    package func shortened(to queue: String, time: Int64) -> OutgoingMessage {
        let (value, marks) = value
        return OutgoingMessage(
            queue: queue, key: nil, value: Array(value.prefix(Self.shortValueBytes)),
            attributes: marks + facts(time: time) + [Attribute("value-truncated-from", String(value.count))])
    }

    /// The record for a topic that refuses even the shortened one: no value, and headers that fit in 4 KiB. They say what
    /// happened, where the record stands, its ids where it has some, and in `value-sha256` the digest of its bytes there.
    ///
    /// - Parameter time: milliseconds since 1970.
    package func minimal(to queue: String, time: Int64) -> OutgoingMessage {
        let digest = SHA256.digest(message.payload)
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return OutgoingMessage(
            queue: queue, key: nil, value: [],
            attributes: facts(time: time, textBytes: Self.minimalTextBytes) + ids + [
                Attribute("value-sha256", digest), Attribute("value-truncated-from", String(message.payload.count)),
            ])
    }

    private static let shortValueBytes = 64 << 10
    private static let minimalTextBytes = 256

    /// The ids that the bytes name, which a record without them would not tell.
    private var ids: [Attribute] {
        guard let object = (try? JSONReader.read(message.payload))?.object else { return [] }
        let names = [("evaluation-id", ["evaluation_id", "request_id"]), ("campaign-id", ["campaign_id"])]
        return names.compactMap { name, members in
            members.lazy.compactMap { object[$0]?.string }.first
                .map { Attribute(name, Self.cut($0, to: Self.minimalTextBytes)) }
        }
    }

    private var value: (bytes: [UInt8], marks: [Attribute]) {
        guard let redacted = KeyRedaction.redacted(message.payload) else { return (message.payload, []) }
        return (redacted, [Attribute("value-redacted", "api_key")])
    }

    private func facts(time: Int64, textBytes: Int = 1024) -> [Attribute] {
        let origin = message.origin
        let text = Self.cut(cause, to: textBytes)
        return [
            Attribute("error-code", code), Attribute("error-message", text),
            Attribute("original-topic", origin.queue), Attribute("original-partition", String(origin.partition)),
            Attribute("original-offset", String(origin.offset)), Attribute("attempts", String(attempts)),
            Attribute("time", String(time)), Attribute("__connect.errors.topic", origin.queue),
            Attribute("__connect.errors.partition", String(origin.partition)),
            Attribute("__connect.errors.offset", String(origin.offset)),
            Attribute("__connect.errors.exception.class.name", code),
            Attribute("__connect.errors.exception.message", text),
        ]
    }

    private static func cut(_ cause: String, to limit: Int) -> String {
        var text = ""
        var count = 0
        for scalar in cause.unicodeScalars {
            count += UTF8.width(scalar)
            guard count <= limit else { break }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
