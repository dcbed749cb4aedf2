import JSON

/// Which of several statements a judge has answered for. Of a sentence that states several things, one that is borne out
/// must not stand for another that the judge passes over.
struct AnsweredStatements {
    /// Content words of a statement that the claims under its number must hold together; else they are claims of
    /// something else.
    private static let coveredShare = 1.0 / 3
    /// What a statement counts that the judge left out.
    private static let missingProbability = 0.3

    /// Content words still to be said, by the number of the statement; nil before anything was said under it.
    private var open: [String: Set<Int>] = [:]
    private var sentences: Set<String> = []

    /// - Parameter claim: what the judge says under the statement's number; nil for the statement as it stands.
    mutating func note(_ id: String, _ statement: ExtractionFindings.Statement, claim: String?) {
        sentences.insert(statement.sentence)
        let wanted = open[id] ?? Self.stems(statement.text)
        open[id] = claim.map { wanted.subtracting(Self.stems($0)) } ?? []
    }

    /// Claims for what was passed over, as a judge would write them that does not find it in the evidence. A sentence of
    /// which nothing was answered for is missing as a whole, and found to be so later.
    func missing(of statements: [(id: String, statement: ExtractionFindings.Statement)]) -> [JSONValue] {
        statements.filter { sentences.contains($0.statement.sentence) && !isCovered($0.id, $0.statement) }.map {
            [
                "sid": .string($0.statement.sentence), "claim": .string($0.statement.text),
                "verdict": .string(GroundingTask.Verdict.notInEvidence.rawValue), "eid": .null, "quote": .null,
                "p": .number(Self.missingProbability),
            ]
        }
    }

    private func isCovered(_ id: String, _ statement: ExtractionFindings.Statement) -> Bool {
        guard let open = open[id] else { return false }
        let wanted = Self.stems(statement.text).count
        return Double(wanted - open.count) >= Self.coveredShare * Double(wanted)
    }

    private static func stems(_ text: String) -> Set<Int> {
        Set(TokenizedText(text).words.lazy.filter(\.isContent).map(\.stem))
    }
}
