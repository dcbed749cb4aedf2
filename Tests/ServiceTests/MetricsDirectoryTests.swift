import Evaluation
import FoundationEssentials
import JSON
import Testing

@testable import Service

@Suite("Files of metric definitions") struct MetricsDirectoryTests {
    private func problems(_ directory: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try Configuration.load(environment: ["METRICS_DIRECTORY": directory])
            return []
        } catch {
            return error.problems
        }
    }

    /// Runs `body` with a directory that holds the files.
    private func withFiles(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let directory = "\(FileManager.default.temporaryDirectory.path)/metrics-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: "\(directory)/\(name)")) }
        try body(directory)
    }

    /// The repository's root, from this file's place in it.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test("without a directory there are the built-in metrics alone")
    func none() throws {
        let catalog = try Configuration.load(environment: [:]).catalog
        #expect(catalog.descriptors == MetricCatalog().descriptors)
    }

    @Test("the metrics of all files are there, files of other names are not read")
    func several() throws {
        let metric = "metrics:\n- {name: NAME, summary: s, kind: pattern, pattern: a}\n"
        try withFiles([
            "b.yaml": metric.replacing("NAME", with: "second"), "a.yml": metric.replacing("NAME", with: "first"),
            "notes.txt": "{", ".hidden.yaml": "{",
        ]) { directory in
            for path in [directory, directory + "/"] {
                let catalog = try Configuration.load(environment: ["METRICS_DIRECTORY": path]).catalog
                #expect(catalog.descriptors.suffix(2).map(\.id) == ["first", "second"])
                #expect(catalog["second"]?.descriptor.source.hasSuffix("/b.yaml:2") == true)
            }
        }
    }

    @Test("every mistake in every file is reported at once with file and line, besides those of other settings")
    func broken() throws {
        try withFiles([
            "a.yaml": """
            # two metrics
            metrics:
              - name: one
                summary: s
                kind: g_eval
                criteria: >-
                  A long
                  criterion.
                rubric:
                  0: bad
                  7: good
                threshold: high
              - name: faithfulness
                summary: s
                kind: json_schema
                schema:
                  type: object
                  properties:
                    a: {type: strin}
                    b: {pattern: "("}
            """,
            "b.yaml": "metrics:\n  - name: one\n    name: two\n", "c.yaml": "metrics:\n - [\n",
            "d.yaml": "metrics:\n- name: one\n  summary: s\n  kind: contains\n  values: [a]\n",
            "e.yaml": "\u{FEFF}",
        ]) { directory in
            let expected = [
                "a.yaml:11: rubric.7: is no rating from 0 to 4",
                "a.yaml:12: threshold: must be a number from 0 to 1",
                "a.yaml:13: name: faithfulness is built in already",
                "a.yaml:19: schema.properties.a.type: \"strin\" is no type",
                "a.yaml:20: schema.properties.b.pattern: cannot be used as a pattern: a group without its end (character 0)",
                "b.yaml:3: the key 'name' is there already, on line 2",
                "d.yaml:2: name: one is defined already, at \(directory)/a.yaml:3",
                "e.yaml:1: metrics: must be a list of metrics",
            ].map { "METRICS_DIRECTORY: \(directory)/\($0)" }
            let found = problems(directory)
            #expect(found.filter { !$0.contains("/c.yaml:") }.sorted() == expected.sorted())
            #expect(found.contains { $0.contains("/c.yaml:3: ") })
            let both = ["METRICS_DIRECTORY": directory, "PORT": "many"]
            #expect(throws: ConfigurationError.self) { try Configuration.load(environment: both) }
            do throws(ConfigurationError) {
                _ = try Configuration.load(environment: both)
            } catch {
                #expect(error.problems.count == found.count + 1)
            }
        }
    }

    @Test("a directory that is none, that is empty, or whose file is too large is reported")
    func unreadable() throws {
        #expect(problems("/nowhere/at/all") == ["METRICS_DIRECTORY: /nowhere/at/all cannot be read as a directory"])
        try withFiles([:]) { #expect(problems($0) == ["METRICS_DIRECTORY: \($0) holds no *.yaml file"]) }
        try withFiles(["big.yaml": String(repeating: "#", count: 1 << 20) + "\n"]) {
            #expect(problems($0) == ["METRICS_DIRECTORY: \($0)/big.yaml:1: larger than 1048576 bytes"])
        }
    }

    @Test("the definitions that come with the service are right, and each is in the listing")
    func shipped() throws {
        let catalog = try Configuration.load(environment: ["METRICS_DIRECTORY": "\(Self.root)/config/metrics"]).catalog
        let own = catalog.descriptors.dropFirst(MetricCatalog().descriptors.count)
        #expect(own.count == 12)
        #expect(own.allSatisfy { $0.family == .custom })
        let listed = catalog.json.array ?? []
        #expect(listed.count == catalog.descriptors.count)
        let entry = listed.first { $0["id"]?.string == "support_resolution" }
        #expect(entry?["default_weight"]?.number == 2)
        #expect(entry?["requires"] == ["input", "actual_output"])
        #expect(entry?["source"]?.string?.hasSuffix("/customer-support.yaml:4") == true)
    }

    @Test("the example of the documentation is right")
    func documented() throws {
        let page = try #require(
            try? String(contentsOf: URL(filePath: "\(Self.root)/docs/metrics.md"), encoding: .utf8))
        let start = try #require(page.firstRange(of: "```yaml\n"))
        let rest = page[start.upperBound...]
        let example = rest[..<(try #require(rest.firstRange(of: "\n```"))).lowerBound]
        try withFiles(["example.yaml": String(example)]) { #expect(problems($0) == []) }
    }

    @Test("metrics takes a format and nothing else")
    func arguments() throws {
        for arguments in [["--format", "xml"], ["word"], ["--judge", "offline"]] {
            #expect(throws: UsageError.self) {
                _ = try MetricsCommand(arguments, environment: [:], console: Console())
            }
        }
        #expect(throws: UsageError.self) {
            _ = try MetricsCommand([], environment: ["METRICS_DIRECTORY": "/nowhere"], console: Console())
        }
    }
}
