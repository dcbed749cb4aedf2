package import Evaluation
package import HTTPClient

/// A judge behind HTTP: one question is one prompt, sent until there is an answer or no hope of one.
///
/// What is sent and read is the wire's part, what a failure means the classifier's, when to try again the retry
/// state's, how many calls are in flight the limiter's; this type only connects them.
package struct LLMJudge: Judge {
    /// What one judge does not share with others.
    package struct Configuration: Sendable {
        package var endpoint: Endpoint
        package var model: String
        /// Of the configured endpoint and key. Default: nil, calls fail one by one.
        package var circuit: JudgeCircuit?
        /// The model is the configured one. Default: true.
        var isUsualModel = true
        /// The model's row of the table, where it has been looked up. Default: nil, it is looked up.
        var row: ModelRow?
        /// Default: nil, no authorization is sent.
        package var key: Secret?
        /// Where the key is from, for messages. Default: `model_config.api_key`.
        package var keyName = "model_config.api_key"
        /// The provider of those rows in the table of models whose prices hold at this endpoint. Default: nil, no price is
        /// known.
        package var pricedAs: String?
        /// The judge for a model of another provider that the operator has configured, or for a model by its name with a
        /// provider before it. Default: nil, all models are at the endpoint.
        package var elsewhere: (@Sendable (String) -> (any Judge)?)?
        /// A client pays for it, with a key of its own. Default: false.
        package var isClients = false
        /// For whom it judges. Default: nobody in particular.
        package var origin = CallOrigin()
        /// What the operator allows for the model with this key. Default: no limit.
        package var rates = RatePlan()
        /// The table's limits hold where `rates` sets none, until the provider says what is left. Default: false.
        var assumesLimits = false
        /// When a call is made a second time. Default: nil, never.
        package var hedge: HedgePolicy?
        /// Default: nil, not sent.
        package var seed: Int?
        /// 0 to 2. Default: 0.
        package var temperature: Double
        /// Models that a metric may name instead; nil allows all, for a client with a key of its own. Default: nil.
        package var allowedModels: Set<String>?
        /// How models are asked. Default: by what is known about them.
        package var asking: JudgeAsking
        package var retry: RetryPolicy
        /// Of one call, from sending to the last byte. Default: 60 s.
        package var callTimeout: Duration
        /// Name lookup, TCP and TLS of one call. Default: 5 s.
        package var connectTimeout: Duration
        /// Where the endpoint's name may lead. Default: `.any`.
        package var addresses: AddressPolicy

        package init(
            endpoint: Endpoint, model: String, key: Secret? = nil, seed: Int? = nil, temperature: Double = 0,
            allowedModels: Set<String>? = nil, asking: JudgeAsking = JudgeAsking(), retry: RetryPolicy = RetryPolicy(),
            callTimeout: Duration = .seconds(60), connectTimeout: Duration = .seconds(5),
            addresses: AddressPolicy = .any, circuit: JudgeCircuit? = nil, isUsualModel: Bool = true
        ) {
            self.circuit = circuit
            self.isUsualModel = isUsualModel
            self.endpoint = endpoint
            self.model = model
            self.key = key
            self.seed = seed
            self.temperature = temperature
            self.allowedModels = allowedModels
            self.asking = asking
            self.retry = retry
            self.callTimeout = callTimeout
            self.connectTimeout = connectTimeout
            self.addresses = addresses
        }
    }

    package let identity: JudgeIdentity
    let configuration: Configuration
    let wire: any JudgeWire
    let shared: JudgeResources
    let classifier: ErrorClassifier
    private let row: ModelRow
    /// What `row` says that the model can do.
    private let known: JudgeCapability
    /// What the model's tokens cost here; empty when that is not known.
    let prices: [PriceRule]
    let shapeKey: ShapeMemory.Key
    /// Fences the data of its prompts.
    let fence: PromptFence
    /// Whose limits its calls keep.
    let bulkhead: BulkheadKey
    /// What it allows itself, with what is assumed.
    let rates: RatePlan
    /// Who waits for its answers besides the one it judges for. Default: nil, nobody.
    private(set) var party: CallParty?

    /// - Parameters:
    ///   - wire: the endpoint's format.
    ///   - shared: what all judges of the process use together.
    package init(_ configuration: Configuration, wire: any JudgeWire = OpenAIWire(), shared: JudgeResources) {
        let row = configuration.row ?? configuration.asking.models.row(of: configuration.model)
        let known = configuration.asking.capability(of: row, isLocal: configuration.endpoint.isLocal)
        identity = JudgeIdentity(provider: wire.provider, model: configuration.model, form: known.form)
        self.configuration = configuration
        self.wire = wire
        self.shared = shared
        classifier = ErrorClassifier(
            redactor: Redactor(keys: configuration.key.map { [$0] } ?? []), keyName: configuration.keyName)
        self.row = row
        fence = Self.fence(configuration, shared.randomness)
        self.known = known
        let isPlaced = row.provider != nil && row.provider == configuration.pricedAs
        prices = isPlaced ? row.prices : []
        var rates = configuration.rates
        if configuration.assumesLimits, isPlaced { rates.assumed = row.limits }
        self.rates = rates
        shapeKey = ShapeMemory.Key(
            endpoint: configuration.endpoint.description, model: configuration.model, format: wire.format)
        bulkhead = BulkheadKey(
            provider: wire.provider, endpoint: shapeKey.endpoint, key: configuration.key, model: configuration.model)
    }

    package func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        let prompt = task.prompt(fence)
        let answer = try await ask(
            call(for: prompt, maximumTokens: limited(prompt.maximumTokens), repair: repair))
        guard case .text(let text) = answer.reply else {
            throw JudgeError(.malformed, "the answer has no text", usage: answer.usage)
        }
        return JudgeAnswer(text: text, model: answer.model, usage: answer.usage)
    }

    package func probabilities(_ question: TokenQuestion) async throws(JudgeError) -> TokenAnswer {
        guard shape().alternatives != .none else { throw JudgeError(.rejected, Self.noProbabilities) }
        let answer = try await ask(
            JudgeCall(
                .tokens(question), model: configuration.model, shape: shape(), maximumTokens: 1,
                seed: configuration.seed, temperature: configuration.temperature))
        guard case .alternatives(let alternatives) = answer.reply else {
            throw JudgeError(.rejected, Self.noProbabilities, usage: answer.usage)
        }
        let words = WordProbabilities(question.words, in: alternatives)
        return TokenAnswer(
            probabilities: words.probabilities, mass: words.mass, model: answer.model, usage: answer.usage)
    }

    /// From 1 to the most that the model can write.
    private func limited(_ tokens: Int) -> Int { max(1, min(tokens, row.outputTokens ?? tokens)) }

    static let noProbabilities = "the model's endpoint gives no token probabilities"

    /// What its row of the table says, as far as the endpoint has not shown otherwise.
    package var capability: JudgeCapability {
        var capability = known
        if shape().alternatives == .none { capability.hasTokenProbabilities = false }
        return capability
    }

    private struct Answer {
        var reply: Exchange.Reply
        var model: String
        var usage: JudgeUsage
    }

    /// Calls until there is an answer or no hope of one.
    private func ask(_ first: JudgeCall) async throws(JudgeError) -> Answer {
        // What the judge's last call met this one would meet too. Once begun, a question keeps all its tries.
        if let outage = configuration.circuit?.outage { throw outage }
        var call = first
        var state = RetryState(policy: configuration.retry)
        var usage = JudgeUsage()
        var calls = 0
        var raisedLimit = false

        while true {
            calls += 1
            state.enterLine(at: shared.clock.now, isWaitedFor: isWaitedFor)
            let result = try await perform(call, state: &state, calls: calls, usage: usage)
            usage = usage + result.usage
            switch result.end {
            case .answered(let reply, let model):
                return Answer(reply: reply, model: model ?? configuration.model, usage: usage)
            case .again(let pause):
                // The limiter pauses the line, for this question as for all.
                if state.isTurnedAway { continue }
                do { try await shared.clock.sleep(for: pause) } catch { throw cancelled(usage) }
            case .reshaped(let shape): call.shape = shape
            case .truncated:
                let raised = limited(min(call.maximumTokens, 1 << 20) * 4)
                guard !raisedLimit, raised > call.maximumTokens else {
                    let times = raisedLimit ? "at the token limit twice" : "at the model's own limit"
                    throw JudgeError(.truncated, "the answer was cut \(times)", usage: usage)
                }
                raisedLimit = true
                call.maximumTokens = raised
            case .failed(let failure):
                if calls > 1 {
                    configuration.circuit?.noteGivenUp(failure.sign(isUsualModel: configuration.isUsualModel))
                }
                let times = calls == 1 ? "" : " (after \(calls) calls)"
                throw JudgeError(failure.code, failure.message + times, usage: usage)
            }
        }
    }

    /// Another model at the same endpoint, with the same key, or another sample; what was learned about the endpoint
    /// stays shared.
    package func variant(_ variant: JudgeVariant) -> any Judge {
        var other = configuration
        if let model = variant.model, model != other.model {
            guard configuration.allowedModels?.contains(model) ?? true else {
                return RefusingJudge(
                    identity: JudgeIdentity(provider: wire.provider, model: model),
                    error: JudgeError(.overrideRefused, "the request names a judge model that is not on the list"))
            }
            if let judge = configuration.elsewhere?(model) {
                return judge.variant(JudgeVariant(sample: variant.sample))
            }
            other.model = model
            other.row = nil
            other.isUsualModel = false
        }
        if variant.sample > 0 {
            other.temperature = Self.samplingTemperature
            other.seed = configuration.seed.map { $0 &+ variant.sample }
        }
        return LLMJudge(other, wire: wire, shared: shared)
    }

    package var origin: CallOrigin { configuration.origin }

    package func waitedFor(by party: CallParty) -> any ScopedJudge {
        var judge = self
        judge.party = party
        return judge
    }

    /// Enough for answers to differ where the model is unsure, too little for them to differ elsewhere.
    private static let samplingTemperature = 0.3

    /// What was learned about the model, or what is known beforehand.
    func shape() -> RequestShape {
        shared.shapes.shape(of: shapeKey)
            ?? wire.initialShape(model: configuration.model, host: configuration.endpoint.host).fitting(row)
    }

    /// The same for questions with one schema, which may be beyond what the model enforces.
    func shape(of schema: String?) -> RequestShape {
        guard let schema else { return shape() }
        return shape().without(shared.shapes.refusedFormats(of: schema, for: shapeKey))
    }

    /// Keeps what the refusal of a parameter teaches: about the schema alone where that is at fault, else about the model.
    ///
    /// - Returns: the shape to ask in next; nil when nothing is left to change.
    func learn(from call: JudgeCall, without parameter: RequestShape.Parameter) -> RequestShape? {
        let schema = call.question.schemaName
        switch parameter {
        case .schema, .answerFormat:
            guard call.shape.without(parameter) != nil else { return nil }
            let format = call.shape.answerFormat
            if parameter == .schema, let schema {
                shared.shapes.learn(format, refusedFor: schema, of: shapeKey)
            } else {
                // Not the model's best form: this schema may be asked for in a weaker one than others.
                shared.shapes.learn(shape().without([format]), for: shapeKey)
            }
        default:
            guard let next = shape().without(parameter) else { return nil }
            shared.shapes.learn(next, for: shapeKey)
        }
        return shape(of: schema)
    }

    func cancelled(_ usage: JudgeUsage) -> JudgeError {
        JudgeError(.cancelled, "the work was cancelled while the judge was asked", usage: usage)
    }
}
