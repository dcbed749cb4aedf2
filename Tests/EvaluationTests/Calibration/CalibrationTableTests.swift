import JSON
import TestKit
import Testing

@testable import Evaluation

@Suite("The calibration file")
struct CalibrationTableTests {
    private func problems(_ text: String) -> [String] {
        do throws(CalibrationError) {
            _ = try CalibrationTable(Array(text.utf8))
            return []
        } catch {
            return error.problems
        }
    }

    private let platt =
        #"{"metric":"bias","judge_model":"m","labels":50,"method":"platt","slope":1,"intercept":-0.5,"usable":true}"#

    private func file(_ entries: String...) -> String {
        #"{"version":1,"entries":[\#(entries.joined(separator: ","))]}"#
    }

    @Test("What a study writes is what the service reads")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 12)
        let decisions = (0..<1600).map { place in
            let confidence = Double(Int.random(in: 500...990, using: &random)) / 1000
            return LabelledDecision(
                item: "e\(place)", part: "x",
                key: CalibrationKey(
                    metric: place % 9 == 0 ? "bias" : "toxicity", judgeModel: place % 2 == 0 ? "a" : nil,
                    judgeProtocol: place % 4 == 0 ? "p1" : nil),
                judged: .passed, human: Ruling(passed: confidence > 0.9 || place % 3 == 0),
                confidence: confidence)
        }
        let study = CalibrationStudy(decisions)
        let bytes = JSONWriter.bytes(of: study.file(created: "2024-05-01"))
        let table = try CalibrationTable(bytes)
        #expect(table == study.table)
        #expect(table.entries.contains { $0.curve.method == "isotonic" })
        #expect(table.entries.contains { $0.curve.method == "platt" })
        #expect(study.file()["created"] == nil)
        #expect(study.file(created: "2024-05-01")["created"] == "2024-05-01")
    }

    @Test("The narrower entry wins: prompts, then judge, then all judges")
    func lookup() throws {
        func entry(_ model: String?, _ version: String?, _ intercept: Double) -> CalibrationEntry {
            CalibrationEntry(
                key: CalibrationKey(metric: "bias", judgeModel: model, judgeProtocol: version),
                curve: .platt(PlattScaling(slope: 0, intercept: intercept)), labels: 60)
        }
        let table = CalibrationTable(entries: [entry("m", "p1", 0), entry("m", nil, 1), entry("*", nil, 2)])
        func value(_ model: String?, _ version: String?) -> Double? {
            table.calibrated(0.9, metric: "bias", judgeModel: model, judgeProtocol: version)
        }
        #expect(value("m", "p1") == 0.5)
        #expect(value("m", "p2") == LogOdds.probability(1))
        #expect(value("m", nil) == LogOdds.probability(1))
        #expect(value("other", "p1") == LogOdds.probability(2))
        #expect(value(nil, nil) == LogOdds.probability(2))
        #expect(table.verdict(0.9, metric: "toxicity", judgeModel: "m") == .unknown)
        #expect(CalibrationTable(entries: []).calibrated(0.9, metric: "bias", judgeModel: "m") == nil)
    }

    @Test("A refused judge's confidence stays low enough for review, and is never raised")
    func refused() throws {
        let table = try CalibrationTable(
            Array(
                file(platt.replacing("true", with: #"false,"refusal":"agreement_too_low""#)).utf8))
        #expect(table.verdict(0.9, metric: "bias", judgeModel: "m") == .unusable(.agreement))
        #expect(table.calibrated(0.9, metric: "bias", judgeModel: "m") == 0.55)
        #expect(table.calibrated(0.2, metric: "bias", judgeModel: "m") == 0.2)
        #expect(table.calibrated(.nan, metric: "bias", judgeModel: "m") == 0)
    }

    @Test("Every problem is told at once, with its place")
    func allProblems() {
        let found = problems(
            file(
                platt, platt, "7", #"{"metric":"x","labels":50,"method":"magic","usable":true}"#,
                #"{"metric":"x","labels":0,"method":"platt","slope":-1,"usable":true}"#,
                #"{"metric":"","labels":50,"method":"platt","slope":1,"intercept":0,"usable":"yes"}"#,
                #"{"metric":"x","labels":50,"method":"platt","slope":1,"intercept":0,"usable":false}"#,
                #"{"metric":"x","labels":50,"method":"isotonic","knots":[[0.5,0.6],[0.5,0.7]],"usable":true}"#,
                #"{"metric":"x","labels":50,"method":"isotonic","knots":[[0.5,0.6],[0.6,0.5]],"usable":true}"#,
                #"{"metric":"x","labels":50,"method":"isotonic","knots":[],"usable":true}"#))
        for (place, field) in [
            (1, "metric"), (2, ""), (3, "method"), (4, "labels"), (4, "slope"), (4, "intercept"), (5, "metric"),
            (5, "usable"), (6, "refusal"), (7, "knots[1]"), (8, "knots[1]"), (9, "knots"),
        ] {
            #expect(
                found.contains { $0.hasPrefix("entries[\(place)]\(field.isEmpty ? "" : ".")\(field)") },
                "\(place) \(found)")
        }
        #expect(problems(#"{"version":2,"entries":{}}"#).count == 2)
        #expect(problems(#"{}"#).count == 2)
    }

    @Test(
        "What is no calibration file is refused, never half read",
        arguments: [
            "", "null", "[]", "{", #"{"version":1}"#, #"{"version":1,"version":1,"entries":[]}"#, "\u{FEFF}",
            String(repeating: "[", count: 100_000), #"{"version":1e999,"entries":[]}"#,
        ])
    func hostile(text: String) {
        #expect(!problems(text).isEmpty)
    }

    @Test("Members that a later version adds are ignored, and an empty table is a table")
    func tolerant() {
        #expect(problems(file(platt.replacing("true", with: #"true,"ece_before":0.1,"later":{}"#))).isEmpty)
        #expect(problems(file()).isEmpty)
    }
}
