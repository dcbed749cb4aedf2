/// The statements of an answer by plain questions: each sentence as it stands, or nothing of it.
struct ExtractionQuestionnaire: Questionnaire {
    /// The sentences that are asked about, in order; what has no words to state anything is not.
    private let asked: [NumberedText]
    let questions: [TokenQuestion]

    init(_ task: ExtractionTask, nonce: String) {
        asked = task.sentences.filter { SentenceKind($0.text) == .statement }
        let prompt = PlainPrompt(nonce: nonce, mark: task.dataMark) { _ in }
        questions = asked.map { sentence in
            prompt.yesOrNo("Does `sentence` state something that can be true or false?") {
                $0.add("sentence", sentence.text)
            }
        }
    }

    func findings(
        _ answers: [TokenAnswer], _ further: [TokenAnswer], _ bound: BoundTask
    ) throws(AnswerError) -> JudgeFindings? {
        var left = PlainAnswers(answers)
        var stated: [NumberedText] = []
        for sentence in asked { if try left.verdict().isYes { stated.append(sentence) } }
        return .extraction(ExtractionFindings(stated))
    }
}
