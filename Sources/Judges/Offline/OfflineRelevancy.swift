internal import Evaluation
internal import JSON

/// Says how an answer's sentences relate to what the user asked, by shared words and by the form of the answer.
struct OfflineRelevancy {
    private typealias Role = GroundingTask.Role
    private typealias Addressed = GroundingTask.Addressed

    private let questions: [Question]
    private let sentences: [(id: String, text: LexicalText)]
    private let roles: [Role]

    /// One thing the user wants.
    private struct Question {
        let text: LexicalText
        let kind: QuestionKind
        /// What it is about, without the words that only ask.
        let topic: Set<Int>

        init(_ text: String) {
            self.text = LexicalText(text)
            kind = QuestionKind(self.text)
            topic = self.text.contentSet.subtracting(Self.askingWords.stems)
        }

        /// How well a sentence answers, 0...1.
        func strength(of sentence: LexicalText) -> Double {
            let keys = sentence.keys
            if keys == text.keys, sentence.isQuestion || keys.count > 2 { return 0 }
            let shared = sentence.share(of: topic)
            let fits = kind.isAnswered(by: sentence)
            if topic.isEmpty { return 0.6 }
            switch kind {
            case .arithmetic: return fits ? 1 : 0
            case .open: return isShortValue(sentence) ? max(0.5, shared) : shared
            case .manner where fits: return max(0.5, shared)
            default:
                // The right form alone answers only where nothing else is said: "Paris.", "In 1969.", "Yes, it is."
                if fits, shared > 0 || keys.count <= 5 { return max(0.7, shared) }
                return shared * 0.9
            }
        }

        /// "Paris." to "What is the capital of France?": a value alone, without a sentence around it.
        private func isShortValue(_ sentence: LexicalText) -> Bool {
            guard let first = sentence.tokens.words.first, first.isContent, !first.isNegation else { return false }
            return sentence.keys.count <= 3 && QuestionWords.askValue.occurs(in: text.keys, atStart: true)
        }

        private static let askingWords = StemSet(
            """
            write explain tell give describe list summarize summarise show help please translate provide name define \
            hi hello hey greetings thanks thank cảm ơn need want like know think make create find happen happens mean means answer question many much long old \
            hãy giải thích viết kể cho biết nêu mô tả liệt kê dịch tóm tắt giúp
            """)
    }

    init(input: String, sentences: [(id: String, text: LexicalText)]) {
        let parts = NumberedText.sentences(of: input).map { Question($0.text) }
        // Where questions are asked, the sentences around them are background.
        let asked = parts.filter(\.text.isQuestion)
        questions = Array((asked.isEmpty ? parts : asked).prefix(8))
        self.sentences = sentences
        roles = Self.roles(sentences.map(\.text), questions)
    }

    /// What the input asks for, and which sentence gives it.
    var requirements: [JSONValue] {
        questions.enumerated().map { index, question in
            var best: (place: Int, strength: Double)?
            for (place, sentence) in sentences.enumerated() where Self.isPart(roles[place]) {
                let strength = question.strength(of: sentence.text)
                if strength > (best?.strength ?? 0) { best = (place, strength) }
            }
            let addressed = Self.addressed(max(best?.strength ?? 0, whole(question)))
            let place = addressed == .no ? nil : best?.place
            return [
                "id": .string("r\(index + 1)"), "text": .string(question.text.text),
                "addressed": .string(addressed.rawValue), "sid": place.map { .string(sentences[$0].id) } ?? nil,
                "quote": place.map { .string(sentences[$0].text.text) } ?? nil, "p": OfflineJudge.confidence,
            ]
        }
    }

    /// How much of what was asked is addressed, 0...1; 1 when nothing was asked.
    var coverage: Double {
        guard !questions.isEmpty else { return 1 }
        let strengths = questions.map { question in
            var best = whole(question)
            for (place, sentence) in sentences.enumerated() where Self.isPart(roles[place]) {
                best = max(best, question.strength(of: sentence.text))
            }
            return best
        }
        return strengths.reduce(0, +) / Double(strengths.count)
    }

    /// Share of the sentences, courtesy left out, that bear on the question, 0...1.
    var focus: Double {
        let counted = roles.filter { $0 != .courtesy }
        return counted.isEmpty ? 0 : Double(counted.count { Self.isPart($0) }) / Double(counted.count)
    }

    /// Every sentence with its role.
    var sentenceRoles: [JSONValue] {
        zip(sentences, roles).map { sentence, role in ["sid": .string(sentence.id), "role": .string(role.rawValue)] }
    }

    /// What the answer as a whole is.
    var response: GroundingTask.Response {
        guard sentences.contains(where: { !$0.text.tokens.words.isEmpty }) else { return .none }
        let text = sentences.map(\.text.text).joined(separator: " ")
        if RefusalDetector().estimate(text).outcome == .refused { return .refusal }
        let spoken = zip(sentences, roles).filter { $0.1 != .courtesy }
        // Asking back is the answer to a greeting.
        guard questions.contains(where: { !$0.topic.isEmpty }), !spoken.isEmpty else { return .answer }
        return spoken.allSatisfy(\.0.text.isQuestion) ? .clarification : .answer
    }

    /// How well the sentences together cover a question that none covers alone, 0...1.
    private func whole(_ question: Question) -> Double {
        guard case .open = question.kind else { return 0 }
        var said: Set<Int> = []
        for (place, sentence) in sentences.enumerated() where Self.isPart(roles[place]) {
            said.formUnion(sentence.text.contentSet)
        }
        guard !question.topic.isEmpty else { return 0 }
        return Double(question.topic.intersection(said).count) / Double(question.topic.count)
    }

    private static func addressed(_ strength: Double) -> Addressed {
        strength >= 0.5 ? .full : strength >= 0.25 ? .partial : .no
    }

    private static let pronouns = PhraseList("it|they|he|she|this|that|these|those|its|their|his|her|nó|họ|đó|điều này")

    private static func isPart(_ role: Role) -> Bool { role == .answers || role == .supports }

    /// First what answers by itself, then what goes on about the same things.
    private static func roles(_ sentences: [LexicalText], _ questions: [Question]) -> [Role] {
        var roles = sentences.map { sentence -> Role in
            let strength = questions.map { $0.strength(of: sentence) }.max() ?? 0.6
            if strength >= 0.3 { return .answers }
            return Courtesy.isCourtesy(sentence) ? .courtesy : .offTopic
        }
        var topics = questions.reduce(into: Set<Int>()) { $0.formUnion($1.topic) }
        for (place, sentence) in sentences.enumerated() where roles[place] == .answers {
            topics.formUnion(sentence.contentSet)
        }
        guard roles.contains(.answers) else { return roles }
        var seen: Set<[Int]> = []
        for (place, sentence) in sentences.enumerated() {
            if !seen.insert(sentence.keys).inserted { roles[place] = .repeats }
            let refersBack = place > 0 && isPart(roles[place - 1]) && pronouns.occurs(in: sentence.keys, atStart: true)
            guard roles[place] == .offTopic, refersBack || !sentence.contentSet.isDisjoint(with: topics) else {
                continue
            }
            roles[place] = .supports
            topics.formUnion(sentence.contentSet)
        }
        return roles
    }
}
