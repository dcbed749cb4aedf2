/// A summary by plain questions. With the operator's questions: what source and summary answer to each. Without: which
/// passages of the source matter most, then whether the summary says those.
struct SummaryQuestionnaire: Questionnaire {
    private static let matters = "Is what `passage` says one of the main points of `source`?"
    private static let says = "Does `summary` say what `passage` says?"
    private static let replies = ["yes", "no", "it does not say"]
    private static let answers: [SummaryTask.Answer] = [.yes, .no, .unstated]

    /// Passages of one source that are asked about.
    private static let most = 40

    private let task: SummaryTask
    private let nonce: String
    private let summary: PlainContext
    private let verification: SummaryVerification
    /// Parts of the source that one question can show.
    private let parts: [TextParts.Part]
    /// Scalar offsets in the source of what may be a key point; empty with the operator's questions.
    private let passages: [Range<Int>]
    let questions: [TokenQuestion]

    init(_ task: SummaryTask, nonce: String) {
        self.task = task
        self.nonce = nonce
        verification = SummaryVerification(task)
        let summary = PlainContext([NumberedText(id: "summary", text: task.summary)])
        self.summary = summary
        let parts = TextParts(task.source, length: PlainEvidence.length, limit: .max).parts
        self.parts = parts
        var passages: [Range<Int>] = []
        var questions: [TokenQuestion] = []
        for part in parts {
            let prompt = PlainPrompt(nonce: nonce) { $0.add("source", part.text) }
            guard task.questions.isEmpty else {
                questions += task.questions.map { Self.question($0, of: "source", prompt) }
                continue
            }
            let text = ScalarText(part.text)
            for range in PlainPassages(text, most: max(1, Self.most / parts.count)).ranges
            where SentenceKind(text.text(range)) == .statement {
                passages.append(part.start + range.lowerBound..<part.start + range.upperBound)
                questions.append(prompt.yesOrNo(Self.matters) { $0.add("passage", text.text(range)) })
            }
        }
        self.passages = passages
        if !task.questions.isEmpty {
            let prompt = Self.prompt(of: summary, nonce: nonce)
            questions += task.questions.map { question in
                Self.question(question, of: "summary", prompt, showing: summary.nearest(to: question.text))
            }
        }
        self.questions = questions
    }

    private static func prompt(of summary: PlainContext, nonce: String) -> PlainPrompt {
        PlainPrompt(nonce: nonce) { $0.add(summary.shared) }
    }

    private static func question(
        _ question: NumberedText, of text: String, _ prompt: PlainPrompt, showing pieces: [NumberedText] = []
    ) -> TokenQuestion {
        prompt.choice("What does `\(text)` answer to `question`?", of: replies) { data in
            data.add(pieces)
            data.add("question", question.text, isTrusted: true)
        }
    }

    /// The places of the passages that matter most, in the order of the source; where none does, the one that comes
    /// nearest to it.
    private func keyPoints(_ answers: [TokenAnswer]) -> [Int] {
        let yes = answers.map(\.yes)
        let ranked = passages.indices.filter { yes.indices.contains($0) }
            .sorted { (yes[$1], $0) < (yes[$0], $1) }
        let chosen = ranked.prefix(task.points)
        let main = chosen.filter { yes[$0] >= 0.5 }
        return (main.isEmpty ? Array(chosen.prefix(1)) : main).sorted()
    }

    func followUps(_ answers: [TokenAnswer]) -> [TokenQuestion] {
        guard task.questions.isEmpty else { return [] }
        let prompt = Self.prompt(of: summary, nonce: nonce)
        return keyPoints(answers).map { place in
            let passage = text(of: passages[place])
            return prompt.yesOrNo(Self.says) { data in
                data.add(summary.nearest(to: passage))
                data.add("passage", passage)
            }
        }
    }

    private func text(of range: Range<Int>) -> String { verification.source.original.text(range) }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        var found = SummaryFindings()
        var verification = verification
        guard task.questions.isEmpty else {
            found.asked = task.questions.count
            var left = PlainAnswers(answers)
            var source: [TokenAnswer?] = Array(repeating: nil, count: task.questions.count)
            for _ in parts {
                for place in task.questions.indices {
                    let answer = try left.next()
                    // The part decides that is least silent on the question.
                    if Self.silence(answer) < source[place].map(Self.silence) ?? 2 { source[place] = answer }
                }
            }
            for (place, question) in task.questions.enumerated() {
                let answer = try left.next()
                guard let source = source[place] else { throw AnswerError("the source has no text") }
                found.points.append(
                    verification.question(
                        question, source: Self.answers[source.best], summary: Self.answers[answer.best],
                        stated: min(source.certainty, answer.certainty)))
            }
            return .summary(found)
        }
        found.asked = min(task.points, max(1, passages.count))
        var left = PlainAnswers(further)
        for (place, chosen) in keyPoints(answers).enumerated() {
            found.points.append(
                verification.point("k\(place + 1)", at: passages[chosen], try left.verdict()))
        }
        return .summary(found)
    }

    /// The probability that a text does not say it.
    private static func silence(_ answer: TokenAnswer) -> Double { answer.probabilities.last ?? 1 }
}
