import Evaluation
import FoundationEssentials
import JSON
import TestKit
import Testing

@testable import Service

@Suite struct CalibrateCommandTests {
    /// A directory of its own, removed afterwards.
    private func withDirectory(_ body: (String) async throws -> Void) async throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/calibrate-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        do {
            try await body(path)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        try FileManager.default.removeItem(atPath: path)
    }

    private func write(_ text: String, _ path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

    private func contents(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Labels of a judge that states `confidence` + 0.2 for what is right with `confidence`.
    private func labels(_ count: Int, metric: String = "faithfulness", model: String = "m", seed: UInt64 = 2) -> String
    {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { place in
            let p = Double.random(in: 0.4...0.79, using: &random)
            let human = Bool.random(using: &random)
            let judged = human == (Double.random(in: 0..<1, using: &random) < p)
            let details: JSONObject = [
                metric: [
                    "metric": .string(metric), "status": "scored", "score": .number(judged ? 0.9 : 0.2),
                    "threshold": 0.7, "direction": "higher_is_better", "passed": .bool(judged),
                    "confidence": .number(p + 0.2),
                ]
            ]
            let line: JSONObject = [
                "result": [
                    "evaluation_id": .string("\(metric)-\(model)-\(place)"), "total_score": .number(judged ? 0.9 : 0.2),
                    "passed": .bool(judged), "confidence": .number(p + 0.2), "details": .object(details),
                    "judge": ["provider": "openai", "model": .string(model)],
                ],
                "human": ["metrics": .object([metric: .bool(human)])],
            ]
            return JSONValue.object(line).description + "\n"
        }.joined()
    }

    private func problems(_ arguments: [String]) -> [String] {
        do throws(UsageError) {
            _ = try (try CalibrateCommand(arguments, console: Console())).run()
            return []
        } catch {
            return error.problems
        }
    }

    @Test("labels become a file that the service loads, and the same labels the same bytes")
    func endToEnd() async throws {
        try await withDirectory { directory in
            try write(labels(600) + labels(30, metric: "bias"), "\(directory)/labels.jsonl")
            let arguments = [
                "calibrate", "\(directory)/labels.jsonl", "--out", "\(directory)/c.json", "--plot",
                "\(directory)/p.svg",
            ]
            #expect(await Command.run(arguments) == 0)
            let written = try #require(contents("\(directory)/c.json"))
            let plot = try #require(contents("\(directory)/p.svg"))
            #expect(await Command.run(arguments + ["--format", "json"]) == 0)
            #expect(contents("\(directory)/c.json") == written && contents("\(directory)/p.svg") == plot)
            let configuration = try Configuration.load(environment: ["CALIBRATION_FILE": "\(directory)/c.json"])
            let table = try #require(configuration.calibration)
            #expect(table.entries.map(\.key) == [CalibrationKey(metric: "faithfulness", judgeModel: "m")])
            let measured = try #require(table.calibrated(0.9, metric: "faithfulness", judgeModel: "m"))
            #expect(abs(measured - 0.7) < 0.08)
            let entry = try #require(object(written)["entries"]?.array?.first)
            let before = try #require(entry["ece_before"]?.number)
            #expect(try #require(entry["ece_after"]?.number) < before / 2)
            #expect(object(written)["created"] == nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory).count == 3)
        }
    }

    @Test("too few labels: a report, exit code 1, and the old file stays")
    func tooFew() async throws {
        try await withDirectory { directory in
            try write(labels(49), "\(directory)/labels.jsonl")
            try write("old", "\(directory)/c.json")
            #expect(
                await Command.run(["calibrate", "\(directory)/labels.jsonl", "--out", "\(directory)/c.json"]) == 1)
            #expect(contents("\(directory)/c.json") == "old")
        }
    }

    @Test("every malformed line is named, and nothing is written")
    func malformed() async throws {
        try await withDirectory { directory in
            let path = "\(directory)/labels.jsonl"
            let hostile = #"{"result":{"evaluation_id":"e"},"human":{"metrics":{"\u001b[31m\u0007x":1}}}"#
            try write(labels(60) + "nonsense\n\n[]\n" + hostile + "\n", path)
            let out = "\(directory)/c.json"
            let found = problems([path, "--out", out])
            #expect(found.map { $0.prefix(8) } == ["line 61:", "line 63:", "line 64:"])
            #expect(await Command.run(["calibrate", path, "--out", out]) == 2)
            #expect(contents(out) == nil)
            try write("\n \n", path)
            #expect(problems([path, "--out", out]).count == 1)
            #expect(problems(["\(directory)/none"]).first?.hasSuffix("cannot be read") == true)
        }
    }

    @Test("the command line's problems come all at once, and labels are never overwritten")
    func usage() async throws {
        try await withDirectory { directory in
            let path = "\(directory)/labels.jsonl"
            try write(labels(60), path)
            #expect(
                problems([
                    path, "--format", "xml", "--error", "2", "--risk", "no", "--out", "\(directory)/./labels.jsonl",
                    "--plot", "", "--created", String(repeating: "x", count: 65),
                ]).count == 6)
            #expect(problems([]).count == 1)
            #expect(contents(path) == labels(60))
            #expect(await Command.run(["calibrate", path, "--out", "\(directory)/none/c.json"]) == 1)
        }
    }

