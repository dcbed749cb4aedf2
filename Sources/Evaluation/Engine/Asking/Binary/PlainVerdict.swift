/// What the probability of a yes amounts to: a verdict, and how sure it is.
struct PlainVerdict: Hashable {
    /// A yes that is none and no no, either.
    enum Extent { case full, partial, none }

    /// 0 to 1.
    let yes: Double

    /// From here on a yes is full, see ``extent``.
    private static let full = 0.65
    /// From here on a yes is in part.
    private static let partial = 0.35

    init(_ answer: TokenAnswer) { yes = answer.yes }

    var isYes: Bool { yes >= 0.5 }

    /// Never falls when the probability rises.
    var extent: Extent { yes >= Self.full ? .full : yes >= Self.partial ? .partial : .none }

    /// That the verdict is right, never surer than small models were found to be.
    var certainty: Double { min(Certainty.measured, max(yes, 1 - yes)) }
}

/// The answers of a questionnaire, taken in the order of its questions.
struct PlainAnswers {
    private var left: ArraySlice<TokenAnswer>

    init(_ answers: [TokenAnswer]) { left = answers[...] }

    /// - Throws: `AnswerError` when all answers are taken.
    mutating func next() throws(AnswerError) -> TokenAnswer {
        guard let answer = left.popFirst() else { throw AnswerError("a question was not answered") }
        return answer
    }

    /// - Throws: `AnswerError` when all answers are taken.
    mutating func verdict() throws(AnswerError) -> PlainVerdict { PlainVerdict(try next()) }
}
