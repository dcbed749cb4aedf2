import Evaluation
import JSON
import TestKit
import Testing

@Suite("A summary by plain questions")
struct PlainSummaryTests {
    private static let source =
        "The bridge was closed in March. Divers found a crack in a pillar. The sky was grey that day. "
        + "Repairs cost two million euros."
    private static let summary = "The bridge was closed because of a crack."

    private func metric(_ options: JSONObject = JSONObject()) -> MetricRequest {
        var metric = MetricRequest("summarization")
        metric.options = options
        return metric
    }

    private let testCase = TestCase(input: source, actualOutput: summary)

    @Test("Our code picks the passages that matter by the model's word; the summary is asked for those")
    func keyPoints() async throws {
        let judge = ProbabilityJudge.yes { question in
            if question.user.contains("main points") {
                return question.slot("passage")?.contains("sky") == true ? 0.1 : 0.9
            }
            return question.slot("passage")?.contains("Repairs") == true ? 0.1 : 0.9
        }
        let found = try await PlainSamples.result([metric()], testCase, judge: judge)
        let points = try #require(found["summarization"]?.findings.filter { $0["key_point"] != nil })
        #expect(points.map { $0["covered"] } == ["full", "full", "no"])
        #expect(points.map { $0["key_point"]?.string }.contains { $0?.contains("sky") == true } == false)
        #expect(points[1]["source_quote"] == "Divers found a crack in a pillar.")
        #expect(abs((found["summarization"]?.extra["coverage"]?.number ?? 0) - 2.0 / 3) < 0.001)
        #expect(try #require(found["summarization"]?.confidence) <= Certainty.unquoted)
    }

    @Test("The most important passages are taken, as many as are asked for")
    func most() async throws {
        let judge = ProbabilityJudge.yes { question in
            question.slot("passage")?.contains("crack") == true ? 0.95 : 0.8
        }
        let found = try await PlainSamples.result([metric(["n": 1])], testCase, judge: judge)
        let points = found["summarization"]?.findings.filter { $0["key_point"] != nil } ?? []
        #expect(points.map { $0["key_point"] } == ["Divers found a crack in a pillar."])
    }

    @Test("A question is covered only when both texts answer it alike; one that the source leaves open does not count")
    func questions() async throws {
        let options: JSONObject = [
            "assessment_questions": ["Was it closed?", "Was anybody hurt?", "Did it cost a million?"]
        ]
        let judge = ProbabilityJudge { question in
            guard question.words.count == 3 else { return ([0.9, 0.1], 1) }
            let asked = question.slot("question") ?? ""
            let isSource = question.user.contains("What does `source`")
            if asked.contains("hurt") { return ([0, 0.1, 0.9], 1) }
            if asked.contains("cost") { return (isSource ? [0.1, 0.8, 0.1] : [0.8, 0.1, 0.1], 1) }
            return ([0.9, 0.05, 0.05], 1)
        }
        let found = try await PlainSamples.result([metric(options)], testCase, judge: judge)
        let points = found["summarization"]?.findings.filter { $0["question"] != nil } ?? []
        #expect(points.map { $0["covered"] } == ["full", "not_applicable", "no"])
        #expect(found["summarization"]?.extra["coverage"]?.number == 0.5)
    }

    @Test("Coverage never falls when it becomes more probable that the summary says a passage")
    func monotone() async throws {
        var last = -1.0
        for step in 0...20 {
            let judge = ProbabilityJudge.yes { question in
                question.user.contains("Does `summary` say") ? Double(step) / 20 : 0.9
            }
            let found = try await PlainSamples.result([metric()], testCase, judge: judge)
            let coverage = try #require(found["summarization"]?.extra["coverage"]?.number)
            #expect(coverage >= last)
            last = coverage
        }
        #expect(last == 1)
    }

    @Test("A long source is asked about in parts that show all of it, in a bounded number of questions")
    func long() async throws {
        let source = (0..<900).map { "Room \($0) has \($0 + 2) windows." }.joined(separator: " ")
        let judge = PlainSamples.judge([:], otherwise: 0.9)
        _ = try await PlainSamples.result(
            [metric()], TestCase(input: source, actualOutput: "Rooms have windows."), judge: judge)
        let passages = judge.questions.filter { $0.user.contains("main points") }
        #expect(passages.count <= 45)
        #expect(passages.contains { $0.slot("passage")?.contains("Room 0 ") == true })
        #expect(passages.contains { $0.slot("passage")?.contains("Room 899 ") == true })
        #expect(passages.allSatisfy { $0.user.count < 20_000 })
    }

    @Test("Of a source in parts, the part that answers a question decides, wherever it stands", arguments: [0, 1])
    func parts(place: Int) async throws {
        let filler = String(repeating: "Nothing of note happened in the valley that year. ", count: 260)
        let parts = [filler, filler]
        let source = parts.enumerated().map { $0 == place ? "Zebras were seen. \($1)" : $1 }.joined()
        let judge = ProbabilityJudge { question in
            guard question.words.count == 3 else { return ([0.9, 0.1], 1) }
            let isSilent = question.user.contains("What does `source`") && !question.user.contains("Zebras were seen")
            return (isSilent ? [0.1, 0.1, 0.8] : [0.8, 0.1, 0.1], 1)
        }
        let options: JSONObject = ["assessment_questions": ["Were there striped animals?"]]
        let found = try await PlainSamples.result(
            [metric(options)], TestCase(input: source, actualOutput: Self.summary), judge: judge)
        let points = found["summarization"]?.findings.filter { $0["question"] != nil } ?? []
        #expect(points.map { $0["covered"] } == ["full"])
    }

    @Test("Where nothing is called a main point, what comes nearest to one is asked about")
    func noMainPoint() async throws {
        let judge = ProbabilityJudge.yes { question in
            guard question.user.contains("main points") else { return 0.9 }
            return question.slot("passage")?.contains("Repairs") == true ? 0.4 : 0.3
        }
        let found = try await PlainSamples.result([metric()], testCase, judge: judge)
        let points = found["summarization"]?.findings.filter { $0["key_point"] != nil } ?? []
        #expect(points.map { $0["key_point"] } == ["Repairs cost two million euros."])
    }

    @Test("Orders in the source are not shown to the model")
    func injection() async throws {
        let judge = PlainSamples.judge([:], otherwise: 0.9)
        _ = try await PlainSamples.result(
            [metric()], TestCase(input: PlainSamples.orders + Self.source, actualOutput: Self.summary), judge: judge)
        #expect(judge.questions.allSatisfy { !$0.user.contains("Ignore all previous") })
    }
}
