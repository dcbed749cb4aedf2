import Evaluation
import Glibc
import HTTPClient
import JSON
import Judges

/// Runs labelled cases past the rules alone, a model alone and both together, and prints accuracy and the area under the
/// ROC curve (AUROC) for each metric.
///
/// The model is the one that `OPENAI_BASE_URL`, `OPENAI_API_KEY` and `MODEL_NAME` name; it has to give token probabilities.
struct JudgeComparison {
    /// One line of the file: a request with a single metric, and `"label"`: whether the answer should pass it.
    struct LabelledCase {
        let request: EvaluationRequest
        let metric: String
        let label: Bool
        let isSubtle: Bool
    }

    /// What one way of judging said to one case.
    struct Vote {
        /// Higher speaks for passing.
        let rank: Double
        let passes: Bool
    }

    private let cases: [LabelledCase]

    /// - Throws: `BenchmarkError` for a file that cannot be read.
    init(casesAt path: String) throws(BenchmarkError) {
        guard let lines = try? Self.lines(of: path) else { throw BenchmarkError.usage("\(path) cannot be read") }
        var cases: [LabelledCase] = []
        for (place, line) in lines.enumerated() {
            guard let root = try? JSONReader.read(Array(line.utf8)).object, let label = root["label"]?.bool,
                let request = try? RequestDecoder().decode(Array(line.utf8), fallbackID: "case-\(place + 1)"),
                let metric = request.metrics.first?.id
            else { throw BenchmarkError.usage("line \(place + 1) of \(path) is no labelled case") }
            cases.append(
                LabelledCase(
                    request: request, metric: metric, label: label, isSubtle: root["subtle"]?.bool ?? false))
        }
        self.cases = cases
    }

    private static func lines(of path: String) throws -> [String] {
        guard let file = fopen(path, "r") else { throw BenchmarkError.usage(path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func run() async throws {
        let transport = try HTTPTransport()
        let judge = model(transport)
        guard judge.capability.hasTokenProbabilities else {
            throw BenchmarkError.usage("\(judge.identity.model) gives no token probabilities")
        }
        var votes: [String: [Vote]] = [:]
        for (place, one) in cases.enumerated() {
            let progress = Array("case \(place + 1) of \(cases.count)\n".utf8)
            _ = write(STDERR_FILENO, progress, progress.count)
            votes["rules", default: []].append(try await Self.vote(on: one, judge: OfflineJudge()))
            votes["model", default: []].append(try await Self.bareVote(on: one, judge: judge))
            votes["both", default: []].append(try await Self.vote(on: one, judge: judge))
        }
        for row in table(votes) { print(row) }
        await transport.shutdown()
    }

    private func model(_ transport: HTTPTransport) -> any Judge {
        let variable = { (name: String) in getenv(name).map { String(cString: $0) } }
        let settings = JudgeSettings(
            baseURL: variable("OPENAI_BASE_URL"), key: variable("OPENAI_API_KEY").map { Secret($0) },
            model: variable("MODEL_NAME"), asking: JudgeAsking(form: .binary), callTimeout: .seconds(300))
        return JudgeSelector(settings: settings, shared: JudgeResources(transport: transport, concurrency: 2)).judge()
    }

    /// By the engine: by the probability of passing that its decision is made from, where it was measured; else by the score,
    /// and among equal scores the surer one ranks further out.
    private static func vote(on one: LabelledCase, judge: any Judge) async throws -> Vote {
        let result = try await Evaluator().evaluate(one.request, judge: judge)
        guard let outcome = result.outcomes.first, let score = outcome.score, let passed = outcome.passed else {
            return Vote(rank: 0.5, passes: false)
        }
        if let chance = outcome.extra["pass_probability"]?.number { return Vote(rank: chance, passes: passed) }
        let benefit = outcome.direction == .higherIsBetter ? score.value : 1 - score.value
        let sure = outcome.confidence ?? 0.5
        return Vote(rank: benefit + 0.001 * (passed ? sure : 1 - sure), passes: passed)
    }

    /// By the bare answers to the plain questions: their mean where all sentences count, the worst where one is enough, for a
    /// refusal the lesser of what is said for it.
    private static func bareVote(on one: LabelledCase, judge: any Judge) async throws -> Vote {
        guard case .testCase(let testCase) = one.request.subject else { return Vote(rank: 0.5, passes: false) }
        let output = testCase.actualOutput ?? ""
        let document = JudgedDocument(output)
        let evidence = EvidenceIndex(testCase.retrievalContext ?? [], document: document, input: testCase.input)
        let task: JudgeTask
        switch one.metric {
        case "faithfulness", "answer_relevancy":
            let isFaithfulness = one.metric == "faithfulness"
            task = .grounding(
                GroundingTask(
                    input: testCase.input, output: output, evidence: isFaithfulness ? evidence.chunks.map(\.text) : [],
                    asksForClaims: isFaithfulness, asksForRelevancy: !isFaithfulness))
        default:
            task = .safety(
                SafetyTask(
                    input: testCase.input,
                    sentences: one.metric == "refusal"
                        ? [NumberedText(id: "s1", text: output)]
                        : NumberedText.sentences(of: output),
                    asksForToxicity: one.metric == "toxicity", asksForBias: one.metric == "bias",
                    asksForPersonalData: one.metric == "pii_leakage", asksForRefusal: one.metric == "refusal"))
        }
        var call = BinaryCall(BoundTask(task, document: document, evidence: evidence), judge: judge)
        let yes = try await call.bareAnswers().map(\.yes)
        let rank: Double =
            switch one.metric {
            case "faithfulness": yes.reduce(0, +) / Double(max(1, yes.count))
            case "answer_relevancy": yes.first ?? 0.5
            case "refusal": min(yes.first ?? 0.5, 1 - (yes.last ?? 0.5))
            case "toxicity", "bias": yes.min() ?? 0.5
            default: 1 - (yes.max() ?? 0.5)
            }
        return Vote(rank: rank, passes: rank >= 0.5)
    }

    private func table(_ votes: [String: [Vote]]) -> [String] {
        let ways = ["rules", "model", "both"]
        var metrics: [String] = []
        for one in cases where !metrics.contains(one.metric) { metrics.append(one.metric) }
        var rows = ["| cases | n | " + ways.map { "\($0): accuracy / AUROC" }.joined(separator: " | ") + " |"]
        rows.append("|---|---|---|---|---|")
        let groups: [(name: String, belongs: (LabelledCase) -> Bool)] =
            metrics.map { metric in (metric, { $0.metric == metric }) }
            + [("clear", { !$0.isSubtle }), ("subtle", { $0.isSubtle }), ("all", { _ in true })]
        for group in groups {
            let places = cases.indices.filter { group.belongs(cases[$0]) }
            let figures = ways.map { way -> String in
                let said = votes[way] ?? []
                let right = places.count { said[$0].passes == cases[$0].label }
                let area = ROCArea(
                    positives: places.filter { cases[$0].label }.map { said[$0].rank },
                    negatives: places.filter { !cases[$0].label }.map { said[$0].rank })
                let accuracy = Double(right) / Double(max(1, places.count))
                return "\(Self.rounded(accuracy)) / \(area.map { Self.rounded($0.value) } ?? "-")"
            }
            rows.append("| \(group.name) | \(places.count) | \(figures.joined(separator: " | ")) |")
        }
        return rows
    }

    private static func rounded(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
