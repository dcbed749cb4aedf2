import Evaluation
import JSON
import TestKit
import Testing

@testable import Service

@Suite struct CalibrationRenderingTests {
    private static let hostile = "<b>&\"' \u{1B}[31m\u{7}\nnext|cell\u{2028}\u{202E}\u{FFFF}\u{0}"

    private func study(_ count: Int, metric: String = "bias", model: String? = "m") -> CalibrationStudy {
        var random = SeededGenerator(seed: 21)
        return CalibrationStudy(
            (0..<count).map { place in
                let p = Double(Int.random(in: 60...98, using: &random)) / 100
                let human = Bool.random(using: &random)
                return LabelledDecision(
                    item: "e\(place)", part: metric, key: CalibrationKey(metric: metric, judgeModel: model),
                    judged: Ruling(passed: human == (Double.random(in: 0..<1, using: &random) < p)),
                    human: Ruling(passed: human), confidence: p)
            })
    }

    private func report(_ study: CalibrationStudy) -> CalibrationReport {
        var labels = LabelSet().outcome
        labels.repeated = 2
        return CalibrationReport(study: study, labels: labels, promise: .init(error: 0.2))
    }

    @Test("the report has every figure, before and after")
    func figures() throws {
        let text = report(study(300)).text(.table)
        for word in ["accuracy", "kappa", "AUROC", "ECE", "Brier", "AURC", "coverage at 95 %", "review below", "platt"]
        {
            #expect(text.contains(word), "\(word)")
        }
        #expect(text.contains("at most 20.0 % of what completes is wrong, with 90.0 % assurance"))
        #expect(text.contains("2 labels that came again"))
        let json = object(report(study(300)).text(.json))
        #expect(json["groups"]?.array?.first?["labels"] == 300)
        #expect(json["repeated"] == 2)
        #expect(report(study(300)).text(.markdown).contains("| --- |"))
    }

    @Test("too few labels, refused judges and missing figures say so")
    func words() {
        #expect(report(study(12)).text(.table).contains("none: 12 of 50 labels"))
        let wrong = CalibrationStudy(
            (0..<80).map {
                LabelledDecision(
                    item: "e\($0)", part: "bias", key: CalibrationKey(metric: "bias", judgeModel: nil),
                    judged: .passed, human: .failed, confidence: 0.9)
            })
        let text = report(wrong).text(.table)
        #expect(text.contains("refused: not above chance") && text.contains("none named"))
        #expect(!report(CalibrationStudy([])).text(.table).isEmpty)
    }

    @Test("no name from a file gets out raw, into a terminal, a table or a picture")
    func escaping() throws {
        let study = study(60, metric: Self.hostile, model: Self.hostile)
        let svg = CalibrationPlot(study: study).svg
        for text in [report(study).text(.table), report(study).text(.markdown), svg] {
            for scalar in text.unicodeScalars where scalar != "\n" {
                let category = scalar.properties.generalCategory
                #expect(category != .control && category != .format && category != .lineSeparator)
            }
        }
        #expect(!svg.contains("<b>") && svg.contains("&lt;b&gt;&amp;"))
        #expect(!svg.contains("\u{FFFF}"))
    }

    @Test("the picture is one self-contained document with both diagrams")
    func plot() {
        let svg = CalibrationPlot(study: study(700)).svg
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.hasSuffix("</svg>\n"))
        #expect(svg.count { $0 == "<" } == svg.count { $0 == ">" })
        #expect(svg.components(of: "<polyline") == 5)
        #expect(!svg.contains("href") && !svg.contains("script") && !svg.contains("nan"))
        #expect(svg.contains("coverage") && svg.contains("accuracy"))
        #expect(CalibrationPlot(study: CalibrationStudy([])).svg.hasSuffix("</svg>\n"))
    }

    @Test("agreement lists ids safely, some of them, and counts the rest")
    func agreement() throws {
        var join = AgreementJoin()
        join.addResult(Array(#"{"evaluation_id":"a","total_score":1,"passed":true,"severity":"low"}"#.utf8), number: 1)
        for place in 0..<30 {
            let id = JSONValue.string("\(Self.hostile)\(place)")
            join.addLabel(Array(#"{"evaluation_id":\#(id),"passed":true}"#.utf8), number: place + 1)
        }
        join.addLabel(Array(#"{"evaluation_id":"a","annotator":"x","passed":true,"severity":"high"}"#.utf8), number: 31)
        join.addLabel(Array(#"{"evaluation_id":"a","annotator":"y","passed":true}"#.utf8), number: 32)
        let text = AgreementReport(study: try join.study()).text(.table)
        #expect(text.contains("30 human decisions without a result: ") && text.contains(", and 10 more"))
        #expect(text.contains("passed/passed 1") && text.contains("low/high 1"))
        #expect(text.contains("Humans among themselves"))
        for scalar in text.unicodeScalars where scalar != "\n" {
            #expect(scalar.properties.generalCategory != .control)
        }
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
