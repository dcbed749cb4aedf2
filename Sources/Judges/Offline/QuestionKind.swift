internal import Evaluation

/// What kind of thing a question asks for, by its words.
enum QuestionKind {
    case number, time, person, place, yesOrNo, reason, manner, arithmetic, open

    init(_ question: LexicalText) {
        let keys = question.keys
        if Self.isArithmetic(question) {
            self = .arithmetic
        } else if QuestionWords.askNumber.occurs(in: keys) {
            self = .number
        } else if QuestionWords.askTime.occurs(in: keys) {
            self = .time
        } else if QuestionWords.askPerson.occurs(in: keys) {
            self = .person
        } else if QuestionWords.askPlace.occurs(in: keys) {
            self = .place
        } else if QuestionWords.askReason.occurs(in: keys) {
            self = .reason
        } else if QuestionWords.askManner.occurs(in: keys) {
            self = .manner
        } else if QuestionWords.askYesOrNo.occurs(in: keys, atStart: true)
            || QuestionWords.askYesOrNoAnywhere.occurs(in: keys)
        {
            self = .yesOrNo
        } else {
            self = .open
        }
    }

    /// Whether a sentence has the form of an answer to this kind of question.
    func isAnswered(by sentence: LexicalText) -> Bool {
        let keys = sentence.keys
        switch self {
        case .number, .arithmetic: return !sentence.tokens.numbers.isEmpty || QuestionWords.numerals.occurs(in: keys)
        case .time: return !sentence.tokens.numbers.isEmpty || QuestionWords.times.occurs(in: keys)
        case .person, .place: return !sentence.names.isEmpty || startsWithCapital(sentence)
        case .yesOrNo: return QuestionWords.yesNo.occurs(in: keys, atStart: true)
        case .reason: return QuestionWords.because.occurs(in: keys)
        case .manner: return QuestionWords.steps.occurs(in: keys, atStart: true)
        case .open: return false
        }
    }

    private func startsWithCapital(_ sentence: LexicalText) -> Bool {
        guard let first = sentence.tokens.words.first, first.isContent else { return false }
        return sentence.text.first { $0.isLetter }?.isUppercase ?? false
    }

    /// Two numbers with an operator between them.
    private static func isArithmetic(_ question: LexicalText) -> Bool {
        let scalars = question.tokens.original.scalars.filter { $0 != 0x20 }
        let operators: Set<UInt32> = [0x2B, 0x2A, 0xD7, 0xF7, 0x2F, 0x2D, 0x2212]
        return scalars.indices.dropFirst().dropLast().contains { index in
            operators.contains(scalars[index]) && isDigit(scalars[index - 1]) && isDigit(scalars[index + 1])
        }
    }

    private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
}
