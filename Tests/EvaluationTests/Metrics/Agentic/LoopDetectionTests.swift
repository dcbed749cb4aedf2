@testable import Evaluation
import JSON
import TestKit
import Testing

@Suite("Whether an agent goes in circles")
struct LoopDetectionTests {
    private func score(_ testCase: TestCase) async throws -> MetricOutcome? {
        let judge = ScriptedJudge.oracle()
        let result = try await AgentSamples.result(
            [AgentSamples.metric("agent_loop_detection")], testCase, judge: judge)
        #expect(judge.calls.isEmpty)
        return result["agent_loop_detection"]
    }

    private func calls(_ calls: [(String, JSONValue, JSONValue?)]) -> TestCase {
        TestCase(toolsCalled: calls.map { ToolCall(name: $0, arguments: $1, output: $2) })
    }

    @Test(
        "The same call twice is a retry, three times half a loop, six times a loop",
        arguments: [(2, 1.0), (3, 0.5), (6, 0), (60, 0)])
    func repetition(times: Int, score: Double) async throws {
        let outcome = try await self.score(calls(Array(repeating: ("get", ["id": 1], "no"), count: times)))
        #expect(outcome?.score?.value == score)
    }

    @Test("Different arguments are different calls; a changing output counts half")
    func variation() async throws {
        let different = try await score(calls((0..<9).map { ("get", ["id": .integer($0)], "x") }))
        #expect(different?.score?.value == 1)
        let polling = try await score(calls((0..<6).map { ("poll", [:], .integer($0)) }))
        #expect(polling?.score?.value == 0.5)
    }

    @Test("Calls that take turns are a cycle")
    func cycle() async throws {
        let pair: [(String, JSONValue, JSONValue?)] = [("a", [:], "1"), ("b", [:], "2"), ("c", [:], "3")]
        let twice = LoopSigns(AgentRun(calls(pair + pair))).signs.first { $0.name == "cycle" }
        #expect(twice?.count == 2)
        #expect(twice?.step == "st1")
        let none = LoopSigns(AgentRun(calls(pair))).signs.first { $0.name == "cycle" }
        #expect(none?.count == 1)
        let same = LoopSigns(AgentRun(calls(Array(repeating: pair[0], count: 5)))).signs.first { $0.name == "cycle" }
        #expect(same?.count == 1)
    }

    @Test("Messages that say the same in a row are stagnation, unless the user asks again")
    func stagnation() async throws {
        let text = "I am still looking for a good flight to Danang for you, please wait."
        func run(_ asked: Bool) -> TestCase {
            TestCase(
                turns: (0..<4).flatMap { number -> [Turn] in
                    (asked ? [Turn(role: .user, content: "And?")] : [])
                        + [Turn(role: .assistant, content: text + " \(number)")]
                })
        }
        let alone = try await score(run(false))
        #expect(alone?.score?.value.rounded(.down) == 0)
        #expect(alone?.passed == false)
        #expect(alone?.findings.first?["sign"] == "stagnation")
        #expect(try await score(run(true))?.score?.value == 1)
    }

    @Test("An agent that calls itself with the same input is going in circles")
    func reentry() async throws {
        var trace: JSONValue = ["type": "llm", "name": "model", "output": "thinking about the task at hand"]
        for _ in 0..<4 { trace = ["type": "agent", "name": "planner", "input": "x", "children": [trace]] }
        let outcome = try await score(TestCase(trace: trace))
        #expect(outcome?.score?.value == 2.0 / 6)
        #expect(outcome?.findings.first?["sign"] == "reentry")
    }

    @Test("Without a run nothing is said, and one step alone cannot go in circles")
    func honestStates() async throws {
        #expect(try await score(TestCase(input: "q", actualOutput: "a"))?.missing == ["trace"])
        #expect(try await score(calls([("a", [:], nil)]))?.status == .notApplicable)
    }

    @Test("A run without signs passes, and more repeats never raise the score")
    func monotone() async throws {
        #expect(try await score(AgentSamples.flight)?.score?.value == 1)
        var last = 1.0
        for times in 1...8 {
            let run = AgentRun(calls(Array(repeating: ("get", ["id": 1], "no"), count: times)))
            let score = LoopSigns(run).signs.map(\.score).min() ?? 1
            #expect(score <= last)
            last = score
        }
    }
}
