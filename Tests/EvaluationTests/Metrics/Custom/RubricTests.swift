import Evaluation
import JSON
import TestKit
import Testing

@Suite("Rubrics of any scale on ratings 0 to 4")
struct RubricTests {
    /// The slot of the rubric as the judge is shown it.
    private func shown(_ rubric: JSONValue) async throws -> [String] {
        let judge = ScriptedJudge.oracle()
        var metric = CriteriaSamples.metric { $0.steps = ["Names the colour."] }
        metric.rubric = rubric
        let result = try await Evaluator().evaluate(
            CriteriaSamples.request([metric], CriteriaSamples.testCase), judge: judge)
        #expect((0...1).contains(try #require(result.score("g_eval"))))
        guard case .criteria(let task) = try #require(judge.calls.last?.task) else { return [] }
        return task.rubric?.split(separator: "\n").map(String.init) ?? []
    }

    private func entry(_ low: JSONValue, _ high: JSONValue, _ outcome: JSONValue) -> JSONValue {
        ["score_range": [low, high], "expected_outcome": outcome]
    }

    @Test("Anchors of 0 to 10 keep their places")
    func ten() async throws {
        let lines = try await shown([
            entry(0, 2, "wrong"), entry(3, 6, "half"), entry(7, 9, "good"), entry(10, 10, "perfect"),
        ])
        #expect(lines == ["0: wrong", "2: half", "3: good", "4: perfect"])
    }

    @Test("Anchors of 1 to 5 are the five ratings, whatever their order")
    func five() async throws {
        let lines = try await shown(
            [entry(5, 5, "e"), entry(1, 1, "a"), entry(2, 2, "b"), entry(4, 4, "d"), entry(3, 3, "c")])
        #expect(lines == ["0: a", "1: b", "2: c", "3: d", "4: e"])
    }

    @Test("Of more anchors than ratings none is lost")
    func eleven() async throws {
        let lines = try await shown(.array((0...10).map { entry(.integer($0), .integer($0), .string("o\($0)")) }))
        let text = lines.joined(separator: " ") + " "
        for number in 0...10 { #expect(text.contains("o\(number) ")) }
        #expect(lines.first == "0: o0 / o1")
    }

    @Test("A range of one point divides nothing by zero: it says what is wanted")
    func onePoint() async throws {
        #expect(try await shown([entry(7, 7, "just so")]) == ["4: just so"])
        #expect(try await shown([entry(0, 0, "a"), entry(0, 0, "b")]) == ["4: a / b"])
    }

    @Test("Endless numbers and reversed ranges stay on the scale")
    func extremes() async throws {
        #expect(try await shown([entry(10, 0, "any")]) == ["0: any", "1: any", "2: any", "3: any", "4: any"])
        let huge = try await shown([entry(-1e308, 0, "low"), entry(0, 1e308, "high")])
        #expect(huge == ["4: low / high"])
    }

    @Test("Any other shape is shown as it was written")
    func others() async throws {
        #expect(try await shown("Be lenient.") == ["Be lenient."])
        #expect(try await shown(["5": "great"]) == [#"{"5":"great"}"#])
        #expect(try await shown([["score_range": ["a"], "expected_outcome": "x"]]).count == 1)
    }
}
