import JSON
import Processes
import TestKit
import Testing

extension EndToEnd {
    /// The commands besides `serve`.
    @Suite("Commands")
    struct CommandTests {
        private func lines(_ requests: [JSONValue]) -> String {
            requests.map { JSONWriter.text(of: $0) + "\n" }.joined()
        }

        /// Its answer contradicts its context.
        private static let wrong: JSONValue = [
            "evaluation_id": "wrong", "actual_output": "The tower was finished in 1925.",
            "retrieval_context": ["The tower was finished in 1889."], "metrics": ["faithfulness"],
        ]

        @Test("evaluate prints every format and ends with 0 when all passed")
        func evaluate() async throws {
            try await withStand { stand in
                let path = try stand.file("good.jsonl", lines(Load(campaign: "file", count: 3).requests))
                let table = try await stand.run(["evaluate", path])
                #expect(table.exit == .status(0))
                #expect(table.output.contains("file-2"))
                let object = try await stand.run(["evaluate", path, "--format", "json"])
                #expect(object.exit == .status(0))
                #expect(try JSONReader.read(object.output).array?.count == 3)
                let rows = try await stand.run(["evaluate", path, "--format", "jsonl"])
                let results = try rows.output.split(separator: "\n").map { try JSONReader.read(String($0)) }
                #expect(results.count == 3)
                #expect(results.allSatisfy { $0["metrics"]?["faithfulness"]?.number == 1 })
                let markdown = try await stand.run(["evaluate", path, "--format", "markdown"])
                #expect(markdown.exit == .status(0))
                #expect(markdown.output.contains("|"))
                let junit = try await stand.run(["evaluate", path, "--format=junit"])
                #expect(junit.exit == .status(0))
                #expect(junit.output.contains("<testsuite"))
            }
        }

        @Test("evaluate ends with 1 when something failed and with 2, naming each line, when something is no request")
        func evaluateFails() async throws {
            try await withStand { stand in
                let failing = try stand.file("failing.jsonl", lines([Self.wrong]))
                #expect(try await stand.run(["evaluate", failing]).exit == .status(1))
                let unjudged = try await stand.run(
                    ["evaluate", failing, "--format", "jsonl"],
                    environment: ["OPENAI_BASE_URL": "", "OPENAI_API_KEY": ""])
                #expect(unjudged.exit == .status(1))
                #expect(unjudged.output.contains("JUDGE_NOT_CONFIGURED"))
                let offline = try await stand.run(["evaluate", failing, "--judge", "offline"])
                #expect(offline.exit == .status(1))

                let broken = try stand.file("broken.jsonl", lines([Self.wrong]) + "{\n\n[]\n")
                let refused = try await stand.run(["evaluate", broken])
                #expect(refused.exit == .status(2))
                #expect(refused.output.contains("line 2"))
                #expect(refused.output.contains("line 4"))
                #expect(try await stand.run(["evaluate", "/nonexistent"]).exit == .status(2))
                #expect(try await stand.run(["evaluate", failing, "--format", "tabel"]).exit == .status(2))
                #expect(try await stand.run(["evalute"]).exit == .status(2))
            }
        }

        @Test("produce writes a file's lines, which a replica answers")
        func produce() async throws {
            try await withStand { stand in
                try await stand.startWorker()
                let load = Load(campaign: "produced", count: 12)
                let path = try stand.file("requests.jsonl", lines(load.requests))
                let produced = try await stand.run(["produce", path])
                #expect(produced.exit == .status(0))
                #expect(produced.output.contains("12 of 12"))
                try await load.awaitAll(stand)
                try await load.expectExactlyOnce(stand)
            }
        }

        @Test("check asks every dependency once and says which one is not there")
        func check() async throws {
            try await withStand { stand in
                let well = try await stand.run(["check"])
                #expect(well.exit == .status(0), "\(well.output)")
                let report = try JSONReader.read(well.output)
                #expect(report["success"] == true)
                for dependency in ["kafka", "redis", "judge"] {
                    #expect(report["dependencies"]?[dependency]?["status"] == "up", "\(dependency)")
                }
                #expect(stand.judge.statistics.calls == 1)

                let ill = try await stand.run(
                    ["check"], environment: ["REDIS_URL": "redis://127.0.0.1:1", "OPENAI_BASE_URL": ""])
                #expect(ill.exit == .status(1))
                let problems = try JSONReader.read(ill.output)["problems"]?.array?.compactMap(\.string) ?? []
                #expect(problems.contains { $0.hasPrefix("redis: ") })
            }
        }

        @Test("check --live asks the running service, and notices when there is none")
        func checkLive() async throws {
            try await withStand { stand in
                let worker = try await stand.startWorker()
                let port = ["PORT": String(worker.port)]
                #expect(try await stand.run(["check", "--live"], environment: port).exit == .status(0))
                await worker.process.stop(within: .seconds(180))
                #expect(try await stand.run(["check", "--live"], environment: port).exit == .status(1))
            }
        }

        @Test("A bad configuration is refused with every problem by name, and nothing connects")
        func badConfiguration() async throws {
            try await withStand { stand in
                for command in ["serve", "check"] {
                    let run = try await stand.run(
                        [command],
                        environment: [
                            "BATCH_SIZE": "none", "PORT": "70000", "JUDGE_PROVIDER": "oracle",
                            "REDIS_URL": "http://somewhere", "KAFKA_CONFIG_NO_SUCH_PROPERTY": "1",
                            "KAFKA_TOPIC_TRACES": "evaluation.requests",
                        ])
                    #expect(run.exit == .status(2))
                    for name in [
                        "BATCH_SIZE", "PORT", "JUDGE_PROVIDER", "REDIS_URL", "KAFKA_CONFIG_NO_SUCH_PROPERTY",
                        "KAFKA_TOPIC_EVALUATION_REQUESTS",
                    ] {
                        #expect(run.output.contains(name), "\(command): \(name)")
                    }
                }
            }
        }
    }
}
