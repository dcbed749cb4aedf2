package import Evaluation
package import HTTPClient

/// What to do about a failed call.
package enum FailureClass: Sendable, Hashable {
    /// The same request may succeed later, not before `retryAfter` from now if the provider named a time.
    case transient(retryAfter: Duration?)
    /// The same question may succeed at once in another shape.
    case repairable(RequestShape.Parameter)
    /// This question fails however often it is asked; others may succeed.
    case requestFinal
    /// Every question fails until somebody repairs the account or the configuration.
    case providerFinal
}

/// A failed call, classified.
package struct CallFailure: Sendable, Hashable {
    package var failureClass: FailureClass
    /// What the failure is called if no later call succeeds.
    package var code: JudgeError.Code
    /// One sentence for people, masked and cut.
    package var message: String
    /// Whether the provider asked for less traffic: every call has to slow down, not this one alone.
    package var isThrottling: Bool

    package init(
        _ failureClass: FailureClass, _ code: JudgeError.Code, _ message: String, isThrottling: Bool = false
    ) {
        self.failureClass = failureClass
        self.code = code
        self.message = message
        self.isThrottling = isThrottling
    }
}

/// Sorts failures into what is worth another call and what is not. Pure.
package struct ErrorClassifier: Sendable {
    /// Masks secrets in whatever a provider says.
    package var redactor: Redactor
    /// Where the key is from, for the advice on a wrong one. Default: `model_config.api_key`.
    package var keyName: String

    package init(redactor: Redactor, keyName: String = "model_config.api_key") {
        self.redactor = redactor
        self.keyName = keyName
    }

    /// A call without a response.
    package func failure(of error: HTTPError) -> CallFailure {
        switch error {
        case .timedOut: CallFailure(.transient(retryAfter: nil), .timedOut, "no answer in time")
        case .connect(let text):
            CallFailure(.transient(retryAfter: nil), .unavailable, "no connection: \(redactor.excerpt(text))")
        case .tls(let text):
            CallFailure(.transient(retryAfter: nil), .unavailable, "no secure connection: \(redactor.excerpt(text))")
        // Time does not make a certificate good, and the question would wait for it in vain.
        case .certificate(let text):
            CallFailure(.providerFinal, .unavailable, "certificate refused: \(redactor.excerpt(text))")
        case .forbiddenAddress:
            CallFailure(.requestFinal, .overrideRefused, "the endpoint's name leads to an address that is not allowed")
        case .connectionLost(let text):
            CallFailure(.transient(retryAfter: nil), .unavailable, "connection lost: \(redactor.excerpt(text))")
        case .malformedResponse(let text):
            CallFailure(.transient(retryAfter: nil), .unavailable, "not HTTP: \(redactor.excerpt(text))")
        case .truncatedBody: CallFailure(.transient(retryAfter: nil), .unavailable, "the response was cut off")
        case .internal(let text):
            CallFailure(.transient(retryAfter: nil), .unavailable, "HTTP client: \(redactor.excerpt(text))")
        case .responseTooLarge: CallFailure(.requestFinal, .malformed, "the response is too large")
        case .invalidURL: CallFailure(.providerFinal, .notConfigured, "the base URL cannot be used")
        case .invalidHeader(let name):
            CallFailure(.providerFinal, .notConfigured, "the value of header \(name) cannot be sent")
        case .cancelled, .shutDown: CallFailure(.requestFinal, .cancelled, "the call was cancelled")
        }
    }

    /// A response that is no success.
    ///
    /// - Parameters:
    ///   - unixTime: seconds since 1970, for a `Retry-After` that names a date.
    package func failure(of response: HTTPResponse, problem: ProviderProblem, unixTime: Int64) -> CallFailure {
        let facts = ProblemFacts(problem)
        let message = describe(status: response.status, problem)
        let wait = [RetryAfter.wait(in: response, unixTime: unixTime), problem.retryAfter].compactMap(\.self).max()
        let status = response.status

        if facts.isBilling || status == 402 { return CallFailure(.providerFinal, .quotaExhausted, message) }
        // Before the key's turn: xAI and OpenRouter answer flagged text with 403, and in words of permissions.
        if facts.namesContentFilter || (400..<500).contains(status) && facts.speaksOfContentFilter {
            return CallFailure(.requestFinal, .refused, message)
        }
        switch status {
        case 401: return CallFailure(.providerFinal, .unauthorized, "\(message); check \(keyName)")
        case 403:
            // A firewall before the provider refuses single texts in the same way.
            return CallFailure(
                facts.blamesAccess ? .providerFinal : .requestFinal, .unauthorized, "\(message); check \(keyName)")
        case 400, 404, 422, 501:
            if facts.isWrongKey {
                return CallFailure(.providerFinal, .unauthorized, "\(message); check \(keyName)")
            }
            if facts.isUnknownModel || status == 404 && problem.message == nil {
                return CallFailure(.requestFinal, .rejected, "\(message); check the model's name and the base URL")
            }
            if status == 404 { break }
            if let parameter = facts.refusedParameter { return CallFailure(.repairable(parameter), .rejected, message) }
        default: break
        }

        let isThrottling = status == 429 || status == 529 || facts.isThrottling
        let code: JudgeError.Code =
            isThrottling ? .rateLimited : status == 408 || status == 504 ? .timedOut : .unavailable
        switch response.header("x-should-retry")?.lowercased() {
        case "true"?: return CallFailure(.transient(retryAfter: wait), code, message, isThrottling: isThrottling)
        case "false"?:
            return CallFailure(
                .requestFinal, status < 500 && !isThrottling ? .rejected : code, message, isThrottling: isThrottling)
        default: break
        }
        switch status {
        case 408, 409, 425, 429, 500, 502...504, 520...524, 529:
            return CallFailure(.transient(retryAfter: wait), code, message, isThrottling: isThrottling)
        case 500...: return CallFailure(.requestFinal, .unavailable, message)
        default: return CallFailure(.requestFinal, .rejected, message)
        }
    }

    /// A 2xx response that is no answer: worth another call, since a gateway or a cut connection is the usual cause.
    package func failure(of fault: WireFault) -> CallFailure {
        CallFailure(.transient(retryAfter: nil), .malformed, fault.summary)
    }

    private func describe(status: Int, _ problem: ProviderProblem) -> String {
        let name = problem.code ?? problem.type
        let label = name.map { " (\(redactor.excerpt($0)))" } ?? ""
        guard let text = problem.message, !text.isEmpty else { return "HTTP \(status)\(label)" }
        return "HTTP \(status)\(label): \(redactor.excerpt(text))"
    }
}
