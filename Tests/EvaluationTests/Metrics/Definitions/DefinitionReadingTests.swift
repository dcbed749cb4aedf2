import Evaluation
import JSON
import Testing

@Suite("Definitions of metrics")
struct DefinitionReadingTests {
    private typealias Samples = DefinitionSamples

    @Test("What is left out has a default; harm has its own threshold")
    func defaults() throws {
        let read = MetricDefinitions([
            Samples.source([
                Samples.metric([:]), Samples.metric(["name": "rude", "direction": "higher_is_worse"]),
                ["name": "mark", "summary": "s", "kind": "pattern", "pattern": "a"],
                [
                    "name": "no_mark", "summary": "s", "kind": "pattern", "pattern": "a",
                    "direction": "higher_is_worse",
                ],
                ["name": "leak", "summary": "s", "kind": "detector", "detector": ["types": ["SECRETS"]]],
            ])
        ])
        #expect(read.problems.isEmpty)
        #expect(read.definitions.map(\.direction.rawValue.count) == [16, 15, 16, 15, 15])
        #expect(zip(read.definitions.map(\.threshold), [0.7, 0.3, 1, 0, 0.5]).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(read.definitions.allSatisfy { $0.weight == 1 && !$0.isSafety && $0.severity.isEmpty })
        #expect(read.definitions[4].place == "m.yaml:6")
    }

    @Test("A full definition is read whole, the rubric in the order of its ratings")
    func full() throws {
        let metric = Samples.metric([
            "steps": ["Greets.", "Thanks."], "inputs": ["input", "actual_output", "input"],
            "rubric": ["4": "warm", "0": "cold"], "threshold": 0.5, "weight": 2.5, "safety": true,
            "severity": [["below": 0.2, "severity": "high"], ["above": 0.9, "severity": "low"]],
        ])
        let definition = try #require(MetricDefinitions([Samples.source([metric])]).definitions.first)
        #expect(definition.steps == ["Greets.", "Thanks."])
        #expect(definition.inputs == [.input, .actualOutput])
        #expect(definition.rubric == "0: cold\n4: warm")
        #expect(definition.weight == 2.5 && definition.isSafety)
        #expect(definition.severity.map(\.severity) == [.high, .low])
    }

    @Test(
        "Every mistake is named with file and line",
        arguments: [
            (Samples.metric(["name": nil]), "name: is missing"),
            (Samples.metric(["name": "Tone!"]), "name: must be at most 64 of a to z, 0 to 9 and _"),
            (Samples.metric(["name": "tone_reason"]), "name: must not be error, reason or end in _reason"),
            (Samples.metric(["name": "faithfulness"]), "name: faithfulness is built in already"),
            (Samples.metric(["name": "geval"]), "name: geval is built in already"),
            (Samples.metric(["summary": nil]), "summary: is missing: one line that says what is measured"),
            (Samples.metric(["kind": nil]), "kind: is missing: g_eval, dag, pattern, json_schema, contains, detector"),
            (
                Samples.metric(["kind": "llm"]),
                "kind: must be one of g_eval, dag, pattern, json_schema, contains, detector"
            ),
            (
                Samples.metric(["criteria": nil]),
                "criteria: is missing: a metric of the kind g_eval needs criteria or steps"
            ),
            (Samples.metric(["criteria": " "]), "criteria: must be a text of at most 16384 bytes"),
            (Samples.metric(["steps": "One."]), "steps: must be a list of texts"),
            (Samples.metric(["steps": ["a", 7]]), "steps.1: must be a text of at most 16384 bytes"),
            (Samples.metric(["rubric": ["5": "x"]]), "rubric.5: is no rating from 0 to 4"),
            (Samples.metric(["rubric": ["1": 2]]), "rubric.1: must be a text"),
            (Samples.metric(["threshold": 1.5]), "threshold: must be a number from 0 to 1"),
            (Samples.metric(["weight": 0]), "weight: must be a number from 1e-06 to 1000000"),
            (Samples.metric(["direction": "up"]), "direction: must be one of higher_is_better, higher_is_worse"),
            (Samples.metric(["safety": "yes"]), "safety: must be true or false"),
            (
                Samples.metric(["severity": "high"]),
                "severity: must be a list of {above or below: number, severity: level}"
            ),
            (
                Samples.metric(["severity": [["above": 0.1, "below": 0.2, "severity": "low"]]]),
                "severity.0: needs above or below with a number from 0 to 1"
            ),
            (
                Samples.metric(["severity": [["above": 0.1, "severity": "bad"]]]),
                "severity.0.severity: must be one of low, medium, high, critical"
            ),
            (Samples.metric(["pattern": "a"]), "pattern: does not fit the kind g_eval"),
            (Samples.metric(["treshold": 0.5]), "treshold: is unknown"),
            (
                ["name": "p", "summary": "s", "kind": "pattern", "pattern": "(a"],
                "pattern: cannot be used: a group without its end (character 0)"
            ),
            (["name": "p", "summary": "s", "kind": "pattern"], "pattern: is missing"),
            (
                ["name": "p", "summary": "s", "kind": "contains", "values": ["a"], "mode": "most"],
                "mode: must be one of all, any, none"
            ),
            (["name": "p", "summary": "s", "kind": "json_schema"], "schema: is missing"),
            (
                ["name": "p", "summary": "s", "kind": "json_schema", "schema": ["type": "text"]],
                "schema.type: \"text\" is no type"
            ),
            (["name": "p", "summary": "s", "kind": "dag"], "dag: is missing"),
            ("tone", "must be an object, is a string"),
        ] as [(JSONValue, String)])
    func problem(metric: JSONValue, text: String) {
        let found = Samples.problems(Samples.metric(["name": "right"]), metric)
        #expect(found == ["m.yaml:3: \(text)"])
    }

