import JSON
import TestKit
import Testing

@testable import Evaluation

@Suite("Lines of labels")
struct LabelReaderTests {
    private static let result = #"""
        {"evaluation_id":"e1","status":"completed","total_score":0.8,"passed":true,"severity":"low","confidence":0.9,
         "details":{"faithfulness":{"metric":"faithfulness","status":"scored","score":0.8,"threshold":0.7,
           "direction":"higher_is_better","passed":true,"confidence":0.83},
          "toxicity":{"metric":"toxicity","status":"scored","score":0.1,"threshold":0.5,
           "direction":"higher_is_worse","passed":true,"confidence":0.7,"raw_confidence":0.95},
          "style":{"metric":"g_eval","status":"judge_failed","score":null,"threshold":0.5,
           "direction":"higher_is_better","passed":null,"confidence":null}},
         "judge":{"provider":"openai","model":"gpt-4.1"}}
        """#

    private func read(_ human: String, result: String = result) throws(LabelError) -> LabelReader.Line {
        try LabelReader().read(Array(#"{"result":\#(result),"human":\#(human)}"#.utf8), fallbackID: "line 1")
    }

    private func problems(_ line: String) -> [String] {
        do throws(LabelError) {
            _ = try LabelReader().read(Array(line.utf8), fallbackID: "line 1")
            return []
        } catch {
            return error.problems
        }
    }

    @Test("A result with a judgement gives a decision for everything judged")
    func wrapped() throws {
        let line = try read(
            #"{"annotator":"ann","passed":false,"metrics":{"faithfulness":true,"toxicity":{"score":0.6},"g_eval":false}}"#
        )
        #expect(line.annotator == "ann")
        #expect(line.undecided == 1)
        #expect(line.decisions.map(\.key.metric) == ["total", "faithfulness", "toxicity"])
        #expect(line.decisions.map(\.key.judgeModel) == ["gpt-4.1", "gpt-4.1", "gpt-4.1"])
        #expect(line.decisions.map(\.isRight) == [false, true, false])
        #expect(line.decisions.map(\.confidence) == [0.9, 0.83, 0.95])
        #expect(line.decisions[2].benefit == 0.9 && line.decisions[2].humanBenefit == 0.4)
    }

    @Test("The engine's own confidence counts, not the calibrated one")
    func rawConfidence() throws {
        #expect(try read(#"{"metrics":{"toxicity":{"passed":true}}}"#).decisions.first?.confidence == 0.95)
    }

    @Test("A battle has a winner")
    func battle() throws {
        let battle = #"""
            {"evaluation_id":"b","total_score":1.0,"passed":true,"confidence":0.95,"winner":"A","order_conflict":false,
             "details":{"battle_score":{"metric":"pairwise_comparison","status":"scored","score":1.0,"passed":true}},
             "judge":null}
            """#
        let line = try read(#"{"winner":"tie"}"#, result: battle)
        #expect(line.decisions.map(\.key) == [CalibrationKey(metric: "pairwise_comparison", judgeModel: nil)])
        #expect(line.decisions.first?.isRight == false)
        #expect(throws: LabelError.self) { try read(#"{"passed":true}"#, result: battle) }
        #expect(throws: LabelError.self) { try read(#"{"winner":"A"}"#) }
        #expect(throws: LabelError.self) { try read(#"{"winner":"C"}"#, result: battle) }
    }

    @Test("Severity is compared, an unknown one is not")
    func severity() throws {
        #expect(try read(#"{"severity":"high"}"#).decisions.map(\.judged) == [.low])
        let unknown = Self.result.replacing(#""severity":"low""#, with: #""severity":"unknown""#)
        #expect(try read(#"{"severity":"high"}"#, result: unknown).undecided == 1)
    }

    @Test("The flat form")
    func flat() throws {
        let line = try LabelReader().read(
            Array(
                #"{"metric":"faithfulness","judge_model":"gpt-4.1","score":0.8,"threshold":0.7,"passed":true,"confidence":0.83,"human_passed":false}"#
                    .utf8), fallbackID: "line 7")
        let decision = try #require(line.decisions.first)
        #expect(decision.key == CalibrationKey(metric: "faithfulness", judgeModel: "gpt-4.1"))
        #expect(decision.item == "line 7" && !decision.isRight && decision.confidence == 0.83)
        let derived = try LabelReader().read(
            Array(
                #"{"metric":"Toxicity","score":0.8,"threshold":0.5,"confidence":1,"human_score":0.2,"protocol":"p"}"#
                    .utf8),
            fallbackID: "x")
        let harm = try #require(derived.decisions.first)
        #expect(harm.key == CalibrationKey(metric: "toxicity", judgeModel: nil, judgeProtocol: "p"))
        #expect(harm.judged == .failed && harm.human == .passed)
    }

    @Test(
        "What is wrong is named",
        arguments: [
            ("[]", "is an array"), ("nonsense", "not JSON"), (#"{"result":{}}"#, "human is missing"),
            (#"{"human":{"passed":true}}"#, "result is missing"),
            (#"{"result":1,"human":{}}"#, "result must be an object"),
            (#"{"result":{"evaluation_id":"e"},"human":{}}"#, "human.passed is missing"),
            (#"{"result":{},"human":{"passed":true}}"#, "result.evaluation_id is missing"),
            (#"{"result":{"evaluation_id":"e"},"human":{"metrics":{"bias":true}}}"#, "not among the result's details"),
            (#"{"result":{"evaluation_id":"e"},"human":{"metrics":{"bias":0.8}}}"#, "human.metrics.bias must be true"),
            (
                #"{"result":{"evaluation_id":"e"},"human":{"metrics":{"bias":{}}}}"#,
                "human.metrics.bias.passed is missing"
            ),
            (
                #"{"result":{"evaluation_id":"e","details":{"a":1}},"human":{"passed":true}}"#,
                "result.details.a must be"
            ),
            (
                #"{"result":{"evaluation_id":"e","confidence":1.5},"human":{"passed":true}}"#,
                "result.confidence must be from"
            ),
            (#"{"result":{"evaluation_id":"e"},"human":{"passed":"yes"}}"#, "human.passed must be true or false"),
            (#"{"result":{"evaluation_id":"e"},"human":{"severity":"awful"}}"#, "human.severity must be one of"),
            (#"{"metric":"bias"}"#, "confidence is missing"), (#"{"confidence":0.5}"#, "metric is missing"),
            (#"{"metric":"bias","judge_model":"*"}"#, "judge_model must not be *"),
            (#"{"metric":"bias","metric":"bias"}"#, "not JSON"),
            (#"{"metric":"bias","confidence":0.7,"passed":true}"#, "human_passed is missing"),
        ])
    func wrong(line: String, problem: String) {
        #expect(problems(line).contains { $0.contains(problem) }, "\(problems(line))")
    }

    @Test("Lines of noise are refused or read, never a trap")
    func noise() {
        let seed: UInt64 = 19
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "{", "}", "[", "]", ":", ",", "\"result\"", "\"human\"", "\"metrics\"", "\"details\"", "\"passed\"", "true",
            "null", "-1", "1e308", "0.5", "\"score\"", "\"\\ud800\"", "\"metric\"", "\"confidence\"",
        ]
        for _ in 0..<3000 {
            let text = random.text(of: pieces, count: Int.random(in: 0...24, using: &random))
            _ = problems(text)
            _ = problems(#"{"result":{"evaluation_id":"e","details":\#(text)},"human":{"metrics":\#(text)}}"#)
        }
    }

    @Test("A judgement of very many metrics is refused, not searched for")
    func many() {
        let metrics = (0..<20_000).map { #""m\#($0)":true"# }.joined(separator: ",")
        let found = problems(#"{"result":{"evaluation_id":"e","details":{}},"human":{"metrics":{\#(metrics)}}}"#)
        #expect(found.contains { $0.hasPrefix("human.metrics must not have more") })
        let details = (0..<20_000).map { #""m\#($0)":{}"# }.joined(separator: ",")
        let other = problems(#"{"result":{"evaluation_id":"e","details":{\#(details)}},"human":{"passed":true}}"#)
        #expect(other == ["result.details must not have more than 1024 members"])
    }

    @Test("Repetitions count once, contradictions are named with both lines, several humans vote")
    func votes() throws {
        var set = LabelSet()
        set.add(try read(#"{"passed":true}"#), number: 1)
        set.add(try read(#"{"passed":true}"#), number: 2)
        #expect(set.outcome.decisions.count == 1 && set.outcome.repeated == 1 && set.problems.isEmpty)
        set.add(try read(#"{"passed":false}"#), number: 3)
        #expect(set.problems.count == 1)
        #expect(set.problems[0].contains("line 3: ") && set.problems[0].contains("contradicts line 1"))

        var panel = LabelSet()
        panel.add(try read(#"{"annotator":"a","passed":true,"metrics":{"faithfulness":{"score":0.9}}}"#), number: 1)
        panel.add(try read(#"{"annotator":"b","passed":false,"metrics":{"faithfulness":{"score":0.5}}}"#), number: 2)
        #expect(panel.outcome.split == 2 && panel.outcome.decisions.isEmpty)
        panel.add(try read(#"{"annotator":"c","passed":false,"metrics":{"faithfulness":{"score":0.1}}}"#), number: 3)
        let outcome = panel.outcome
        #expect(outcome.split == 0 && outcome.decisions.map(\.human) == [.failed, .failed])
        #expect(abs((outcome.decisions[1].humanBenefit ?? 0) - 0.5) < 1e-12)
        #expect(outcome.panels.map(\.rulings.count) == [3, 3])
    }
}
