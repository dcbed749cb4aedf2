import Evaluation
import HTTPClient
import Judges
import Testing

/// Sunday, 6 November 1994, 08:49:37 GMT.
private let now: Int64 = 784_111_777

struct ErrorClassifierTests {
    private let classifier = ErrorClassifier(redactor: Redactor())

    private func classify(
        _ status: Int, _ body: String = "", _ headers: [(name: String, value: String)] = []
    ) -> CallFailure {
        let response = HTTPResponse.text(status, body, headers)
        return classifier.failure(
            of: response, problem: OpenAIWire().problem(from: response.body), unixTime: now)
    }

    @Test(
        "statuses that pass by themselves are tried again",
        arguments: [
            (408, JudgeError.Code.timedOut), (409, .unavailable), (425, .unavailable), (429, .rateLimited),
            (500, .unavailable), (502, .unavailable), (503, .unavailable), (504, .timedOut), (520, .unavailable),
            (524, .unavailable), (529, .rateLimited),
        ])
    func transient(status: Int, code: JudgeError.Code) {
        let failure = classify(status)
        #expect(failure.failureClass == .transient(retryAfter: nil))
        #expect(failure.code == code)
        #expect(failure.isThrottling == (status == 429 || status == 529))
    }

    @Test(
        "statuses that blame the request are final",
        arguments: [400, 404, 405, 410, 413, 415, 422, 301, 418])
    func requestFinal(status: Int) {
        #expect(classify(status).failureClass == .requestFinal)
        #expect(classify(status).code == .rejected)
    }

    @Test("a wrong key and an empty account are final for the provider")
    func providerFinal() {
        #expect(classify(401).failureClass == .providerFinal)
        #expect(classify(401).code == .unauthorized)
        #expect(classify(402).code == .quotaExhausted)
    }

    @Test(
        "a 403 that speaks of the key, its rights or its account is final for the provider",
        arguments: [
            #"{"code":"The caller does not have permission to execute the specified operation","error":"Access to the chat endpoint is denied."}"#,
            #"{"type":"error","error":{"type":"permission_error","message":"Your key may not use this resource."}}"#,
            #"{"error":{"code":403,"message":"Method doesn't allow it","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_SERVICE_BLOCKED"}]}}"#,
            #"{"error":{"code":"unsupported_country_region_territory","message":"Not here","type":"request_forbidden"}}"#,
            #"{"error":{"code":403,"message":"Key limit exceeded (daily limit)."}}"#,
            #"{"error":{"message":"Provider returned error","code":403,"metadata":{"raw":"{\"code\":30001,\"message\":\"the account balance is insufficient\"}"}}}"#,
        ])
    func forbidden(body: String) {
        #expect(classify(403, body).failureClass == .providerFinal)
        #expect(classify(403, body).code == .unauthorized)
        #expect(classify(403, body).message.hasSuffix("check model_config.api_key"))
    }

    @Test(
        "a 403 that gives no such reason may mean this question alone",
        arguments: [
            "", "{}", "<html><head><title>403 Forbidden</title></head><body>Your api key</body></html>",
            #"{"message":"Forbidden"}"#, #"{"detail":"Request blocked"}"#,
            #"{"error":{"message":"Provider returned error","code":403,"metadata":{"raw":"<html>","reasons":[]}}}"#,
        ])
    func unexplained(body: String) {
        let failure = classify(403, body)
        #expect(failure.failureClass == .requestFinal)
        #expect(failure.code == .unauthorized)
    }

    @Test(
        "a 429 about money is not waited for",
        arguments: [
            "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached",
        ])
    func billing(code: String) {
        for body in [
            #"{"error":{"message":"m","type":"x","code":"\#(code)"}}"#,
            #"{"error":{"message":"m","type":"\#(code)","code":null}}"#,
        ] {
            let failure = classify(429, body, [("retry-after", "1")])
            #expect(failure.failureClass == .providerFinal)
            #expect(failure.code == .quotaExhausted)
        }
    }