    @Test("A detector needs kinds that exist")
    func detector() {
        let found = Samples.problems(
            ["name": "p", "summary": "s", "kind": "detector", "detector": ["types": ["EMAIL", "POETRY"], "more": 1]],
            ["name": "q", "summary": "s", "kind": "detector"])
        #expect(found.count == 3)
        #expect(found[0] == "m.yaml:2: detector.more: is unknown")
        #expect(found[1].hasPrefix("m.yaml:2: detector.types.1: must be one of PII, SECRETS, INJECTION, REFUSAL"))
        #expect(found[2].hasPrefix("m.yaml:3: detector.types: is missing: a list of PII"))
    }

    @Test("All problems of all metrics and files are found, and right ones are read beside them")
    func all() {
        let read = MetricDefinitions([
            Samples.source(
                [
                    Samples.metric(["threshold": 2, "weight": -1, "odd": 1]), Samples.metric(["name": "b"]),
                    Samples.metric(["name": "b"]),
                ], file: "a.yaml"),
            DefinitionSource(file: "b.yaml", value: .null) { _ in 1 },
            DefinitionSource(file: "c.yaml", value: ["metric": [], "metrics": []]) { _ in 4 },
            Samples.source([Samples.metric(["name": "b"]), Samples.metric(["name": "d"])], file: "d.yaml"),
        ])
        #expect(
            read.problems.map(\.description) == [
                "a.yaml:2: odd: is unknown", "a.yaml:2: threshold: must be a number from 0 to 1",
                "a.yaml:2: weight: must be a number from 1e-06 to 1000000",
                "a.yaml:4: name: b is defined already, at a.yaml:3", "b.yaml:1: metrics: must be a list of metrics",
                "c.yaml:4: metric: is unknown", "c.yaml:4: metrics: must be a list of metrics",
                "d.yaml:2: name: b is defined already, at a.yaml:3",
            ])
        #expect(read.definitions.map(\.name) == ["b", "d"])
    }

    @Test("Mistakes in a tree are named one by one")
    func tree() {
        let found = Samples.problems([
            "name": "t", "summary": "s", "kind": "dag",
            "dag": [
                "root": "a",
                "nodes": ["a": ["question": "Q?", "branches": ["yes": ["score": 2], "no": "nowhere"]]],
            ],
        ])
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.hasPrefix("m.yaml:2: dag: nodes.a.branches.") })
    }
}