    @Test("a calibration file that is wrong is a problem of the configuration, told with the others")
    func setting() async throws {
        try await withDirectory { directory in
            let path = "\(directory)/c.json"
            try write(#"{"version":3,"entries":[1,{"metric":"x"}]}"#, path)
            func problems(_ environment: [String: String]) -> [String] {
                do throws(ConfigurationError) {
                    _ = try Configuration.load(environment: environment)
                    return []
                } catch {
                    return error.problems
                }
            }
            let found = problems(["CALIBRATION_FILE": path, "PORT": "x"])
            #expect(found.count { $0.hasPrefix("CALIBRATION_FILE: ") } >= 4)
            #expect(found.contains { $0.hasPrefix("PORT:") })
            #expect(problems(["CALIBRATION_FILE": "\(directory)/none"]).count == 1)
            #expect(try Configuration.load(environment: [:]).calibration == nil)
        }
    }

    @Test("agree compares two files, and says what is wrong with either")
    func agree() async throws {
        try await withDirectory { directory in
            let results = "\(directory)/results.jsonl"
            let humans = "\(directory)/labels.jsonl"
            try write(
                labels(20).split(separator: "\n").map { (object(String($0))["result"] ?? .null).description }
                    .joined(separator: "\n"), results)
            try write(
                (0..<15).map { #"{"evaluation_id":"faithfulness-m-\#($0)","passed":true}"# }.joined(separator: "\n"),
                humans)
            for format in ["table", "markdown", "json"] {
                #expect(await Command.run(["agree", results, humans, "--format", format]) == 0)
            }
            #expect(await Command.run(["agree", results, humans, "--format", "xml"]) == 2)
            #expect(await Command.run(["agree", results]) == 2)
            #expect(await Command.run(["agree", "-", "-"]) == 2)
            try write(#"{"evaluation_id":"other","passed":true}"#, humans)
            #expect(await Command.run(["agree", results, humans]) == 1)
            try write("7", humans)
            try write("{}", results)
            do throws(UsageError) {
                _ = try (try AgreeCommand([results, humans], console: Console())).run()
                Issue.record("no problem found")
            } catch {
                #expect(error.problems.count == 2)
                #expect(error.problems[0].hasPrefix("\(results): line 1:"))
                #expect(error.problems[1].hasPrefix("\(humans): line 1:"))
            }
        }
    }

    @Test("a file with more than the limit is refused, one of just the limit is read")
    func limit() async throws {
        try await withDirectory { directory in
            let path = "\(directory)/f"
            try write("12345\n678", path)
            #expect(try InputFile.lines(of: path, limit: 9).count == 2)
            #expect(throws: UsageError.self) { try InputFile.lines(of: path, limit: 8) }
        }
    }
}