    @Test("a 429 about speed is throttling")
    func throttling() {
        let failure = classify(429, #"{"error":{"message":"slow","type":"requests","code":"rate_limit_exceeded"}}"#)
        #expect(failure.failureClass == .transient(retryAfter: nil))
        #expect(failure.isThrottling)
        #expect(classify(503, #"{"error":{"message":"m","code":"slow_down"}}"#).isThrottling)
        #expect(!classify(503, #"{"error":{"message":"loading","type":"unavailable_error","code":503}}"#).isThrottling)
    }

    @Test(
        "the wait a provider asks for is read in every form",
        arguments: [
            ([("Retry-After", "3")], Duration.seconds(3)), ([("retry-after", "0.5")], .milliseconds(500)),
            ([("retry-after-ms", "250"), ("retry-after", "9")], .milliseconds(250)),
            ([("Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT")], .seconds(10)),
            ([("Retry-After", "Sun, 06 Nov 1994 08:49:07 GMT")], .zero),
            ([("Retry-After", "-5")], .zero), ([("Retry-After", "1e300")], .seconds(86_400_000)),
            ([("Retry-After", "soon")], nil), ([("Retry-After", "nan")], nil), ([], nil),
            ([("Retry-After", "Sunday, 06-Nov-94 08:49:37 GMT")], nil),
            ([("Retry-After", "Mon, 29 Feb 1994 08:49 GMT")], nil),
        ] as [([(String, String)], Duration?)])
    func retryAfter(headers: [(String, String)], wait: Duration?) {
        let failure = classify(429, "", headers.map { (name: $0.0, value: $0.1) })
        #expect(failure.failureClass == .transient(retryAfter: wait))
    }

    @Test("x-should-retry wins over the status")
    func shouldRetry() {
        #expect(classify(500, "", [("x-should-retry", "false")]).failureClass == .requestFinal)
        let turnedAway = classify(429, "", [("x-should-retry", "false")])
        #expect(turnedAway.failureClass == .requestFinal)
        #expect(turnedAway.code == .rateLimited)
        #expect(turnedAway.isThrottling, "this question gives up, and the others go slower all the same")
        #expect(classify(418, "", [("x-should-retry", "true")]).failureClass == .transient(retryAfter: nil))
        #expect(classify(401, "", [("x-should-retry", "true")]).failureClass == .providerFinal)
    }

    @Test(
        "a parameter the model does not take is named",
        arguments: [
            (
                #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}"#,
                RequestShape.Parameter.tokenLimit
            ),
            (
                #"{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}"#,
                .temperature
            ),
            (
                #"{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'."}}"#,
                .tokenLimit
            ),
            (
                #"{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."}}"#,
                .answerFormat
            ),
            (
                #"{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error","param":"response_format"}}"#,
                .answerFormat
            ),
            (
                #"{"error":{"code":400,"message":"Either \"json_schema\" or \"grammar\" can be specified, but not both"}}"#,
                .answerFormat
            ),
            (
                #"{"error":{"message":"The compiled grammar is too large, which would cause performance issues.","type":"invalid_request_error"}}"#,
                .schema
            ),
            (
                #"{"error":{"message":"output_config.format.schema: For 'integer' type, property 'maximum' is not supported"}}"#,
                .schema
            ),
            (
                #"{"error":{"message":"output_config: Extra inputs are not permitted"}}"#,
                .answerFormat
            ),
            (
                #"{"error":{"message":"Invalid schema for response_format 'trace': In context=(), it is too deep.","param":"response_format","code":null}}"#,
                .schema
            ),
            (
                #"{"error":{"message":"The provided JSON schema contains features not supported by xgrammar.","code":400}}"#,
                .schema
            ),
            (
                #"{"detail":[{"loc":["body","seed"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]}"#,
                .seed
            ),
            (
                #"{"error":{"message":"temperature: Extra inputs are not permitted","type":"invalid_request_error"}}"#,
                .temperature
            ),
        ])
    func repairable(body: String, parameter: RequestShape.Parameter) {
        #expect(classify(400, body).failureClass == .repairable(parameter))
        #expect(classify(422, body).failureClass == .repairable(parameter))
    }

    @Test(
        "a question that is too long or plainly wrong is not repaired",
        arguments: [
            #"{"error":{"message":"This model's maximum context length is 8192 tokens, however you requested 9000 tokens (8000 in the messages, max_tokens 1000 unsupported)","code":"context_length_exceeded"}}"#,
            #"{"error":{"message":"max_tokens is too large: 90000. This model supports at most 16384 completion tokens","param":"max_tokens","code":"invalid_value"}}"#,
            #"{"error":{"message":"Invalid value for 'messages'","param":"messages","code":"unsupported_value"}}"#,
            #"{"error":{"message":"you must not"}}"#, "{}", "",
        ])
    func notRepairable(body: String) {
        #expect(classify(400, body).failureClass == .requestFinal)
    }

    @Test("a content filter is a refusal to judge")
    func contentFilter() {
        let failure = classify(400, #"{"error":{"message":"filtered","code":"content_filter","innererror":{}}}"#)
        #expect(failure.failureClass == .requestFinal)
        #expect(failure.code == .refused)
    }

    @Test(
        "whatever a provider answers to a text it does not like, it is a refusal to judge",
        arguments: [
            (
                403,
                #"{"code":"The caller does not have permission to execute the specified operation","error":"Content violates usage guidelines. Team: 1b2c, API key ID: 3d4e, Model: grok-4, Failed check: SAFETY_CHECK_TYPE_BIO"}"#
            ),
            (403, #"{"code":"permission-denied","error":"Content violates usage guidelines. "}"#),
            (400, #"{"code":"Client specified an invalid argument","error":"Content violates usage guidelines."}"#),
            (
                403,
                #"{"error":{"code":403,"message":"m","metadata":{"reasons":["violence"],"provider_name":"Azure"}}}"#
            ),
            (403, #"{"error":{"code":403,"message":"m","metadata":{"flagged_input":"t","model_slug":"x/y"}}}"#),
            (403, #"{"error":{"code":403,"message":"m","metadata":{"error_type":"content_policy_violation"}}}"#),
            (
                403,
                #"{"error":{"code":403,"message":"m","metadata":{"error_type":"permission_denied","patterns":["p"]}}}"#
            ),
            (403, #"{"error":{"message":"x/y requires moderation on Z. Your input was flagged for \"violence\"."}}"#),
            (
                403,
                #"{"error":{"code":403,"message":"Provider returned error","metadata":{"raw":"{\"code\":\"permission-denied\",\"error\":\"Content violates usage guidelines.\"}","provider_name":"xAI"}}}"#
            ),
            (
                403,
                #"{"type":"error","error":{"type":"permission_error","message":"Request blocked: prompt injection patterns detected"}}"#
            ),
            (
                400,
                #"{"error":{"message":"Invalid prompt: your prompt was flagged as potentially violating our usage policy.","type":"invalid_request_error","param":null,"code":"invalid_prompt"}}"#
            ),
            (400, #"{"error":{"message":"m","code":"400","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#),
            (
                400,
                #"{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}"#
            ),
            (400, #"{"error":{"message":"Content Exists Risk","type":"invalid_request_error"}}"#),
            (400, #"{"error":{"message":"m","code":"data_inspection_failed"}}"#),
            (502, #"{"error":{"message":"m","code":"content_filter"}}"#),
        ])
    func flagged(status: Int, body: String) {
        let failure = classify(status, body)
        #expect(failure.failureClass == .requestFinal)
        #expect(failure.code == .refused)
        #expect(!failure.message.contains("check model_config.api_key"))
    }

    @Test("words about content under a status of the server's are the server's")
    func serversWords() {
        #expect(
            classify(503, #"{"error":{"message":"content filtering policy service is down"}}"#).failureClass
                == .transient(retryAfter: nil))
    }

    @Test("failures without a response")
    func transportErrors() {
        let transient: [(HTTPError, JudgeError.Code)] = [
            (.timedOut, .timedOut), (.connect("refused"), .unavailable), (.tls("bad"), .unavailable),
            (.connectionLost("reset"), .unavailable), (.truncatedBody, .unavailable),
            (.malformedResponse("x"), .unavailable), (.internal("x"), .unavailable),
        ]
        for (error, code) in transient {
            #expect(classifier.failure(of: error).failureClass == .transient(retryAfter: nil))
            #expect(classifier.failure(of: error).code == code)
            #expect(error.isRetryable)
        }
        let certificate = classifier.failure(of: .certificate("certificate has expired"))
        #expect(certificate.failureClass == .providerFinal && certificate.code == .unavailable)
        #expect(certificate.message.contains("certificate has expired"))
        let forbidden = classifier.failure(of: .forbiddenAddress)
        #expect(forbidden.failureClass == .requestFinal && forbidden.code == .overrideRefused)
        #expect(classifier.failure(of: .invalidURL("x")).failureClass == .providerFinal)
        #expect(classifier.failure(of: HTTPError.invalidHeader(name: "Authorization")).code == .notConfigured)
        #expect(classifier.failure(of: HTTPError.responseTooLarge).failureClass == .requestFinal)
        #expect(classifier.failure(of: HTTPError.cancelled).code == .cancelled)
        #expect(classifier.failure(of: HTTPError.shutDown).code == .cancelled)
    }
}

struct RedactorTests {
    @Test("a key never survives, whole, quoted, cut or starred")
    func keys() {
        let redactor = Redactor(keys: [Secret("abcd1234efgh5678"), Secret("")])
        for text in [
            "key abcd1234efgh5678 is wrong", "key='abcd1234efgh5678'.", "Incorrect API key: abcd1234****5678",
            "Incorrect API key provided: sk-pr************7890.", "see sk-proj-aaaaaaaaaa", "Bearer abcd1234efgh5678",
            "\"abcd1234efgh", "token:gsk_0123456789",
        ] {
            let shown = redactor.excerpt(text)
            #expect(shown.contains("***"))
            for piece in ["abcd1234", "5678", "sk-", "gsk_", "7890"] { #expect(!shown.contains(piece), "\(shown)") }
        }
        #expect(redactor.excerpt("the model does not exist") == "the model does not exist")
    }

    @Test("a key with blanks in it is masked in its parts")
    func blanks() {
        let redactor = Redactor(keys: [Secret("Bearer abcdef123456"), Secret(" 0123456789\tzyxwvuts\n"), Secret(" \n")])
        let shown = redactor.excerpt(
            "Invalid: 'Bearer abcdef123456', 'Bearer abcdef12', 0123456789 zyxwvuts of the bearer")
        #expect(shown == "Invalid: 'Bearer *** 'Bearer *** *** *** of the bearer")
    }

    @Test("whatever a provider says becomes one line of at most 300 characters")
    func cut() {
        let redactor = Redactor()
        #expect(redactor.excerpt("a\n\tb\u{1B}[31m  c\u{0}") == "a b [31m c")
        #expect(redactor.excerpt(String(repeating: "word ", count: 100_000)).count == 300)
    }
}
