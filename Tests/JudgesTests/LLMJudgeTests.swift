import Evaluation
import HTTPClient
import JSON
import Judges
import Testing
import Threads

struct LLMJudgeTests {
    @Test("an answer carries the model that gave it and what it cost")
    func answer() async throws {
        let transport = ScriptedTransport { _, _ in .success(completion()) }
        let reports = Locked<[JudgeCallReport]>([])
        let observer = JudgeObserver { report in reports.withLock { $0.append(report) } }
        let (judge, _) = try makeJudge(transport, clock: LeapingClock(), observer: observer, seed: 3)
        let answer = try await judge.answer(safetyTask, repair: nil)
        #expect(answer.text == #"{"ok":true}"#)
        #expect(answer.model == "stub")
        #expect(answer.usage == JudgeUsage(calls: 1, promptTokens: 100, completionTokens: 20))
        #expect(judge.identity == JudgeIdentity(provider: "openai", model: "judge-1"))

        let request = try #require(transport.requests.first)
        #expect(request.url == "http://127.0.0.1:9/v1/chat/completions")
        #expect(request.method == .post)
        #expect(request.headers.filter { $0.value.contains(canaryKey.value) }.map(\.name) == ["Authorization"])
        #expect(!String(decoding: request.body, as: UTF8.self).contains(canaryKey.value))
        #expect(try JSONReader.read(request.body)["seed"] == 3)

        let report = try #require(reports.withLock { $0 }.first)
        #expect(report.outcome == "OK" && report.status == 200 && report.call == 1 && report.retryAfter == nil)
        #expect(report.usage.promptTokens == 100)
    }

