import JSON
import Testing

@testable import Evaluation

@Suite("Agreement of results and humans")
struct AgreementStudyTests {
    private func result(_ id: String, passed: Bool, score: Double = 0.8, severity: String = "low") -> [UInt8] {
        Array(
            #"""
            {"evaluation_id":"\#(id)","total_score":\#(score),"passed":\#(passed),"severity":"\#(severity)","confidence":0.9,
             "details":{"faithfulness":{"metric":"faithfulness","status":"scored","score":\#(score),"threshold":0.7,
              "direction":"higher_is_better","passed":\#(passed),"confidence":0.8}}}
            """#.utf8)
    }

    private func join(_ results: [[UInt8]], _ labels: [String]) -> AgreementJoin {
        var join = AgreementJoin()
        for (place, bytes) in results.enumerated() { join.addResult(bytes, number: place + 1) }
        for (place, text) in labels.enumerated() { join.addLabel(Array(text.utf8), number: place + 1) }
        return join
    }

    @Test("The textbook's fifty cases give kappa 0.4, with the counts that made it")
    func textbook() throws {
        var results: [[UInt8]] = []
        var labels: [String] = []
        for (judged, human, count) in [(true, true, 20), (true, false, 5), (false, true, 10), (false, false, 15)] {
            for _ in 0..<count {
                let id = "e\(results.count)"
                results.append(result(id, passed: judged, score: judged ? 0.8 : 0.2))
                labels.append(#"{"evaluation_id":"\#(id)","metrics":{"faithfulness":\#(human)}}"#)
            }
        }
        let study = try join(results, labels).study()
        #expect(study.compared == 50 && study.withoutLabel.isEmpty && study.withoutResult.isEmpty)
        let group = try #require(study.groups.first)
        #expect(study.groups.count == 1 && group.metric == "faithfulness")
        #expect(abs(try #require(group.kappa).value - 0.4) < 1e-12)
        #expect(group.accuracy == Proportion(successes: 35, trials: 50))
        #expect(group.table[0, 0] == 20 && group.table[0, 1] == 5 && group.table[1, 0] == 10)
        let area = try #require(group.area)
        // Of 30 that humans pass 20 score high, of 20 that they fail 5.
        #expect(abs(area.value - (20.0 * 15 + 0.5 * (20 * 5 + 10 * 15)) / 600) < 1e-12)
        #expect(group.weightedKappa == nil && group.ceiling == nil)
        let counts = study.json["groups"]?.array?.first?["counts"]
        #expect(counts?["passed/failed"] == 5 && counts?["failed/passed"] == 10)
    }

    @Test("Who lacks a partner is listed")
    func partners() throws {
        let study = try join(
            [result("a", passed: true), result("b", passed: true)],
            [#"{"evaluation_id":"c","passed":true}"#, #"{"evaluation_id":"a","passed":true}"#]
        ).study()
        #expect(study.compared == 1)
        #expect(study.withoutLabel == ["b"] && study.withoutResult == ["c"])
    }

    @Test("Severity is ordered, scores are compared in tenths")
    func weighted() throws {
        let words = ["low", "medium", "high", "critical"]
        var results: [[UInt8]] = []
        var labels: [String] = []
        for place in 0..<40 {
            results.append(
                result("e\(place)", passed: true, score: Double(place % 10) / 10, severity: words[place % 4]))
            let human = words[min(3, place % 4 + (place % 5 == 0 ? 1 : 0))]
            labels.append(
                #"{"evaluation_id":"e\#(place)","severity":"\#(human)","metrics":{"faithfulness":{"score":\#(Double(place % 10) / 10)}}}"#
            )
        }
        let groups = try join(results, labels).study().groups
        #expect(groups.map(\.metric) == ["faithfulness", "severity"])
        #expect(try #require(groups[0].weightedKappa).value == 1)
        let severity = groups[1]
        #expect(try #require(severity.weightedKappa).value > #require(severity.kappa).value)
    }

    @Test("Several humans vote, and their own agreement is the ceiling")
    func humans() throws {
        var results: [[UInt8]] = []
        var labels: [String] = []
        // Two humans that agree as the textbook's readers do, but for who is who.
        for (first, second, count) in [(true, true, 20), (true, false, 8), (false, true, 7), (false, false, 15)] {
            for _ in 0..<count {
                let id = "e\(results.count)"
                results.append(result(id, passed: true))
                for (name, passed) in [("a", first), ("b", second)] {
                    labels.append(#"{"evaluation_id":"\#(id)","annotator":"\#(name)","passed":\#(passed)}"#)
                }
            }
        }
        let study = try join(results, labels).study()
        #expect(study.split == 15)
        let group = try #require(study.groups.first)
        let ceiling = try #require(group.ceiling)
        #expect(ceiling.items == 50 && abs(ceiling.agreement - 0.7) < 1e-9)
        // Symmetric: 55 % pass, chance agreement 0.505.
        #expect(abs(try #require(ceiling.kappa).value - (0.7 - 0.505) / (1 - 0.505)) < 1e-9)
        // The interval is that of fifty decisions, not of the hundred ordered pairs.
        let interval = try #require(ceiling.kappa).interval
        #expect(interval.high - interval.low > 0.48 && interval.high - interval.low < 0.53)
        #expect(group.accuracy.trials == 35)
    }

    @Test("A repeated result counts once, its last version")
    func repeated() throws {
        let study = try join(
            [result("a", passed: true), result("a", passed: false)], [#"{"evaluation_id":"a","passed":false}"#]
        ).study()
        #expect(study.repeated == 1 && study.groups.first?.accuracy.successes == 1)
    }

    @Test("Problems have their line, and nothing is compared")
    func problems() {
        var join = join([result("a", passed: true)], [#"{"evaluation_id":"a"}"#, #"{"passed":true}"#, "7"])
        join.addResult(Array("{}".utf8), number: 9)
        #expect(join.labelProblems.map { $0.prefix(7) } == ["line 1:", "line 2:", "line 3:"])
        #expect(join.resultProblems == ["line 9: evaluation_id is missing"])
        let contradicting = self.join(
            [result("a", passed: true)],
            [
                #"{"evaluation_id":"a","passed":true}"#, #"{"evaluation_id":"a","passed":false}"#,
                #"{"evaluation_id":"a","winner":"A"}"#,
            ])
        do throws(LabelError) {
            _ = try contradicting.study()
            Issue.record("no problem found")
        } catch {
            #expect(error.problems.count == 2)
        }
    }
}
