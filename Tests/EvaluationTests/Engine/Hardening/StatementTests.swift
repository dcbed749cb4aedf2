import Evaluation
import JSON
import TestKit
import Testing

@Suite("Strict judging: every extracted statement is answered for")
struct StatementTests {
    private static let evidence = ["The tower was built in 1889. It is 330 metres high."]
    private static let output = "The tower was built in 1889 and is made of green cheese."
    private static let statements = ["The tower was built in 1889.", "The tower is made of green cheese."]

    /// - Parameter claims: what the judge says to a statement; empty leaves it out.
    private func result(
        _ claims: @escaping @Sendable (NumberedText, Bool) -> [JSONValue]
    ) async throws -> EvaluationResult {
        let judge = ScriptedJudge { task, _ in
            switch task {
            case .extraction:
                let claims = Self.statements.map { ["sid": "s1", "claim": .string($0)] as JSONValue }
                return JSONWriter.text(of: ["reasoning": "r", "claims": .array(claims)])
            case .grounding(let grounding):
                let items = grounding.sentences.flatMap { shown in
                    claims(shown, Self.evidence[0].contains(shown.text))
                }
                return JSONWriter.text(
                    of: ["reasoning": "r", "claims": .array(items), "overall": "some_unsupported"])
            default: return "{}"
            }
        }
        return try await EvaluationSamples.result(
            ["faithfulness"], input: "What is the tower?", output: Self.output, evidence: Self.evidence, judge: judge,
            policy: EvaluationPolicy(judging: JudgingOptions(isStrict: true)))
    }

    private static func claim(_ shown: NumberedText, _ text: String? = nil, isSupported: Bool) -> JSONValue {
        [
            "sid": .string(shown.id), "claim": text.map { .string($0) } ?? .null,
            "verdict": isSupported ? "supported" : "not_in_evidence", "eid": isSupported ? "e1" : .null,
            "quote": isSupported ? "The tower was built in 1889." : .null, "p": 0.9,
        ]
    }

    @Test("An honest judge: one of two statements holds")
    func honest() async throws {
        let result = try await result { shown, isKnown in [Self.claim(shown, isSupported: isKnown)] }
        #expect(result.score("faithfulness") == 0.5)
    }

    @Test("A statement that is passed over is not covered by its neighbour of the same sentence")
    func passedOver() async throws {
        let result = try await result { shown, isKnown in
            shown.text == Self.statements[1] ? [] : [Self.claim(shown, isSupported: isKnown)]
        }
        #expect(result.score("faithfulness") == 0.5, "\(result["faithfulness"]?.findings ?? [])")
    }

    @Test("A true claim under the number of a false statement does not stand for it")
    func replaced() async throws {
        let result = try await result { shown, isKnown in
            shown.text == Self.statements[1]
                ? [Self.claim(shown, "It was built in 1889.", isSupported: true)]
                : [Self.claim(shown, isSupported: isKnown)]
        }
        #expect(try #require(result.score("faithfulness")) < 0.7, "\(result["faithfulness"]?.findings ?? [])")
    }

    @Test("A statement that is split is covered by its parts")
    func split() async throws {
        let result = try await result { shown, isKnown in
            shown.text == Self.statements[0]
                ? [
                    Self.claim(shown, "The tower was built.", isSupported: true),
                    Self.claim(shown, "The tower is of 1889.", isSupported: true),
                ] : [Self.claim(shown, isSupported: isKnown)]
        }
        #expect(result["faithfulness"]?.extra["claims"] == 3)
    }
}