    @Test("every question gets a nonce of its own")
    func nonces() {
        let randomness = JudgeRandomness()
        let nonces = Set((0..<100).map { _ in randomness.nonce() })
        #expect(nonces.count == 100)
        #expect(nonces.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test("an outage is tried four times with growing pauses, and every call that was made counts")
    func outage() async throws {
        let clock = LeapingClock()
        let transport = ScriptedTransport { _, _ in .success(.text(503, "busy")) }
        let (judge, shared) = try makeJudge(transport, clock: clock)
        let error = try #require(await failure(of: judge))
        #expect(error.code == .unavailable)
        #expect(error.usage.calls == 4)
        #expect(transport.requests.count == 4)
        #expect(clock.sleeps.count == 3)
        #expect(clock.sleeps == clock.sleeps.sorted())
        #expect(shared.limiter.statistics.inFlight == 0)
    }

    @Test(
        "what fails without a response",
        arguments: [
            (HTTPError.timedOut, JudgeError.Code.timedOut, 4, 4), (.connect("refused"), .unavailable, 4, 0),
            (.connectionLost("reset"), .unavailable, 4, 4), (.truncatedBody, .unavailable, 4, 4),
            (.responseTooLarge, .malformed, 1, 1), (.cancelled, .cancelled, 1, 1),
            (.invalidHeader(name: "Authorization"), .notConfigured, 1, 0),
        ])
    func transportErrors(error: HTTPError, code: JudgeError.Code, sent: Int, reached: Int) async throws {
        let transport = ScriptedTransport { _, _ in .failure(error) }
        let (judge, _) = try makeJudge(transport, clock: LeapingClock())
        let failure = try #require(await failure(of: judge))
        #expect(failure.code == code)
        #expect(transport.requests.count == sent)
        #expect(failure.usage.calls == reached)
    }

    @Test(
        "a success status without an answer is tried again, then is malformed",
        arguments: [
            #"{"choices":[{"mess"#, "<html>", "", #"{"choices":[]}"#, #"{"choices":[{"message":{"content":""}}]}"#,
        ])
    func malformed(body: String) async throws {
        let transport = ScriptedTransport { number, _ in
            .success(number < 4 ? .text(200, body) : completion())
        }
        let (judge, _) = try makeJudge(transport, clock: LeapingClock())
        #expect(await failure(of: judge)?.code == .malformed)
        #expect(transport.requests.count == 4)
        #expect(await failure(of: judge) == nil)
    }

    @Test("a refusal and a content filter are asked once")
    func refusals() async throws {
        for response in [
            HTTPResponse.text(
                200, #"{"choices":[{"message":{"content":null,"refusal":"no"},"finish_reason":"stop"}]}"#),
            completion("x", finishReason: "content_filter"),
            .text(400, #"{"error":{"message":"filtered","code":"content_filter"}}"#),
        ] {
            let transport = ScriptedTransport { _, _ in .success(response) }
            let (judge, _) = try makeJudge(transport, clock: LeapingClock())
            let error = try #require(await failure(of: judge))
            #expect(error.code == .refused)
            #expect(error.usage.calls == 1)
            #expect(transport.requests.count == 1)
        }
    }

    @Test("a cut answer is asked for once more with four times the room")
    func truncated() async throws {
        let transport = ScriptedTransport { _, _ in .success(completion("{", finishReason: "length")) }
        let (judge, _) = try makeJudge(transport, clock: LeapingClock())
        let error = try #require(await failure(of: judge))
        #expect(error.code == .truncated)
        #expect(error.usage == JudgeUsage(calls: 2, promptTokens: 200, completionTokens: 40))
        let limits = try transport.requests.map { try JSONReader.read($0.body)["max_tokens"]?.integer ?? 0 }
        #expect(limits.count == 2)
        #expect(limits.last == (limits.first ?? 0) * 4)
    }

    @Test("parameters a model does not take are dropped at once, and never sent to it again")
    func repairs() async throws {
        let transport = ScriptedTransport { _, request in
            guard let body = try? JSONReader.read(request.body) else { return .success(.text(500)) }
            func refuse(_ name: String) -> Result<HTTPResponse, HTTPError> {
                .success(
                    .text(
                        400,
                        #"{"error":{"message":"Unsupported parameter","param":"\#(name)","code":"unsupported_parameter"}}"#
                    ))
            }
            if body["max_tokens"] != nil { return refuse("max_tokens") }
            if body["temperature"] != nil { return refuse("temperature") }
            if body["response_format"]?["type"] == "json_schema" { return refuse("response_format") }
            return .success(completion())
        }
        let clock = LeapingClock()
        let (judge, _) = try makeJudge(transport, clock: clock)
        let first = try await judge.answer(safetyTask, repair: nil)
        #expect(first.usage.calls == 4)
        #expect(transport.requests.count == 4)
        #expect(clock.sleeps.isEmpty)
        let second = try await judge.answer(safetyTask, repair: nil)
        #expect(second.usage.calls == 1)
    }

    @Test("a server that refuses everything is given up on")
    func endlessRepairs() async throws {
        let transport = ScriptedTransport { _, _ in
            .success(.text(400, #"{"error":{"message":"x","param":"temperature","code":"unsupported_parameter"}}"#))
        }
        let (judge, _) = try makeJudge(transport, clock: LeapingClock())
        #expect(await failure(of: judge)?.code == .rejected)
        #expect(transport.requests.count == 2)
    }

    @Test("Retry-After is waited out by the call and by all others")
    func retryAfter() async throws {
        let clock = LeapingClock()
        let transport = ScriptedTransport { number, _ in
            .success(number == 0 ? .text(429, "", [("Retry-After", "17")]) : completion())
        }
        let (judge, shared) = try makeJudge(transport, clock: clock)
        #expect(await failure(of: judge) == nil)
        #expect(clock.sleeps.count == 1)
        #expect(clock.sleeps[0] >= .seconds(17) && clock.sleeps[0] < .seconds(18))
        #expect(shared.limiter.statistics.bulkheads.map(\.limit) == [2])
    }

    @Test("an error that a gateway sends with a success status keeps its meaning")
    func embeddedErrors() async throws {
        for (body, code) in [
            (#"{"error":{"message":"m","code":429}}"#, JudgeError.Code.rateLimited),
            (#"{"error":{"message":"m","code":"insufficient_quota"}}"#, .quotaExhausted),
            (#"{"error":{"message":"m","code":401}}"#, .unauthorized), (#"{"error":"odd"}"#, .unavailable),
        ] {
            let transport = ScriptedTransport { _, _ in .success(.text(200, body)) }
            let (judge, _) = try makeJudge(transport, clock: LeapingClock())
            #expect(await failure(of: judge)?.code == code)
        }
    }

    @Test("the key is in no error and no report, whatever the server repeats")
    func canary() async throws {
        let reports = Locked<[JudgeCallReport]>([])
        let observer = JudgeObserver { report in reports.withLock { $0.append(report) } }
        let key = canaryKey.value
        let responses: [Result<HTTPResponse, HTTPError>] = [
            .success(
                .text(401, #"{"error":{"message":"Incorrect API key provided: \#(key). See docs","code":"\#(key)"}}"#)),
            .success(.text(500, "<html>Authorization: Bearer \(key)</html>")),
            .success(.text(400, #"{"error":{"message":"(\#(key.prefix(12))****)","type":"\#(key)"}}"#)),
            .success(.text(200, key)), .failure(.connect("cannot connect with \(key)")),
            .failure(.invalidURL(key)), .success(.text(200, #"{"error":"\#(key)"}"#)),
        ]
        for response in responses {
            let transport = ScriptedTransport { _, _ in response }
            let (judge, _) = try makeJudge(transport, clock: LeapingClock(), observer: observer)
            let error = try #require(await failure(of: judge))
            var text = "\(error) \(String(reflecting: error)) \(judge)"
            dump(ErrorClassifier(redactor: Redactor(keys: [canaryKey])), to: &text)
            dump(LLMJudge.Configuration(endpoint: .openAI, model: "m", key: canaryKey), to: &text)
            #expect(!text.contains("canary"))
        }
        #expect(!"\(reports.withLock { $0 })".contains("canary"))
    }
}
