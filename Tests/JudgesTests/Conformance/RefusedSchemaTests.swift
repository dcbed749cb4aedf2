import Evaluation
import HTTPClient
import JSON
import Judges
import TestKit
import Testing
import Threads

/// One schema is beyond what a model enforces, and the others are not.
struct RefusedSchemaTests {
    /// In each format's own words.
    private static func refusal(_ format: StubFormat) -> StubLLMReply {
        let body =
            switch format {
            case .anthropic:
                #"{"type":"error","error":{"type":"invalid_request_error","message":"The compiled grammar is too large, which would cause performance issues. Simplify your tool schemas."}}"#
            case .google:
                #"{"error":{"code":400,"message":"The specified schema produces a constraint that has too many states for serving.","status":"INVALID_ARGUMENT"}}"#
            case .responses:
                #"{"error":{"message":"Schema is too deep.","type":"invalid_request_error","param":"text.format.schema","code":"invalid_json_schema"}}"#
            default:
                #"{"error":{"message":"Invalid schema for response_format 'safety': In context=(), it is too deep.","type":"invalid_request_error","param":"response_format","code":null}}"#
            }
        return .json(status: 400, body: Array(body.utf8))
    }

    private static func isSafety(_ question: StubQuestion) -> Bool {
        let members = question.schema?["properties"]?.object?.keys ?? []
        return question.name == "safety" || members.contains("harm") || members.contains("refusal")
    }

    @Test(
        "it goes out in the next weaker form from then on, and the others as they did",
        arguments: [StubFormat.chat, .responses, .azure, .anthropic, .google, .ollama])
    func alone(format: StubFormat) async throws {
        let forms = Locked<[Bool: [String]]>([:])
        try await ConformanceStand.with(format) { question, _ in
            forms.withLock { $0[Self.isSafety(question), default: []].append(question.form) }
            return Self.isSafety(question) && question.form == "schema" ? Self.refusal(format) : nil
        } _: { stand in
            let next =
                switch format {
                case .anthropic: "tool"
                case .google: "openapi"
                default: "object"
                }
            for _ in 0..<2 {
                let result = try await stand.evaluated()
                #expect(result.outcomes.allSatisfy { $0.status == .scored }, "\(result.outcomes)")
            }
            #expect(forms.withLock { $0[true] } == ["schema", next, next], "refused once")
            #expect(
                forms.withLock { $0[false] } == ["schema", "schema"], "another question's schema is still enforced")
        }
    }

    @Test("a form that is refused as such is learned for every question, also where it is one schema's weaker form")
    func asSuch() async throws {
        let forms = Locked<[Bool: [String]]>([:])
        let refusesSchemas = Locked(false)
        try await ConformanceStand.with(.chat) { question, _ in
            let isSafety = Self.isSafety(question)
            forms.withLock { $0[isSafety, default: []].append(question.form) }
            if isSafety, question.form == "schema" { return Self.refusal(.chat) }
            if question.form == "object" || question.form == "schema" && refusesSchemas.withLock({ $0 }) {
                return StubFormat.chat.reply(to: .unsupportedFormat)
            }
            return nil
        } _: { stand in
            _ = try await stand.evaluated()
            #expect(forms.withLock { $0[true] } == ["schema", "object", "text"])
            #expect(forms.withLock { $0[false] } == ["schema"], "what is best for the model is still its best")
            refusesSchemas.withLock { $0 = true }
            forms.withLock { $0 = [:] }
            let result = try await stand.evaluated()
            #expect(result.outcomes.allSatisfy { $0.status == .scored }, "\(result.outcomes)")
            #expect(forms.withLock { $0[true] } == ["text"])
            #expect(forms.withLock { $0[false] } == ["schema", "text"], "JSON alone is known to be refused")
        }
    }

    @Test("an answer in the weaker form is kept for those who ask in it, and for nobody who asks with the schema")
    func kept() async throws {
        let refuses = Locked(true)
        let transport = ScriptedTransport { number, request in
            let asksForSchema = String(decoding: request.body, as: UTF8.self).contains("json_schema")
            guard asksForSchema, refuses.withLock({ $0 }) else { return .success(completion(#"{"call":\#(number)}"#)) }
            return .success(
                .text(400, #"{"error":{"message":"The compiled grammar is too large","param":"response_format"}}"#))
        }
        let store = ProcessVerdictStore()
        /// A process of its own, which has learned nothing.
        func judge() throws -> any Judge {
            let (judge, _) = try makeJudge(transport, clock: LeapingClock())
            return VerdictMemory(store: store).remembering(judge)
        }
        func text(_ judge: any Judge) async throws -> String {
            let answer = try await judge.answer(safetyTask, repair: nil)
            answer.receipt?.settle(isAccepted: true)
            return answer.text
        }
        let first = try judge()
        #expect(try await text(first) == #"{"call":1}"#)
        #expect(try await text(first) == #"{"call":1}"#, "found again in the shape that is known now")
        #expect(transport.requests.count == 2)
        refuses.withLock { $0 = false }
        let second = try judge()
        #expect(try await text(second) == #"{"call":2}"#, "nobody has answered with the schema yet")
        #expect(try await text(judge()) == #"{"call":2}"#)
        #expect(try await text(first) == #"{"call":1}"#)
        #expect(transport.requests.count == 3)
    }
}
