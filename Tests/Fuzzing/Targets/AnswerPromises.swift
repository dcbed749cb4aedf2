import Evaluation
import JSON
import Judges

/// Whatever a judge answers: scores lie from 0 to 1, exactly where a metric was scored, places are in the text, and the
/// result survives its encoding.
///
/// The first byte chooses the request. After an `r` the rest is the judge's answer as it stands; otherwise the rest says
/// how a well-formed answer is damaged, which reaches what a reader of plain bytes never sees.
struct AnswerPromises: Sendable {
    private let requests: [EvaluationRequest]
    private let catalog = MetricCatalog()
    private let encoder = ResultEncoder()

    init() throws {
        requests = try SampleRequests.all.map { try RequestDecoder().decode(Array($0.utf8), fallbackID: "e") }
    }

    func check(_ bytes: [UInt8]) async throws(BrokenPromise) {
        guard bytes.count > 2 else { return }
        let request = requests[Int(bytes[0]) % requests.count]
        let rest = Array(bytes.dropFirst(2))
        let judge = HostileJudge(bytes: rest, answersPlainly: bytes[1] == UInt8(ascii: "r"))
        guard let result = try? await Evaluator(catalog: catalog).evaluate(request, judge: judge) else {
            throw BrokenPromise(description: "cancelled, although nobody did")
        }
        try promise(result.outcomes.count >= request.metrics.count, "a metric has no outcome")
        try promise(result.confidence.map((0...1).contains) ?? true, "confidence \(result.confidence ?? -1)")
        try promise((0...1).contains(result.refusal.probability), "refusal \(result.refusal.probability)")
        for outcome in result.outcomes { try check(outcome, of: request) }
        try checkEncoding(of: result)
    }

    private func check(_ outcome: MetricOutcome, of request: EvaluationRequest) throws(BrokenPromise) {
        let isScored = outcome.status == .scored
        try promise(isScored == (outcome.score != nil), "\(outcome.key): a score without being scored, or none")
        try promise(isScored == (outcome.passed != nil), "\(outcome.key): passed without being scored, or not")
        try promise((0...1).contains(outcome.score?.value ?? 0), "\(outcome.key) is \(outcome.score?.value ?? -1)")
        try promise((0...0.99).contains(outcome.confidence ?? 0), "\(outcome.key): \(outcome.confidence ?? -1)")
        try promise(!outcome.reason.isEmpty, "\(outcome.key): no reason")
        for finding in outcome.findings {
            guard let start = finding["start"]?.integer, let end = finding["end"]?.integer else { continue }
            try promise(
                0 <= start && start <= end && end <= SampleRequests.longest, "\(outcome.key): \(start)..<\(end)")
        }
    }

    private func checkEncoding(of result: EvaluationResult) throws(BrokenPromise) {
        let object = encoder.object(for: result, timing: .init(queued: 1, judge: 2, total: 3))
        let written = JSONWriter.bytes(of: .object(object))
        guard let read = try? JSONReader.read(written) else {
            throw BrokenPromise(description: "the encoded result cannot be read")
        }
        try promise(JSONWriter.bytes(of: read) == written, "the encoded result changes when it is read")
    }
}

/// Says what the bytes say, or what an honest judge says after the bytes have damaged it.
private struct HostileJudge: Judge {
    let identity = JudgeIdentity(provider: "hostile", model: "hostile-1")
    let bytes: [UInt8]
    let answersPlainly: Bool

    func answer(_ task: JudgeTask, repair: String?) async throws(JudgeError) -> JudgeAnswer {
        guard !answersPlainly else {
            return JudgeAnswer(text: String(decoding: bytes, as: UTF8.self), model: "m", usage: JudgeUsage(calls: 1))
        }
        let honest = try await OfflineJudge().answer(task, repair: repair)
        guard let value = try? JSONReader.read(honest.text) else { return honest }
        var damage = Damage(bytes: bytes)
        return JudgeAnswer(
            text: JSONWriter.text(of: damage.applied(to: value)), model: "m", usage: JudgeUsage(calls: 1))
    }
}
