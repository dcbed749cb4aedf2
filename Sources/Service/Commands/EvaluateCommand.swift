import Evaluation
import Glibc
import HTTPClient
import JSON
import Judges
import Pipeline
import Telemetry
import Threads

/// `evaluate FILE.jsonl|-`: the engine without Kafka and Redis.
struct EvaluateCommand: Sendable {
    static let usage = """
        usage: evaluation-worker evaluate FILE.jsonl|- [--format table|json|jsonl|markdown|junit] [--judge PROVIDER]
                                         [--cost]
        Evaluates one request per line. --cost adds what it cost, by metric and model; beside json, jsonl and junit that
        goes to standard error. Exit code 0: all passed; 1: something failed its threshold or could not be
        judged; 2: bad input.
        """

    private let path: String
    private let format: ResultReport.Format
    private let showsCost: Bool
    private let configuration: Configuration
    private let console: Console

    /// - Throws: `UsageError` with every problem.
    init(_ arguments: [String], environment: [String: String], console: Console) throws(UsageError) {
        let given = try CommandArguments(
            arguments, shape: .init(valued: ["format", "judge"], switches: ["cost"], words: 1...1))
        var problems: [String] = []
        let format = ResultReport.Format(rawValue: given.options["format"] ?? "table")
        if format == nil { problems.append("--format must be one of table, json, jsonl, markdown, junit") }
        var environment = environment
        if let judge = given.options["judge"] { environment["JUDGE_PROVIDER"] = judge }
        do throws(ConfigurationError) {
            configuration = try Configuration.load(environment: environment)
        } catch {
            throw UsageError(problems + error.problems)
        }
        guard let format, problems.isEmpty else { throw UsageError(problems) }
        self.format = format
        showsCost = given.switches.contains("cost")
        self.console = console
        path = given.words[0]
    }

    /// - Returns: the exit code.
    /// - Throws: `UsageError` when the file cannot be read or a line is no request; nothing was judged then.
    func run() async throws(UsageError) -> Int32 {
        let requests = try requests()
        let clock = ContinuousClock()
        let started = clock.now
        let entries: [ResultReport.Entry]
        do {
            let transport = try HTTPTransport(configuration: configuration.judgeTransport)
            let selector = JudgeSelector(
                settings: configuration.judge,
                shared: JudgeResources(
                    transport: transport, concurrency: configuration.judgeConcurrency,
                    memory: configuration.verdicts.map {
                        VerdictMemory(store: ProcessVerdictStore(), namespace: $0.namespace)
                    }))
            entries = await evaluate(requests, selector: selector)
            await transport.shutdown()
        } catch {
            console.printError("evaluation-worker: the HTTP client does not start: \(error)")
            return 1
        }
        let report = ResultReport(
            entries: entries.sorted { $0.line < $1.line },
            seconds: started.duration(to: clock.now) / .seconds(1))
        console.print(report.text(format))
        if showsCost { printBill(entries) }
        return report.hasFailures ? 1 : 0
    }

    private func requests() throws(UsageError) -> [(line: Int, request: EvaluationRequest)] {
        let decoder = RequestDecoder(limits: .init(recordBytes: configuration.intake.maximumRecordBytes))
        var problems: [String] = []
        var requests: [(line: Int, request: EvaluationRequest)] = []
        for line in try InputFile.lines(of: path) {
            do throws(RequestError) {
                let request = try decoder.decode(line.bytes, fallbackID: "line-\(line.number)")
                requests.append((line.number, request))
            } catch {
                problems += error.problems.map { "line \(line.number): \($0)" }
            }
        }
        if requests.isEmpty, problems.isEmpty { problems.append("\(path): holds no request") }
        guard problems.isEmpty else { throw UsageError(problems) }
        return requests
    }

    private func evaluate(
        _ requests: [(line: Int, request: EvaluationRequest)], selector: JudgeSelector
    ) async -> [ResultReport.Entry] {
        let evaluator = Evaluator(
            catalog: configuration.catalog, policy: configuration.evaluation, calibration: configuration.calibration)
        let width = configuration.intake.maximumInFlight
        return await withTaskGroup(of: ResultReport.Entry?.self) { group in
            var entries: [ResultReport.Entry] = []
            entries.reserveCapacity(requests.count)
            var waiting = requests[...]
            var running = 0
            while true {
                while running < width, let (line, request) = waiting.popFirst() {
                    running += 1
                    group.addTask { await entry(line, request, evaluator, selector) }
                }
                guard let finished = await group.next() else { break }
                running -= 1
                if let entry = finished { entries.append(entry) }
                console.progress("\(bar(entries.count, of: requests.count)) \(entries.count)/\(requests.count)")
            }
            console.endProgress()
            return entries
        }
    }

    private func entry(
        _ line: Int, _ request: EvaluationRequest, _ evaluator: Evaluator, _ selector: JudgeSelector
    ) async -> ResultReport.Entry? {
        let clock = ContinuousClock()
        let started = clock.now
        let origin = selector.origin(campaign: request.campaignID, replyWithin: nil)
        let judged = try? await selector.chain(for: request.judge, origin: origin).evaluate {
            judge async throws(CancellationError) in
            try await evaluator.evaluate(request, judge: judge)
        }
        guard var result = judged else { return nil }
        result.reviewReasons = configuration.review.reasons(for: result)
        let timing = ResultEncoder.Timing(
            queued: nil, judge: result.judgeMilliseconds,
            total: Int(started.duration(to: clock.now) / .milliseconds(1)))
        var entry = ResultReport.Entry(line: line, result: ResultEncoder().object(for: result, timing: timing))
        entry.charges = result.charges
        if showsCost {
            entry.savings = FusingSavings(
                request, catalog: configuration.catalog, policy: configuration.evaluation)
        }
        return entry
    }

    private func printBill(_ entries: [ResultReport.Entry]) {
        var bill = Bill()
        for entry in entries { bill.add(entry.charges, savings: entry.savings) }
        let text = bill.text(
            models: configuration.judge.asking.models, unixTime: Int64(time(nil)), asMarkdown: format == .markdown)
        switch format {
        case .table, .markdown: console.print("\n" + text)
        case .json, .jsonl, .junit: console.printError(text)
        }
    }

    private func bar(_ done: Int, of total: Int) -> String {
        let filled = total == 0 ? 0 : done * 30 / total
        return "[" + String(repeating: "#", count: filled) + String(repeating: " ", count: 30 - filled) + "]"
    }
}
