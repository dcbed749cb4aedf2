import Evaluation
import JSON
import TestKit
import Testing

@Suite("Invariant 10: the same request and answers give the same bytes, and reasons quote what is there")
struct Rule10RepeatabilityTests {
    private func bytes(
        _ request: EvaluationRequest, policy: EvaluationPolicy = EvaluationPolicy()
    ) async throws -> String {
        var result = try await InvariantSamples.result(request, policy: policy)
        result.reviewReasons = ReviewPolicy().reasons(for: result)
        let timing = ResultEncoder.Timing(queued: nil, judge: 0, total: 0)
        return JSONWriter.text(of: .object(ResultEncoder().object(for: result, timing: timing)))
    }

    @Test("Byte for byte, asked again and in another order of calls", arguments: InvariantSamples.ids)
    func identical(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let request = InvariantSamples.request(id, seed: seed)
            let base = try await bytes(request)
            for concurrency in [1, 8] {
                #expect(try await bytes(request, policy: EvaluationPolicy(concurrency: concurrency)) == base, "\(id)")
            }
        }
    }

    @Test("All metrics of a shape together, byte for byte", arguments: InvariantSamples.Shape.allCases)
    func together(shape: InvariantSamples.Shape) async throws {
        let ids = InvariantSamples.ids.filter { InvariantSamples.shape(of: $0) == shape }
        var request = InvariantSamples.request(try #require(ids.first))
        request.metrics = ids.flatMap { InvariantSamples.request($0).metrics }
        let base = try await bytes(request)
        for concurrency in [1, 3, 8] {
            #expect(try await bytes(request, policy: EvaluationPolicy(concurrency: concurrency)) == base)
        }
    }

    @Test("Every passage that a reason quotes is in the request", arguments: InvariantSamples.ids)
    func quotes(id: String) async throws {
        for seed in InvariantSamples.seeds {
            let request = InvariantSamples.request(id, seed: seed)
            for judge in [
                ScriptedJudge.oracle(InvariantSamples.oracle), .forger(InvariantSamples.oracle), .confused(seed: seed),
            ] {
                let outcome = try #require(try await InvariantSamples.outcome(request, judge: judge))
                let metric = request.metrics[0]
                let texts =
                    (request.testCase?.texts ?? []) + [
                        metric.criteria ?? "", JSONWriter.text(of: .object(metric.options)),
                    ]
                for passage in Self.quoted(in: outcome.reason) {
                    #expect(texts.contains { $0.contains(passage) }, "\(id), seed \(seed): \(passage)")
                }
            }
        }
    }

    /// What stands between quotation marks; shortened passages end in an ellipsis.
    private static func quoted(in reason: String) -> [String] {
        reason.split(separator: "\"", omittingEmptySubsequences: false).enumerated().compactMap { place, piece in
            guard !place.isMultiple(of: 2) else { return nil }
            return piece.hasSuffix("…") ? String(piece.dropLast()) : String(piece)
        }
    }
}
