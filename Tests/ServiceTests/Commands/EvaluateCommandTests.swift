import Evaluation
import FoundationEssentials
import JSON
import TestKit
import Testing
import Threads

@testable import Service

@Suite("evaluate, without Kafka and Redis")
struct EvaluateCommandTests {
    /// What a command printed and how it ended.
    struct Run {
        let code: Int32
        let output: String

        var results: [JSONObject] { output.split(separator: "\n").map { object(String($0)) } }
    }

    /// Evaluates the lines of a file of its own.
    private func evaluated(
        _ lines: String, format: String = "jsonl", environment: [String: String] = ["JUDGE_PROVIDER": "offline"]
    ) async throws -> Run {
        let path = "\(FileManager.default.temporaryDirectory.path)/evaluate-\(UUID().uuidString).jsonl"
        try Data(lines.utf8).write(to: URL(filePath: path))
        let printed = Locked("")
        let console = Console { text, descriptor in if descriptor == 1 { printed.withLock { $0 += text } } }
        let code: Int32
        do {
            code = try await EvaluateCommand([path, "--format", format], environment: environment, console: console)
                .run()
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        try FileManager.default.removeItem(atPath: path)
        return Run(code: code, output: printed.withLock { $0 })
    }

    private static let statuses = Set(MetricOutcome.Status.allCases.map(\.rawValue))

    @Test("A thousand requests of every kind: every metric asked for is answered for", .timeLimit(.minutes(15)))
    func mixed() async throws {
        let seed: UInt64 = 20_240_229
        let requests = MixedRequests(1_000, seed: seed)
        let ids = Set(requests.entries.flatMap(\.keys))
        #expect(ids.isSuperset(of: MetricCatalog().descriptors.map(\.id)))
        let run = try await evaluated(requests.lines)
        #expect(run.code == 1)
        let results = run.results
        #expect(results.count == requests.entries.count)
        var seen: [String: Set<String>] = [:]
        for (entry, result) in zip(requests.entries, results) {
            let id = result["evaluation_id"]?.string ?? ""
            #expect(id == entry.json["evaluation_id"]?.string)
            #expect(["completed", "needs_review", "error"].contains(result["status"]?.string ?? ""), "\(id)")
            if let total = result["total_score"]?.number { #expect((0...1).contains(total), "\(id)") }
            for key in entry.keys {
                let detail = try #require(result["details"]?[key]?.object, "\(id): \(key) is absent")
                let status = detail["status"]?.string ?? ""
                seen[key, default: []].insert(status)
                #expect(Self.statuses.contains(status), "\(id): \(key) is \(status)")
                #expect(status != "judge_failed", "\(id): \(key): \(detail["reason"]?.string ?? "")")
                #expect((detail["score"]?.number != nil) == (status == "scored"), "\(id): \(key)")
                #expect((detail["passed"]?.bool != nil) == (status == "scored"), "\(id): \(key)")
                #expect((result["metrics"]?[key]?.number != nil) == (status == "scored"), "\(id): \(key)")
                if let score = detail["score"]?.number { #expect((0...1).contains(score), "\(id): \(key)") }
                if let sure = detail["confidence"]?.number { #expect((0...0.99).contains(sure), "\(id): \(key)") }
                if status == "insufficient_input" {
                    #expect(detail["missing"]?.array?.isEmpty == false, "\(id): \(key)")
                }
            }
        }
        for descriptor in MetricCatalog().descriptors where !descriptor.reads.isEmpty {
            #expect(seen[descriptor.id]?.contains("scored") == true, "\(descriptor.id) is never scored in \(seed)")
        }
    }

    @Test("Mistake 3: forty requests and a slow judge that fails now and then are forty results")
    func nobodyVanishes() async throws {
        let server = try StubLLMServer { request in
            request.number % 7 == 3
                ? .json(status: 400, body: ChatCompletion.error("no", type: "invalid_request_error"))
                : .completion(#"{"reasoning":"","harm":[],"none":true}"#, delay: .milliseconds(150))
        }
        let lines = (0..<40).map { number in
            #"{"evaluation_id":"e\#(number)","actual_output":"Answer \#(number).","metrics":["toxicity"]}"# + "\n"
        }
        let run = try await evaluated(
            lines.joined(),
            environment: ["OPENAI_BASE_URL": server.baseURL, "OPENAI_API_KEY": "k", "JUDGE_CONCURRENCY": "2"])
        #expect(run.code == 1)
        #expect(run.results.map { $0["evaluation_id"]?.string } == (0..<40).map { "e\($0)" })
        let states = run.results.compactMap { $0["details"]?["toxicity"]?["status"]?.string }
        #expect(states.count == 40)
        #expect(Set(states) == ["scored", "judge_failed"])
        await server.stop()
    }

    @Test("With --cost the bill follows the table, and stays out of the way of machine formats")
    func bill() async throws {
        let line =
            #"{"evaluation_id":"e","input":"Hm?","actual_output":"The sky is blue.","#
            + #""retrieval_context":["The sky is blue."],"metrics":["faithfulness","hallucination","toxicity"]}"#
        for format in ["table", "jsonl"] {
            let path = "\(FileManager.default.temporaryDirectory.path)/evaluate-\(UUID().uuidString).jsonl"
            try Data(line.utf8).write(to: URL(filePath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let printed = Locked([Int32: String]())
            let console = Console { text, descriptor in printed.withLock { $0[descriptor, default: ""] += text } }
            _ = try await EvaluateCommand(
                [path, "--format", format, "--cost"], environment: ["JUDGE_PROVIDER": "offline"], console: console
            ).run()
            let bill = printed.withLock { $0[format == "table" ? 1 : 2] ?? "" }
            #expect(bill.contains("lexical-1"))
            #expect(bill.contains("asking together saved 1 questions"))
            #expect(printed.withLock { $0[format == "table" ? 2 : 1] ?? "" }.contains("asking together") == false)
        }
    }
}
