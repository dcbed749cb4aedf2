import Evaluation
import JSON

/// A record is decoded to a request that holds together, or refused with problems.
enum RequestPromises {
    static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
        let request: EvaluationRequest
        do throws(RequestError) {
            request = try RequestDecoder().decode(bytes, fallbackID: "fallback")
        } catch {
            try promise(!error.problems.isEmpty && error.problems.allSatisfy { !$0.isEmpty }, "refused without a word")
            return try promise(error.problems.count <= 20, "\(error.problems.count) problems")
        }
        try promise(!request.id.isEmpty && !request.campaignID.isEmpty, "no id")
        let keys = request.metrics.map(\.key)
        try promise(Set(keys).count == keys.count, "two metrics have one key")
        if case .testCase = request.subject { try promise(!keys.isEmpty, "no metric") }
        for metric in request.metrics {
            try promise(metric.weight.map { $0 > 0 && $0.isFinite } ?? true, "a weight that is none")
            try promise((0...1).contains(metric.threshold ?? 0), "a threshold that is none")
        }
        let second = try? RequestDecoder().decode(bytes, fallbackID: "fallback")
        try promise(second?.metrics.map(\.key) == keys && second?.id == request.id, "decoded twice, it differs")
    }
}
