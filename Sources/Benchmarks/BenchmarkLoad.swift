import JSON

/// Requests of one kind, how the judge behaves meanwhile, and how many workers share them.
struct BenchmarkLoad {
    let name: String
    let requests: Int
    var metrics = BenchmarkLoad.sixMetrics
    var latency = JudgeLatency.none
    /// Judge calls in flight that each worker may have.
    var concurrency = 256
    var replicas = 1
    var partitions = 16
    /// Milliseconds of CPU an evaluation may cost. Nil: this load has no budget of its own.
    var budget: Double?

    static let sixMetrics = ["faithfulness", "answer_relevancy", "hallucination", "toxicity", "bias", "pii_leakage"]

    /// What a worker can do when nothing holds it up.
    static let instant = [
        BenchmarkLoad(name: "six metrics, instant judge", requests: 2000, budget: 2),
        BenchmarkLoad(
            name: "three metrics, instant judge", requests: 1000,
            metrics: ["faithfulness", "answer_relevancy", "toxicity"], budget: 2),
    ]

    static let withoutJudge = BenchmarkLoad(name: "no judge needed", requests: 10_000, metrics: ["exact_match"])

    /// How much of the judge's time a worker uses that is held up by nothing else.
    static let waiting = [
        BenchmarkLoad(
            name: "judge at 200 ms, 64 calls in flight", requests: 640,
            latency: .fixed(.milliseconds(200)), concurrency: 64),
        BenchmarkLoad(
            name: "judge at 200 ms, 256 calls in flight", requests: 2560,
            latency: .fixed(.milliseconds(200)), concurrency: 256),
        BenchmarkLoad(
            name: "judge log-normal around 800 ms, 64 calls in flight", requests: 320,
            latency: .lognormal(median: .milliseconds(800)), concurrency: 64),
        BenchmarkLoad(
            name: "judge log-normal around 800 ms, 256 calls in flight", requests: 1280,
            latency: .lognormal(median: .milliseconds(800)), concurrency: 256),
    ]

    /// A judge slow enough to leave the processors to all replicas.
    static let shared = [1, 3].map { replicas in
        BenchmarkLoad(
            name: "6 partitions, judge at 800 ms, 32 calls in flight, replicas: \(replicas)", requests: 300 * replicas,
            latency: .fixed(.milliseconds(800)), concurrency: 32, replicas: replicas, partitions: 6)
    }

    static var all: [BenchmarkLoad] { instant + [withoutJudge] + waiting + shared }

    /// Each load has a topic of its own, so that no worker reads another's records.
    var topic: String { "requests." + label }

    /// At which intake pauses. Each makes two calls; where they take their time, of unlike length, more requests are needed
    /// for no place to be empty, and more than this bring nothing.
    var requestsInFlight: Int {
        if case .none = latency { concurrency * 5 / 8 } else { concurrency * 7 / 8 }
    }

    /// The name as a part of names of topics, groups and campaigns.
    var label: String { name.filter { $0.isLetter || $0.isNumber } }

    /// The reference case: a seven-sentence answer over three chunks.
    func payload(_ number: Int, campaign: String) -> [UInt8] {
        let value: JSONValue = [
            "evaluation_id": .string("\(campaign)-\(number)"), "campaign_id": .string(campaign),
            "input": .string(BenchmarkText.question), "actual_output": .string(BenchmarkText.answer),
            "expected_output": .string(BenchmarkText.answer),
            "retrieval_context": .array(BenchmarkText.chunks.map(JSONValue.string)),
            "metrics": .array(metrics.map(JSONValue.string)),
        ]
        return JSONWriter.bytes(of: value)
    }
}
