extension GroundingFindings {
    /// What a claim counts that the judge left out when it was shown more evidence.
    private static let missingProbability = 0.3

    /// Joins in what another part of the evidence says about claims that no part has supported yet.
    ///
    /// - Parameter sentences: the ids of those whose claims were asked about.
    mutating func add(fromMoreEvidence part: GroundingFindings, about sentences: Set<String>) {
        quotes = quotes + part.quotes
        var said: [String: [Claim]] = [:]
        for claim in part.claims where !claim.isMissing && claim.verdict != .notAClaim {
            said[claim.sentence, default: []].append(claim)
        }
        var places: [String: [Int]] = [:]
        for (place, claim) in claims.enumerated()
        where claim.verdict != .notAClaim && claim.verdict != .supported && sentences.contains(claim.sentence) {
            places[claim.sentence, default: []].append(place)
        }
        for (sentence, asked) in places {
            var answers: [Int: [Claim]] = [:]
            for answer in said[sentence] ?? [] {
                if let place = Self.place(of: answer, among: asked, of: claims) {
                    answers[place, default: []].append(answer)
                }
            }
            for place in asked {
                claims[place].add(claims[place].usable(answers[place] ?? []), missing: Self.missingProbability)
            }
        }
    }

    /// Which claim an answer is about: the one in the same words, else the one that shares most words with it; a judge may
    /// say a claim in its own words, or in two.
    private static func place(of answer: Claim, among asked: [Int], of claims: [Claim]) -> Int? {
        if let same = asked.first(where: { claims[$0].key == answer.key }) { return same }
        let words = Set(answer.key)
        return asked.max { left, right in
            (words.intersection(claims[left].key).count, right) < (words.intersection(claims[right].key).count, left)
        }
    }
}

extension GroundingFindings.Claim {
    /// Share of a claim's words that the answers about it have to have for their support to count.
    private static let leastShared = 0.8

    /// Answers without support for a part of this claim alone: without its number, say, it is none for the claim.
    fileprivate func usable(_ answers: [GroundingFindings.Claim]) -> [GroundingFindings.Claim] {
        let supported = answers.filter { $0.verdict == .supported }
        let asked = Set(key)
        let said = supported.reduce(into: Set<Int>()) { $0.formUnion($1.key) }
        let numbers = supported.reduce(into: Set<Substring>()) { $0.formUnion(Self.numbers(in: $1.text)) }
        let saysAll =
            Double(asked.intersection(said).count) >= Self.leastShared * Double(asked.count)
            && Self.numbers(in: text).isSubset(of: numbers)
        return saysAll ? answers : answers.filter { $0.verdict != .supported }
    }

    /// Runs of digits.
    private static func numbers(in text: String) -> Set<Substring> {
        Set(text.split { !$0.isNumber })
    }

    /// Takes over what a further part of the evidence says about this claim. Support needs all that was said about it to be
    /// supported; one contradiction is one.
    fileprivate mutating func add(_ answers: [GroundingFindings.Claim], missing: Double) {
        guard let first = answers.first else {
            // That nothing was said of it is no sign that the evidence does not say it.
            stated = min(stated, missing)
            return
        }
        let worst = answers.dropFirst().reduce(first) { worst, next in
            (next.badness, -next.stated) > (worst.badness, -worst.stated) ? next : worst
        }
        probability = [probability, worst.probability].compactMap(\.self).max()
        switch (verdict, worst.verdict) {
        case (_, .supported):
            isDisputed = verdict == .contradicted
            take(worst)
        case (.contradicted, .contradicted):
            if worst.stated > stated { take(worst) }
        case (_, .contradicted): take(worst)
        case (.contradicted, _): break
        default:
            stated = min(stated, worst.stated)
            overlap = max(overlap, worst.overlap)
            if worst.quote == .rejected { quote = .rejected }
        }
        isMissing = false
    }

    /// The verdict and its grounds; what the claim says stays.
    private mutating func take(_ other: GroundingFindings.Claim) {
        verdict = other.verdict
        stated = other.stated
        quote = other.quote
        passage = other.passage
        overlap = other.overlap
        lacksNumber = other.lacksNumber
        isLexical = other.isLexical
    }

    private var badness: Int {
        switch verdict {
        case .notAClaim, .supported: 0
        case .notInEvidence: 1
        case .contradicted: 2
        }
    }
}
