import JSON

/// What can go wrong at a provider.
package enum StubFailure: Sendable, Hashable {
    /// Too many requests at the moment; the wait in seconds is said where the provider says it.
    case rateLimit(seconds: Int)
    case overloaded
    case broken
    /// The key is not known; providers and gateways repeat it in their words.
    case wrongKey(echoing: String = "")
    /// No money, or a limit that waiting does not lift.
    case noMoney
    case unknownModel(String)
    /// More tokens than the model takes.
    case tooLong
    /// A member of the request that the model does not take.
    case unsupported(String)
    /// A form of answers that the model cannot be held to.
    case unsupportedFormat
    /// Any other mistake in the request.
    case invalid(String, parameter: String?)
    /// A gateway before the provider answers with a page.
    case gatewayPage
}

extension StubFormat {
    /// What the provider answers then.
    package func reply(to failure: StubFailure) -> StubLLMReply {
        if failure == .gatewayPage {
            let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
            return .json(status: 502, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
        }
        return switch self {
        case .anthropic: anthropic(failure)
        case .google: google(failure)
        case .mistral: mistral(failure)
        case .ollama: ollama(failure)
        case .xai: xai(failure)
        default: openAI(failure)
        }
    }

    private func said(_ key: String) -> String { key.isEmpty ? "" : ": \(key)" }

    private func json(_ status: Int, _ value: JSONValue, wait: Int? = nil) -> StubLLMReply {
        .json(
            status: status, headers: wait.map { [("Retry-After", String($0))] } ?? [],
            body: JSONWriter.bytes(of: value))
    }

    // MARK: OpenAI, Azure, DeepSeek

    private func openAI(_ failure: StubFailure) -> StubLLMReply {
        func error(
            _ status: Int, _ message: String, type: String = "invalid_request_error", code: JSONValue = nil,
            parameter: String? = nil, wait: Int? = nil
        ) -> StubLLMReply {
            let value: JSONValue = [
                "error": [
                    "message": .string(message), "type": .string(type),
                    "param": parameter.map(JSONValue.string) ?? .null, "code": code,
                ]
            ]
            return json(status, value, wait: wait)
        }
        let isDeepSeek = self == .deepseek
        switch failure {
        case .rateLimit(let seconds):
            return error(
                429, "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded", wait: seconds)
        case .overloaded: return error(503, "The engine is currently overloaded", type: "server_error")
        case .broken, .gatewayPage: return error(500, "The server had an error", type: "server_error")
        case .wrongKey(let key):
            return error(
                401, (isDeepSeek ? "Authentication Fails (no such user)" : "Incorrect API key provided") + said(key),
                type: isDeepSeek ? "authentication_error" : "invalid_request_error", code: "invalid_api_key")
        case .noMoney:
            return isDeepSeek
                ? error(402, "Insufficient Balance", type: "unknown_error", code: "invalid_request_error")
                : error(
                    429, "You exceeded your current quota", type: "insufficient_quota", code: "insufficient_quota")
        case .unknownModel(let model):
            if isDeepSeek { return error(400, "Model Not Exist") }
            if provider == "azure" {
                return json(
                    404,
                    [
                        "error": [
                            "code": "DeploymentNotFound",
                            "message": "The API deployment for this resource does not exist.",
                        ]
                    ])
            }
            return error(404, "The model `\(model)` does not exist", code: "model_not_found", parameter: "model")
        case .tooLong:
            return error(
                400, "This model's maximum context length is 8192 tokens.", code: "context_length_exceeded",
                parameter: "messages")
        case .unsupported(let name):
            return error(
                400, "Unsupported parameter: '\(name)' is not supported with this model.",
                code: "unsupported_parameter", parameter: name)
        case .unsupportedFormat:
            if isDeepSeek { return error(400, "This response_format type is unavailable now") }
            if self == .responses {
                return error(
                    400, "Invalid parameter: 'text.format' of type 'json_schema' is not supported with this model.",
                    parameter: "text.format")
            }
            return error(
                400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
                parameter: "response_format")
        case .invalid(let message, let parameter):
            return error(400, message, code: "invalid_value", parameter: parameter)
        }
    }

    private func xai(_ failure: StubFailure) -> StubLLMReply {
        func error(_ status: Int, _ code: String, _ message: String) -> StubLLMReply {
            json(status, ["code": .string(code), "error": .string(message)])
        }
        switch failure {
        case .rateLimit(let seconds):
            return json(
                429, ["code": 8, "error": "Too many requests for the team"], wait: seconds)
        case .wrongKey(let key):
            return error(
                400, "Client specified an invalid argument",
                "Incorrect API key provided\(said(key)). You can obtain one.")
        case .noMoney:
            return error(402, "The caller does not have enough credits", "Your team has used all available credits.")
        case .unknownModel(let model):
            return error(404, "Some requested entity was not found", "The model \(model) does not exist.")
        default: return openAI(failure)
        }
    }

    // MARK: Others

    private func anthropic(_ failure: StubFailure) -> StubLLMReply {
        func error(
            _ status: Int, _ type: String, _ message: String, cause: String? = nil, wait: Int? = nil
        ) -> StubLLMReply {
            var error: JSONObject = ["type": .string(type), "message": .string(message)]
            if let cause { error.append("details", ["error_code": .string(cause)]) }
            return json(
                status, ["type": "error", "error": .object(error), "request_id": "req_1"], wait: wait)
        }
        switch failure {
        case .rateLimit(let seconds):
            return error(429, "rate_limit_error", "Number of requests has exceeded your rate limit", wait: seconds)
        case .overloaded: return error(529, "overloaded_error", "Overloaded")
        case .broken, .gatewayPage: return error(500, "api_error", "Internal server error")
        case .wrongKey(let key): return error(401, "authentication_error", "invalid x-api-key" + said(key))
        case .noMoney:
            return error(
                429, "rate_limit_error", "You have reached your specified API usage limits",
                cause: "enforced_spend_limit_reached")
        case .unknownModel(let model): return error(404, "not_found_error", "model: \(model)")
        case .tooLong:
            return error(400, "invalid_request_error", "prompt is too long: 220000 tokens > 200000 maximum")
        case .unsupported(let name):
            return error(400, "invalid_request_error", "\(name): Extra inputs are not permitted")
        case .unsupportedFormat:
            return error(
                400, "invalid_request_error",
                "The compiled grammar is too large, which would cause performance issues.")
        case .invalid(let message, _): return error(400, "invalid_request_error", message)
        }
    }

    private func google(_ failure: StubFailure) -> StubLLMReply {
        func error(_ code: Int, _ status: String, _ message: String, details: [JSONValue] = []) -> StubLLMReply {
            json(
                code,
                [
                    "error": [
                        "code": .integer(Int64(code)), "message": .string(message), "status": .string(status),
                        "details": .array(details),
                    ]
                ])
        }
        switch failure {
        case .rateLimit(let seconds):
            return error(
                429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan.",
                details: [
                    [
                        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                        "violations": [["quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"]],
                    ],
                    [
                        "@type": "type.googleapis.com/google.rpc.RetryInfo",
                        "retryDelay": .string("\(seconds).5s"),
                    ],
                ])
        case .overloaded: return error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")
        case .broken, .gatewayPage: return error(500, "INTERNAL", "An internal error has occurred.")
        case .wrongKey(let key):
            return error(
                400, "INVALID_ARGUMENT", "API key not valid\(said(key)). Please pass a valid API key.",
                details: [
                    [
                        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
                        "domain": "googleapis.com",
                    ]
                ])
        case .noMoney:
            return error(
                429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan.",
                details: [
                    [
                        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                        "violations": [["quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"]],
                    ],
                    ["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34s"],
                ])
        case .unknownModel(let model):
            return error(
                404, "NOT_FOUND", "models/\(model) is not found for API version v1beta, or is not supported.")
        case .tooLong:
            return error(
                400, "INVALID_ARGUMENT", "The input token count (2000000) exceeds the maximum number of tokens allowed."
            )
        case .unsupported(let name):
            return error(
                400, "INVALID_ARGUMENT",
                #"Invalid JSON payload received. Unknown name "\#(name)" at 'generation_config': Cannot find field."#)
        case .unsupportedFormat:
            return error(
                400, "INVALID_ARGUMENT",
                "The specified schema produces a constraint that has too many states for serving.")
        case .invalid(let message, _): return error(400, "INVALID_ARGUMENT", message)
        }
    }

    private func mistral(_ failure: StubFailure) -> StubLLMReply {
        func error(_ status: Int, _ type: String, _ message: String, wait: Int? = nil) -> StubLLMReply {
            json(
                status,
                [
                    "object": "error", "message": .string(message), "type": .string(type), "param": nil,
                    "code": "1500", "raw_status_code": .integer(Int64(status)),
                ], wait: wait)
        }
        switch failure {
        case .rateLimit(let seconds): return error(429, "rate_limited", "Rate limit exceeded", wait: seconds)
        case .overloaded: return error(503, "service_unavailable", "Service unavailable.")
        case .broken, .gatewayPage: return error(500, "internal_server_error", "Internal error")
        case .wrongKey(let key): return json(401, ["detail": .string("Unauthorized" + said(key))])
        case .noMoney: return error(402, "payment_required", "Payment required")
        case .unknownModel(let model): return error(400, "invalid_model", "Invalid model: \(model)")
        case .tooLong:
            return error(400, "context_length_exceeded", "Prompt contains 40000 tokens, too large for model with 32768")
        case .unsupported(let name):
            return json(
                422,
                [
                    "object": "error",
                    "message": [
                        "detail": [
                            [
                                "type": "extra_forbidden", "loc": ["body", .string(name)],
                                "msg": "Extra inputs are not permitted", "input": 1,
                            ]
                        ]
                    ], "type": "invalid_request_error", "param": nil, "code": nil,
                ])
        case .unsupportedFormat:
            return json(
                422,
                [
                    "detail": [
                        [
                            "loc": ["body", "response_format"], "msg": "json_schema is not supported by this model",
                            "type": "value_error",
                        ]
                    ]
                ])
        case .invalid(let message, _): return error(400, "invalid_request_error", message)
        }
    }

    private func ollama(_ failure: StubFailure) -> StubLLMReply {
        func error(_ status: Int, _ message: String) -> StubLLMReply { json(status, ["error": .string(message)]) }
        switch failure {
        case .rateLimit(let seconds): return json(429, ["error": "rate limit exceeded"], wait: seconds)
        case .overloaded: return error(503, "server busy, please try again. maximum pending requests exceeded")
        case .broken, .gatewayPage: return error(500, "llama runner process has terminated: exit status 2")
        case .wrongKey(let key): return error(401, "unauthorized" + said(key))
        case .noMoney: return error(402, "you have reached your usage limit")
        case .unknownModel(let model): return error(404, "model '\(model)' not found")
        case .tooLong: return error(400, "input exceeds maximum context length")
        case .unsupported(let name): return error(400, "\(name) is not supported by this model")
        case .unsupportedFormat: return error(400, "invalid JSON schema in format: not supported")
        case .invalid(let message, _): return error(400, message)
        }
    }
}
