/// Signs that an agent goes in circles, from its run alone. Linear in the run.
struct LoopSigns {
    /// One sign.
    struct Sign: Equatable {
        let name: String
        /// How often it happened in a row or in all; 1 and 0 are harmless.
        let count: Int
        /// 1 for none, 0 from six times on.
        let score: Double
        /// The step where it began.
        let step: String?
    }

    let signs: [Sign]

    /// Messages whose pairs of words agree this far say the same, 0 to 1.
    static let sameWords = 0.85
    /// Words below which a message says too little to be compared.
    private static let fewestWords = 5
    /// Calls of the longest cycle that is looked for.
    private static let longestCycle = 8

    init(_ run: AgentRun) {
        let repetition = CallRepetition(run.calls)
        let stagnation = Self.stagnation(run.entries)
        let cycle = Self.cycle(run.calls)
        signs = [
            // Two equal calls are a retry.
            Sign(
                name: "repeated_call", count: repetition.most,
                score: repetition.most < 3 ? 1 : Self.score(repetition.most), step: repetition.mostRepeated),
            Sign(
                name: "stagnation", count: stagnation.count, score: Self.score(stagnation.count),
                step: stagnation.step),
            Sign(name: "cycle", count: cycle.count, score: Self.score(cycle.count), step: cycle.step),
            Sign(
                name: "reentry", count: run.reentries + (run.reentries > 0 ? 1 : 0),
                score: run.reentries == 0 ? 1 : Self.score(run.reentries + 1), step: nil),
        ]
    }

    /// 1 for once, a half for three times, 0 from six times on.
    private static func score(_ count: Int) -> Double { count <= 1 ? 1 : max(0, Double(6 - count) / 6) }

    /// The longest run of messages that say the same with no word of the user between them.
    private static func stagnation(_ entries: [AgentRun.Entry]) -> (count: Int, step: String?) {
        var best: (count: Int, step: String?) = (1, nil)
        var chain = 1
        var start: String?
        var last: Set<Bigram>?
        for entry in entries where entry.kind != .call {
            guard entry.kind == .message else {
                last = nil
                chain = 1
                continue
            }
            let words = TokenizedText(entry.text).words
            guard words.count >= fewestWords else { continue }
            let bigrams = Set(zip(words, words.dropFirst()).lazy.map { Bigram(first: $0.stem, second: $1.stem) })
            if let last, similarity(last, bigrams) >= sameWords {
                chain += 1
            } else {
                chain = 1
                start = entry.id
            }
            if chain > best.count { best = (chain, start) }
            last = bigrams
        }
        return best
    }

    /// The most often repeated sequence of two to eight different calls in a row.
    private static func cycle(_ calls: [AgentRun.Entry]) -> (count: Int, step: String?) {
        let keys = calls.compactMap { $0.call.map(CallRepetition.key) }
        var numbers: [String: Int] = [:]
        let sequence = keys.map { key in
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            return number
        }
        var best: (count: Int, step: String?) = (1, nil)
        for period in 2...longestCycle where sequence.count >= 2 * period {
            var length = 0
            for place in period..<sequence.count {
                length = sequence[place] == sequence[place - period] ? length + 1 : 0
                let count = length / period + 1
                guard count > best.count else { continue }
                let start = place - length + 1 - period
                // The same call over and over is repetition, not a cycle.
                guard Set(sequence[start..<start + period]).count > 1 else { continue }
                best = (count, calls[start].id)
            }
        }
        return best
    }

    private struct Bigram: Hashable {
        let first: Int
        let second: Int
    }

    private static func similarity(_ left: Set<Bigram>, _ right: Set<Bigram>) -> Double {
        let shared = left.intersection(right).count
        let all = left.count + right.count - shared
        return all == 0 ? 0 : Double(shared) / Double(all)
    }
}
