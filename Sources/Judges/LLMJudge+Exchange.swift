internal import Evaluation
internal import HTTPClient

extension LLMJudge {
    /// One request with its response, read and classified.
    struct Exchange {
        /// What a question was answered with.
        enum Reply {
            case text(String)
            case alternatives([TokenAlternative])
        }

        enum Outcome {
            case answer(Reply)
            case truncated
            case failure(CallFailure)
        }

        var outcome: Outcome
        var usage = JudgeUsage(calls: 1)
        var reasoningTokens = 0
        var model: String?
        var status: Int?
        var requestID: String?
        var limits = RateLimitHeaders()
    }

    func exchange(_ call: JudgeCall, timeout: Duration) async -> Exchange {
        var exchange = await sent(call, timeout: timeout)
        if exchange.usage.unpricedCalls > 0 { exchange.usage.estimatedCost = leastCost(of: call) }
        return exchange
    }

    private func sent(_ call: JudgeCall, timeout: Duration) async -> Exchange {
        let response: HTTPResponse
        do { response = try await shared.transport.send(request(for: call, timeout: timeout)) } catch {
            return failed(error)
        }
        return read(response, of: call)
    }

    // What a function holds that waits stays in memory as long as it waits: these do not wait.

    @inline(never)
    private func request(for call: JudgeCall, timeout: Duration) -> HTTPRequest {
        let wireRequest = wire.request(for: call)
        let authorization = configuration.key.map(wire.authorization) ?? []
        return HTTPRequest(
            method: .post, url: configuration.endpoint.description + wireRequest.path,
            headers: (wireRequest.headers + authorization).map { (name: $0.name, value: $0.value) },
            body: wireRequest.body, timeout: max(timeout, .milliseconds(1)),
            connectTimeout: configuration.connectTimeout, addresses: configuration.addresses)
    }

    @inline(never)
    private func failed(_ error: HTTPError) -> Exchange {
        Exchange(
            outcome: .failure(classifier.failure(of: error)),
            usage: JudgeUsage(calls: error.mayHaveBeenExecuted ? 1 : 0))
    }

    @inline(never)
    private func read(_ response: HTTPResponse, of call: JudgeCall) -> Exchange {
        var exchange = Exchange(outcome: .truncated)
        exchange.status = response.status
        exchange.requestID = response.header("x-request-id") ?? response.header("request-id")
        exchange.limits = RateLimitHeaders(response, unixTime: shared.unixTime())
        guard (200..<300).contains(response.status) else {
            let failure = failure(response, wire.problem(from: response.body))
            // What is refused is not billed; what a gateway did not wait for may be.
            if !prices.isEmpty, failure.code != .timedOut { exchange.usage.cost = JudgeCost(picodollars: 0) }
            exchange.outcome = .failure(failure)
            return exchange
        }
        do throws(WireFault) {
            let completion = try wire.completion(from: response.body)
            exchange.model = completion.model
            exchange.usage.promptTokens = completion.tokens.prompt
            exchange.usage.cachedTokens = completion.tokens.cached
            exchange.usage.completionTokens = completion.tokens.completion
            exchange.usage.cost =
                completion.tokens.billed
                ?? PriceRule.cost(of: completion.tokens, by: prices, unixTime: shared.unixTime())
            exchange.reasoningTokens = completion.tokens.reasoning
            exchange.outcome = outcome(of: completion, call)
        } catch {
            exchange.outcome = .failure(failure(response, error))
        }
        return exchange
    }

    private func outcome(of completion: Completion, _ call: JudgeCall) -> Exchange.Outcome {
        if case .tokens = call.question { return alternatives(of: completion) }
        return switch completion.outcome {
        case .answer(let text): .answer(.text(text))
        case .truncated: .truncated
        case .refused: .failure(CallFailure(.requestFinal, .refused, "the model refused to judge"))
        case .filtered: .failure(CallFailure(.requestFinal, .refused, "the provider's content filter cut in"))
        case .empty: .failure(CallFailure(.transient(retryAfter: nil), .malformed, "the answer is empty"))
        }
    }

    /// An answer of one token is always cut at its limit, and what it says does not matter.
    private func alternatives(of completion: Completion) -> Exchange.Outcome {
        switch completion.outcome {
        case .refused: return .failure(CallFailure(.requestFinal, .refused, "the model refused to judge"))
        case .filtered: return .failure(CallFailure(.requestFinal, .refused, "the provider's content filter cut in"))
        case .answer, .truncated, .empty: break
        }
        guard !completion.firstToken.isEmpty else {
            return .failure(CallFailure(.repairable(.tokenProbabilities), .rejected, Self.noProbabilities))
        }
        return .answer(.alternatives(completion.firstToken))
    }

    /// A gateway that reports an error with a success status usually puts the real status into the error's code.
    private func failure(_ response: HTTPResponse, _ fault: WireFault) -> CallFailure {
        guard case .problem(let problem) = fault else { return classifier.failure(of: fault) }
        let status = problem.code.flatMap { Int($0) }.flatMap { (400..<600).contains($0) ? $0 : nil } ?? 502
        return failure(HTTPResponse(status: status, headers: response.headers), problem)
    }

    private func failure(_ response: HTTPResponse, _ problem: ProviderProblem) -> CallFailure {
        classifier.failure(of: response, problem: problem, unixTime: shared.unixTime())
    }
}
