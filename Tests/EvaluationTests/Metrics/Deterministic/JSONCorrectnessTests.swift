import Evaluation
import JSON
import Testing

@Suite("JSON answers")
struct JSONCorrectnessTests {
    private typealias Samples = RuleSamples

    private let schema: JSONValue = [
        "type": "object", "required": ["name"], "additionalProperties": false,
        "properties": ["name": ["type": "string"], "age": ["type": "integer", "minimum": 0]],
    ]

    @Test(
        "Without a schema any one JSON value is right, read strictly",
        arguments: [
            (#"{"a": 1}"#, 1.0), (" [1, 2]\n", 1), ("null", 1), ("", 0), ("Sure! {}", 0), ("{} {}", 0), ("{'a': 1}", 0),
            ("[1,]", 0), (#"{"a": 1, "a": 2}"#, 0), ("NaN", 0), ("```json\n{}\n```", 0),
        ])
    func strict(output: String, score: Double) async throws {
        let outcome = try await Samples.outcome("json_correctness", output)
        #expect(outcome.score?.value == score)
        if score == 0 { #expect(outcome.reason.hasPrefix("The answer is no JSON")) }
    }

    @Test(
        "A fence is tolerated only where the request says so",
        arguments: [
            ("```json\n{}\n```", 1.0), ("```\n[]\n```  ", 1), ("```json {}```", 0), ("```", 0), ("``````", 0),
            ("Here:\n```json\n{}\n```", 0), ("{}", 1),
        ])
    func fence(output: String, score: Double) async throws {
        #expect(try await Samples.score("json_correctness", output, ["allow_fence": true]) == score)
    }

    @Test("Violations are listed with their pointers", arguments: ["schema", "expected_schema"])
    func violations(option: String) async throws {
        let options = JSONObject([(option, schema)])
        #expect(try await Samples.score("json_correctness", #"{"name": "Ann", "age": 3}"#, options) == 1)
        let outcome = try await Samples.outcome("json_correctness", #"{"age": -1, "x~/": 0}"#, options)
        #expect(outcome.score == .zero)
        let pointers = outcome.findings.compactMap { $0["pointer"]?.string }
        #expect(pointers.contains("") && pointers.contains("/age"))
        #expect(outcome.findings.count == 3)
        #expect(outcome.reason.hasPrefix("3 violations of the schema."))
    }

    @Test("A schema given as text is read")
    func text() async throws {
        #expect(try await Samples.score("json_correctness", "1", ["schema": #"{"type": "string"}"#]) == 0)
    }

    @Test(
        "A schema that cannot be used is the client's mistake and named, not a 0",
        arguments: [
            (["type": "text"], "\"text\" is no type"), ("{", "is no JSON"), (7, "must be an object or a boolean"),
            (["$ref": "https://example.com/s"], "none is fetched"),
            (["pattern": "(a)\\1"], "cannot be used as a pattern"),
        ] as [(JSONValue, String)])
    func unusable(schema: JSONValue, reason: String) async throws {
        let outcome = try await Samples.outcome("json_correctness", "{}", ["schema": schema])
        #expect(outcome.status == .notApplicable)
        #expect(outcome.reason.contains(reason), "\(outcome.reason)")
    }

    @Test("Hostile answers and schemas end")
    func hostile() async throws {
        let deep = String(repeating: "[", count: 200_000)
        #expect(try await Samples.score("json_correctness", deep) == 0)
        let wide = "[" + String(repeating: "0,", count: 50_000) + "0]"
        #expect(try await Samples.score("json_correctness", wide) == 1)
        let slow = try await Samples.outcome("json_correctness", wide, ["schema": ["uniqueItems": true]])
        #expect(slow.status != .scored || slow.score == .zero)
        let many = try await Samples.outcome("json_correctness", wide, ["schema": ["items": ["type": "string"]]])
        #expect(many.findings.count == 20)
        #expect(many.reason.hasPrefix("At least 20 violations"))
    }
}
