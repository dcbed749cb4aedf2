internal import Evaluation
internal import JSON

/// An answer as it is kept: what the judge said, unread, and what that had cost.
package struct Verdict: Sendable, Hashable {
    /// What was said.
    package enum Content: Sendable, Hashable {
        /// A structured answer's text.
        case text(String)
        /// How probable each word of a plain question is, and all of them together.
        case words([Double], mass: Double)
    }

    package var content: Content
    /// The model that answered, as the provider names it.
    package var model: String
    /// Tokens that the answer had cost, prompt and completion.
    package var tokens: Int

    package init(_ content: Content, model: String, tokens: Int) {
        self.content = content
        self.model = model
        self.tokens = tokens
    }

    /// Longer values are neither kept nor read, in bytes: a question has a few sentences and its answer a few claims each.
    package static let largest = 65_536
    private static let sealLength = 64
    private static let longestModel = 200
    /// Far above any question's.
    private static let mostTokens = 100_000_000

    /// The value under `key`; nil when it could not be read again: it is too long, or holds what is no number.
    package func sealed(under key: VerdictKey) -> [UInt8]? {
        var object: JSONObject = ["model": .string(model), "tokens": .integer(Int64(tokens))]
        switch content {
        case .text(let text): object.append("text", .string(text))
        case .words(let probabilities, let mass):
            guard probabilities.allSatisfy(\.isFinite), mass.isFinite else { return nil }
            object.append("words", .array(probabilities.map(JSONValue.number)))
            object.append("mass", .number(mass))
        }
        let value = JSONWriter.bytes(of: .object(object))
        let sealed = Array(SHA256.hexadecimal(key.seal(of: value)).utf8) + value
        return Verdict(sealed, under: key) == self ? sealed : nil
    }

    /// Reads a value that was found under `key`; nil for everything that ``sealed(under:)`` did not write under this very
    /// key.
    package init?(_ bytes: [UInt8], under key: VerdictKey) {
        guard bytes.count > Self.sealLength, bytes.count <= Self.largest else { return nil }
        let value = Array(bytes[Self.sealLength...])
        guard Array(SHA256.hexadecimal(key.seal(of: value)).utf8) == Array(bytes[..<Self.sealLength]),
            let object = (try? JSONReader.read(value))?.object,
            let model = object["model"]?.string, model.utf8.count <= Self.longestModel,
            let tokens = object["tokens"]?.integer, (0...Self.mostTokens).contains(tokens)
        else { return nil }
        self.model = model
        self.tokens = tokens
        if let text = object["text"]?.string, !text.isEmpty {
            content = .text(text)
        } else if let words = object["words"]?.array, let mass = object["mass"]?.number {
            let probabilities = words.compactMap(\.number)
            guard !probabilities.isEmpty, probabilities.count == words.count,
                (probabilities + [mass]).allSatisfy({ (0...1).contains($0) })
            else { return nil }
            content = .words(probabilities, mass: mass)
        } else {
            return nil
        }
    }
}
