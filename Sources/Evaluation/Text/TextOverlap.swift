/// How much of a claim's wording occurs in a piece of evidence: a prior for support, never a verdict.
package struct TextOverlap: Equatable, Sendable {
    /// Share of the claim's distinct content words that occur anywhere in the evidence, 0...1.
    package let precision: Double
    /// Share of the evidence's distinct content words that occur in the claim, 0...1.
    package let recall: Double
    /// Share of the claim's pairs of neighbouring words that are neighbours in the evidence, 0...1.
    package let bigramPrecision: Double
    /// The longest run of words both have in common, in words.
    package let longestRun: Int
    /// Share of the claim's distinct content words in the best window of the evidence, 0...1.
    package let windowPrecision: Double
    /// The best window, in Unicode scalars of the evidence; empty when nothing is shared.
    package let window: Range<Int>
    /// Whether every number of the claim occurs in the evidence.
    package let hasAllNumbers: Bool

    /// Words of a claim that are compared; the rest of a longer claim is ignored, which keeps the time linear.
    package static let maximumWords = 256

    /// Compares a claim with evidence, in time linear in the evidence.
    package init(claim: TokenizedText, evidence: TokenizedText) {
        let words = Array(claim.words.prefix(Self.maximumWords))
        let wanted = Set(words.lazy.filter(\.isContent).map(\.stem))
        let offered = Set(evidence.words.lazy.filter(\.isContent).map(\.stem))
        let shared = wanted.intersection(offered).count
        precision = Self.share(shared, of: wanted.count)
        recall = Self.share(shared, of: offered.count)
        bigramPrecision = Self.bigramPrecision(words, evidence.words)
        longestRun = Self.longestRun(words, evidence.words)
        let best = Self.bestWindow(wanted, evidence.words, length: max(24, words.count * 2))
        windowPrecision = Self.share(best.hits, of: wanted.count)
        window = best.hits > 0 ? evidence.originalRange(words: best.words) : 0..<0
        hasAllNumbers = claim.numbers.prefix(Self.maximumWords).allSatisfy { number in
            evidence.numbers.contains { $0.matches(number) }
        }
    }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }

    private struct Bigram: Hashable {
        let first: Int
        let second: Int
    }

    private static func bigramPrecision(_ claim: [Token], _ evidence: [Token]) -> Double {
        let wanted = Set(zip(claim, claim.dropFirst()).lazy.map { Bigram(first: $0.stem, second: $1.stem) })
        guard !wanted.isEmpty else { return 0 }
        var missing = wanted
        for (first, second) in zip(evidence, evidence.dropFirst()) where !missing.isEmpty {
            missing.remove(Bigram(first: first.stem, second: second.stem))
        }
        return share(wanted.count - missing.count, of: wanted.count)
    }

    /// Words of a claim that are looked for in a row: a text of one repeated word must not cost the square of its length.
    private static let longestClaim = 200

    /// Longest common substring over words; only cells where the words are equal are visited.
    private static func longestRun(_ claim: [Token], _ evidence: [Token]) -> Int {
        let claim = claim.prefix(longestClaim)
        var places: [Int: [Int]] = [:]
        for (index, word) in claim.enumerated().reversed() { places[word.stem, default: []].append(index) }
        // lengths[i + 1] is the run that ends at claim word i; places descend, so a cell is read before it is written.
        var lengths = [Int](repeating: 0, count: claim.count + 1)
        var touched: [Int] = []
        var best = 0
        for word in evidence {
            let current = places[word.stem] ?? []
            var updates: [(Int, Int)] = []
            for place in current { updates.append((place + 1, lengths[place] + 1)) }
            for place in touched { lengths[place] = 0 }
            touched = updates.map(\.0)
            for (place, length) in updates {
                lengths[place] = length
                best = max(best, length)
            }
        }
        return best
    }

    /// The window of `length` words with the most distinct wanted stems; the earliest of equals, trimmed to its hits.
    private static func bestWindow(
        _ wanted: Set<Int>, _ words: [Token], length: Int
    ) -> (hits: Int, words: Range<Int>) {
        let hits = words.indices.filter { words[$0].isContent && wanted.contains(words[$0].stem) }
        var counts: [Int: Int] = [:]
        var best = (hits: 0, words: 0..<0)
        var tail = 0
        for (head, place) in hits.enumerated() {
            counts[words[place].stem, default: 0] += 1
            while hits[tail] + length <= place {
                let stem = words[hits[tail]].stem
                let left = (counts[stem] ?? 1) - 1
                counts[stem] = left == 0 ? nil : left
                tail += 1
            }
            if counts.count > best.hits { best = (counts.count, hits[tail]..<hits[head] + 1) }
        }
        return best
    }
}
