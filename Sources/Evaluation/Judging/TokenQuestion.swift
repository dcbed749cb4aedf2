/// A plain question whose whole answer is one of a few words: read from the probabilities of the first token, not from
/// what the model then wrote.
package struct TokenQuestion: Sendable, Hashable {
    /// The constant rules; holds nothing of the request.
    package let system: String
    /// The question with its data in nonce-fenced slots.
    package let user: String
    /// The words that count, each told apart by its first token: `yes`, `no`; `0` to `4`.
    package let words: [String]
    /// The digits of the fence, another every time; nil for a question without one.
    package let nonce: String?

    /// - Parameter nonce: Default: nil, no fence.
    package init(system: String, user: String, words: [String], nonce: String? = nil) {
        self.system = system
        self.user = user
        self.words = words
        self.nonce = nonce
    }

    /// ``user`` in UTF-8 with a digit 0 for each digit of the fence: the same for two questions that differ in nothing
    /// else. The data cannot spell a line of the fence, it has no line ends.
    package var unfencedUser: [UInt8] {
        var bytes = Array(user.utf8)
        guard let nonce = nonce.map({ Array($0.utf8) }), let first = nonce.first else { return bytes }
        var place = 0
        while place + nonce.count <= bytes.count {
            guard bytes[place] == first, bytes[place..<place + nonce.count] == nonce[...] else {
                place += 1
                continue
            }
            for offset in nonce.indices { bytes[place + offset] = UInt8(ascii: "0") }
            place += nonce.count
        }
        return bytes
    }
}

/// How probable each word of a token question is.
package struct TokenAnswer: Sendable, Hashable {
    /// In the order of the question's words; add up to 1.
    package var probabilities: [Double]
    /// What the model gave to all of the words together before that, 0 to 1: little means it wanted to say something
    /// else.
    package var mass: Double
    /// The model that answered, as the provider names it.
    package var model: String
    package var usage: JudgeUsage
    /// Of a judge that remembers; whoever reads the answer settles it. Default: nil.
    package var receipt: AnswerReceipt?

    package init(
        probabilities: [Double], mass: Double, model: String, usage: JudgeUsage, receipt: AnswerReceipt? = nil
    ) {
        self.probabilities = probabilities
        self.mass = mass
        self.model = model
        self.usage = usage
        self.receipt = receipt
    }
}

/// What a judge's model can do; decides how it is asked.
package struct JudgeCapability: Sendable, Hashable {
    /// How facts are asked for. The raw value is the wire's.
    package enum Form: String, Sendable, Hashable, CaseIterable {
        /// One structured answer with claims, spans and quotes.
        case structured = "structured_findings"
        /// One plain question per sentence, read from token probabilities: for models too small for the first.
        case binary = "binary_probability"
    }

    package var form: Form
    /// The endpoint returns the probabilities of the first token.
    package var hasTokenProbabilities: Bool
    /// Nothing that rests on its answers is surer than this, 0 to 1; a verdict that something is safe goes to a human where
    /// this is below ``Certainty/highest``.
    package var certaintyLimit: Double

    /// Default: structured answers, no token probabilities, no limit but that of all verdicts.
    package init(
        form: Form = .structured, hasTokenProbabilities: Bool = false, certaintyLimit: Double = Certainty.highest
    ) {
        self.form = form
        self.hasTokenProbabilities = hasTokenProbabilities
        self.certaintyLimit = min(Certainty.highest, max(0, certaintyLimit))
    }
}
