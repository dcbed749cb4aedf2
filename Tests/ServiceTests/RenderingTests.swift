import JSON
import Testing

@testable import Service

@Suite struct RenderingTests {
    private static let hostile = "<b>&\"' \u{1B}[31m\u{7}\nnext|cell\u{2028}\u{202E}\u{FFFF}\u{0}"

    private func entry(_ line: Int, _ text: String) -> ResultReport.Entry { .init(line: line, result: object(text)) }

    private var good: ResultReport.Entry {
        entry(
            1,
            #"""
            {"evaluation_id":"e1","status":"completed","total_score":0.91666,"passed":true,"severity":"low",
             "details":{"faithfulness":{"status":"scored","score":1.0,"passed":true,"reason":"fine"},
             "bias":{"status":"not_applicable","score":null,"passed":null,"reason":"nothing"}},
             "judge":{"provider":"openai","model":"m"},"usage":{"calls":2,"prompt_tokens":100,"completion_tokens":20}}
            """#)
    }

    private var bad: ResultReport.Entry {
        var result = object(
            #"""
            {"status":"error","total_score":null,"passed":false,"severity":"unknown",
             "details":{"toxicity":{"status":"scored","score":0.9,"passed":false},"x":{"status":"judge_failed","reason":"gone"}}}
            """#)
        result["evaluation_id"] = .string(Self.hostile)
        if var details = result["details"]?.object, var toxicity = details["toxicity"]?.object {
            toxicity["reason"] = .string(Self.hostile)
            details["toxicity"] = .object(toxicity)
            result["details"] = .object(details)
        }
        return .init(line: 2, result: result)
    }

    private func report(_ entries: ResultReport.Entry...) -> ResultReport {
        ResultReport(entries: entries, seconds: 1.25)
    }

    @Test("a report counts what failed")
    func failures() {
        #expect(!report(good).hasFailures)
        #expect(report(good, bad).hasFailures)
        #expect(ResultReport.failures(of: good.result).isEmpty)
        #expect(ResultReport.failures(of: bad.result) == ["toxicity", "x", "total"])
        #expect(
            report(good, bad).summary
                == "judge: openai (m)\n2 evaluated, 1 failed, 2 judge calls, 120 tokens, 1.25 s")
    }

    @Test("a table shows scores, and why there is none")
    func table() {
        let lines = report(good).text(.table).split(separator: "\n").map(String.init)
        #expect(lines[0] == "line  evaluation  metrics                                 total   severity  status")
        #expect(lines[2] == "1     e1          faithfulness 1.00, bias not_applicable  0.9167  low       completed")
        #expect(ResultReport.scores(of: object(#"{"winner":"A"}"#)) == "winner A")
        #expect(ResultReport.scores(of: object(#"{"winner":null}"#)) == "winner unknown")
    }

    @Test("JSON forms hold the results as they are")
    func json() throws {
        let both = report(good, bad)
        #expect(try JSONReader.read(Array(both.text(.json).utf8)).array == [.object(good.result), .object(bad.result)])
        let lines = both.text(.jsonl).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(object(String(lines[1])) == bad.result)
    }

    @Test("Markdown keeps untrusted text inside its cell")
    func markdown() throws {
        let rows = report(bad).text(.markdown).split(separator: "\n")
        #expect(rows[0].hasPrefix("| line | evaluation | metrics |"))
        #expect(rows[1] == "| --- | --- | --- | --- | --- | --- |")
        let row = String(rows[2])
        #expect(row.contains(#"&lt;b>&"' "#))
        #expect(row.contains(#"next\|cell"#))
        #expect(row.replacing(#"\|"#, with: "").count { $0 == "|" } == 7)
    }

    @Test("JUnit has a case per metric and escapes what is not XML")
    func junit() {
        let text = report(good, bad).text(.junit)
        #expect(text.contains(#"<testsuite name="evaluation-worker" tests="4" failures="1" errors="1" time="1.250">"#))
        #expect(text.contains(#"<testcase classname="e1" name="faithfulness"/>"#))
        #expect(text.contains(#"<skipped message="nothing"/>"#))
        #expect(text.contains(#"<error message="gone"/>"#))
        #expect(text.contains("<failure message=\"&lt;b&gt;&amp;&quot;' "))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value < 0xFFFE })
        #expect(!text.contains("<b>"))
    }

    @Test("no form for people lets a control character out")
    func controls() {
        for format in [ResultReport.Format.table, .markdown, .junit] {
            for scalar in report(bad).text(format).unicodeScalars where scalar != "\n" {
                let category = scalar.properties.generalCategory
                #expect(category != .control && category != .format && category != .lineSeparator)
            }
        }
    }

    @Test("cells are as wide as their column, and long ones end in an ellipsis")
    func cells() {
        var table = TextTable(["a", "long header"], widest: 5)
        table.add(["12345", "123456"])
        table.add(["é", ""])
        #expect(table.text == "a      long header\n-----  -----------\n12345  1234…\né")
    }

    @Test(
        "decimals are rounded half away from zero and never in scientific form",
        arguments: [
            (0.91666, 4, "0.9167"), (1, 2, "1.00"), (0.005, 2, "0.01"), (-1.5, 0, "-2"), (12.3, 0, "12"),
            (0, 3, "0.000"),
            (.nan, 2, "-"), (.infinity, 2, "-"), (1e300, 2, "-"),
        ] as [(Double, Int, String)])
    func decimals(value: Double, digits: Int, text: String) {
        #expect(ResultReport.decimals(value, digits) == text)
    }
}
