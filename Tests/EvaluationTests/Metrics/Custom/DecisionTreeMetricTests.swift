import Evaluation
import JSON
import TestKit
import Testing

@Suite("Scores at the ends of trees")
struct DecisionTreeMetricTests {
    private static let output = "Hello Sam. The apple is red."

    private func judge(
        _ choices: [String], quote: String? = "Hello Sam", p: Double = 0.9, ratings: [Int] = [3]
    ) -> ScriptedJudge {
        ScriptedJudge { task, _ in
            guard case .checklist = task else { return CriteriaSamples.ratings(ratings, quote: "The apple is red") }
            let items = choices.enumerated().map { place, choice in
                ScriptedAnswer([
                    "id": .string("q\(place + 1)"), "quote": quote.map { .string($0) } ?? .null,
                    "choice": .string(choice), "p": .number(p),
                ]).text
            }
            return #"{"reasoning":"","items":[\#(items.joined(separator: ","))]}"#
        }
    }

    private func result(
        _ judge: ScriptedJudge, tree: String = DecisionTreeTests.text, id: String = "dag",
        testCase: TestCase = TestCase(input: "Hi", actualOutput: output)
    ) async throws -> EvaluationResult {
        var metric = MetricRequest(id)
        metric.options = ["dag": try JSONReader.read(tree)]
        return try await Evaluator().evaluate(CriteriaSamples.request([metric], testCase), judge: judge)
    }

    @Test("Our code walks the path and reports it with its quotes")
    func path() async throws {
        let judge = judge(["yes", "rude", "no"])
        let result = try await result(judge)
        let outcome = try #require(result["dag"])
        #expect(outcome.score?.value == 0.25)
        #expect(outcome.extra["path"] == ["greets", "tone", "tone.rude"])
        #expect(outcome.reason == "Path: greets = yes, tone = rude, tone.rude = no.")
        #expect(outcome.findings.count == 3)
        #expect(outcome.findings.first?["quote"] == "Hello Sam")
        // All questions in one call, the criterion at an end in another.
        #expect(judge.calls.map(\.task.kind).sorted { $0.rawValue < $1.rawValue } == [.checklist, .criteria])
    }

    @Test("Answers off the path change nothing")
    func offPath() async throws {
        let base = try await result(judge(["no", "rude", "yes"]))
        #expect(base.score("dag") == 0)
        for others in [["no", "kind", "no"], ["no", "neutral", "yes"]] {
            let other = try await result(judge(others))
            #expect(other.score("dag") == base.score("dag"))
            #expect(other["dag"]?.confidence == base["dag"]?.confidence)
            #expect(other["dag"]?.reason == base["dag"]?.reason)
        }
    }

    @Test("Each further answer on the path makes the end less sure, a surer judge surer")
    func confidence() async throws {
        let short = try #require(try await result(judge(["no", "rude", "no"]))["dag"]?.confidence)
        let long = try #require(try await result(judge(["yes", "rude", "no"]))["dag"]?.confidence)
        let doubtful = try #require(try await result(judge(["yes", "rude", "no"], p: 0.6))["dag"]?.confidence)
        let bare = try #require(try await result(judge(["no", "rude", "no"], quote: nil))["dag"]?.confidence)
        #expect(long < short)
        #expect(doubtful < long)
        #expect(bare <= 0.6)
    }

    @Test("A criterion at the end is rated")
    func criterion() async throws {
        let result = try await result(judge(["yes", "neutral", "no"], ratings: [3]))
        #expect(result.score("dag") == 0.75)
        #expect(result["dag"]?.reason.hasPrefix("Path: greets = yes, tone = neutral. Rated 3 of 4") == true)
        #expect(result["dag"]?.findings.count == 3)
    }

