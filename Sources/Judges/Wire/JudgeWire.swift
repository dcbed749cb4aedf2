package import Evaluation

/// One provider's wire format: how a question becomes a request and what its responses mean. Pure; one folder per
/// provider.
package protocol JudgeWire: Sendable {
    /// The provider as results and telemetry name it.
    var provider: String { get }

    /// What is spoken, told from any other format of the same provider's. Default: the provider.
    var format: String { get }

    /// What is known before the first call about which parameters `model` takes.
    func initialShape(model: String, host: String) -> RequestShape

    /// The request that asks `call`; its path is relative to the endpoint's base URL.
    func request(for call: JudgeCall) -> WireRequest

    /// The provider keeps the beginnings of prompts that it is told to keep, and charges for it. Default: false.
    var marksPrefixes: Bool { get }

    /// The headers that carry the key.
    func authorization(_ key: Secret) -> [WireHeader]

    /// What a 2xx response says.
    ///
    /// - Throws: a named fault for every shape that is not an answer.
    func completion(from body: [UInt8]) throws(WireFault) -> Completion

    /// What a response with any other status says went wrong.
    func problem(from body: [UInt8]) -> ProviderProblem
}

extension JudgeWire {
    package var format: String { provider }

    package var marksPrefixes: Bool { false }

    package func problem(from body: [UInt8]) -> ProviderProblem { ProblemReader.problem(from: body) }
}

/// Everything a wire format needs to ask one question.
package struct JudgeCall: Sendable, Hashable {
    /// What is asked.
    package enum Question: Sendable, Hashable {
        /// For an answer in the form of a schema.
        case structured(JudgePrompt)
        /// For the probabilities of a few words.
        case tokens(TokenQuestion)

        /// The name of the schema that the answer follows; nil where there is none.
        var schemaName: String? {
            guard case .structured(let prompt) = self else { return nil }
            return prompt.schemaName
        }
    }

    package var question: Question
    package var model: String
    /// Which parameters the model is known to take.
    package var shape: RequestShape
    /// Most tokens of the answer, above 0.
    package var maximumTokens: Int
    /// For servers that sample the same way for the same seed. Default: nil, not sent.
    package var seed: Int?
    /// 0 to 2. Default: 0.
    package var temperature: Double
    /// What was wrong with the previous answer to the same question. Default: nil.
    package var repair: String?
    /// Where the beginnings end that the provider is to keep, in UTF-8 bytes of the prompt's data, ascending; 0 is the end
    /// of the rules. Default: none.
    package var keptPrefixes: [Int] = []

    package init(
        _ question: Question, model: String, shape: RequestShape, maximumTokens: Int, seed: Int? = nil,
        temperature: Double = 0, repair: String? = nil
    ) {
        self.question = question
        self.model = model
        self.shape = shape
        self.maximumTokens = maximumTokens
        self.seed = seed
        self.temperature = temperature
        self.repair = repair
    }
}

/// A request as a wire format writes it: always a POST of JSON.
package struct WireRequest: Sendable, Hashable {
    /// Appended to the base URL; begins with `/`.
    package var path: String
    package var headers: [WireHeader]
    package var body: [UInt8]

    package init(path: String, headers: [WireHeader], body: [UInt8]) {
        self.path = path
        self.headers = headers
        self.body = body
    }
}

/// One header of a request.
package struct WireHeader: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// What every request of JSON carries.
    static let json = [WireHeader("Content-Type", "application/json"), WireHeader("Accept", "application/json")]
}