    @Test("Of several criteria only the one that is reached counts")
    func severalCriteria() async throws {
        let tree = #"""
            {"question":"?","branches":{"yes":{"evaluation_steps":["Short.","Sweet."]},"no":{"criteria":"Is long."}}}
            """#
        #expect(try await result(judge(["yes"], ratings: [4, 2, 0]), tree: tree).score("dag") == 0.75)
        #expect(try await result(judge(["no"], ratings: [4, 2, 1]), tree: tree).score("dag") == 0.25)
    }

    @Test("Two runs show the judge the same bytes: choices keep their order")
    func deterministic() async throws {
        let prompts = try await [0, 1].asyncMap { _ in
            let judge = judge(["yes", "kind", "no"])
            _ = try await result(judge)
            let task = try #require(judge.calls.first { $0.task.kind == .checklist }?.task)
            let prompt = task.prompt(nonce: String(repeating: "a1", count: 16))
            return prompt.user + JSONWriter.text(of: prompt.schema)
        }
        #expect(prompts[0] == prompts[1])
        let places = ["rude", "kind", "neutral"].map { prompts[0].firstRange(of: $0)?.lowerBound }
        #expect(places.compactMap(\.self).count == 3)
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    }

    @Test("Without a tree something is missing; a wrong one is named, and nobody is asked")
    func unusable() async throws {
        let judge = judge([])
        let none = try await Evaluator().evaluate(
            CriteriaSamples.request([MetricRequest("dag")], CriteriaSamples.testCase), judge: judge)
        #expect(none["dag"]?.missing == ["dag"])
        let wrong = try await result(judge, tree: #"{"question":"?","branches":{"yes":7,"no":0}}"#)
        #expect(wrong["dag"]?.status == .notApplicable)
        #expect(wrong["dag"]?.reason.contains("branches.yes must be a number from 0 to 1") == true)
        #expect(judge.calls.isEmpty)
    }

    @Test("An empty answer fails by rule, a missing part is missing")
    func honestStates() async throws {
        let judge = judge([])
        #expect(try await result(judge, testCase: TestCase(input: "Hi", actualOutput: " ")).score("dag") == 0)
        let tree = #"{"question":"?","evaluation_params":["context"],"branches":{"yes":1,"no":0}}"#
        #expect(try await result(judge, tree: tree)["dag"]?.missing == ["context"])
        #expect(try await result(judge, id: "conversational_dag")["conversational_dag"]?.missing == ["turns"])
        #expect(judge.calls.isEmpty)
    }

    @Test("The questions of a conversation's tree are about its turns")
    func conversational() async throws {
        let judge = judge(["yes", "kind", "no"])
        let turns = [Turn(role: .user, content: "Hi"), Turn(role: .assistant, content: "Hello Sam")]
        let result = try await result(judge, id: "conversational_dag", testCase: TestCase(turns: turns))
        #expect(result.score("conversational_dag") == 1)
        guard case .checklist(let task) = judge.calls.first(where: { $0.task.kind == .checklist })?.task else { return }
        #expect(task.parts.map(\.label) == ["t1 user", "t2 assistant"])
    }

    @Test("Whatever is answered, scores and confidences are numbers from 0 to 1", arguments: [1, 7, 42] as [UInt64])
    func bounds(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let choices = [["yes", "no"], ["rude", "kind", "neutral"], ["yes", "no"]]
        for _ in 0..<20 {
            let said = choices.map { $0.randomElement(using: &random) ?? "" }
            let judge = judge(
                said, quote: Bool.random(using: &random) ? "Hello Sam" : "never said at all",
                p: Double.random(in: -1...2, using: &random), ratings: [Int.random(in: 0...4, using: &random)])
            let outcome = try #require(try await result(judge)["dag"])
            guard outcome.status == .scored else { continue }
            #expect((0...1).contains(try #require(outcome.score).value), "seed \(seed)")
            #expect((0...0.99).contains(try #require(outcome.confidence)), "seed \(seed)")
        }
    }
}

extension Array {
    /// One after the other.
    fileprivate func asyncMap<Result>(_ change: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await change(element)) }
        return results
    }
}
