/// What rules see in a conversation; it makes a judge's word doubtful, and never decides.
struct ConversationRules {
    private let index: ConversationIndex
    /// Turns of the assistant that ask what it asked before and a user has said something since.
    private let repeatedQuestions: Set<Int>

    /// Questions of one turn that are compared.
    private static let questionsPerTurn = 4
    /// Content words that two questions share when they ask the same, of all in either.
    private static let sameQuestion = 0.8
    /// Facts whose numbers are compared.
    private static let comparedFacts = 64
    /// Content words of a fact besides numbers that a sentence about it holds.
    private static let sameSubject = 0.5

    init(_ index: ConversationIndex) {
        self.index = index
        var repeated: Set<Int> = []
        var asked: [(words: Set<Int>, isReplied: Bool)] = []
        for entry in index.entries {
            switch entry.line.role {
            case .user: for place in asked.indices { asked[place].isReplied = true }
            case .assistant where entry.asks:
                let questions = Self.questions(in: entry.tokens.original)
                let repeats = questions.contains { words in
                    asked.contains { $0.isReplied && Self.isSame(words, $0.words) }
                }
                if repeats { repeated.insert(entry.line.number) }
                asked += questions.map { (words: $0, isReplied: false) }
            case .assistant, .system, .tool: break
            }
        }
        repeatedQuestions = repeated
    }

    /// Whether the wording of a turn refuses.
    func refuses(_ entry: ConversationIndex.Entry) -> Bool {
        RefusalDetector().estimate(entry.line.text).probability >= RefusalEstimate.refusesFrom
    }

    /// Whether the wording of a turn refuses so clearly that a judge's denial does not outweigh it.
    func surelyRefuses(_ entry: ConversationIndex.Entry) -> Bool {
        RefusalVerdict(RefusalDetector().estimate(entry.line.text), responds: .answer).isRefusal
    }

    func asksAgain(_ turn: Int) -> Bool { repeatedQuestions.contains(turn) }

    /// Whether a turn names another number where it speaks of what a fact told before it names a number of.
    func contradictsNumber(_ entry: ConversationIndex.Entry, of facts: [ConversationFindings.Fact]) -> Bool {
        guard !entry.tokens.numbers.isEmpty else { return false }
        let told = facts.lazy.filter { $0.passage.turn < entry.line.number }.prefix(Self.comparedFacts)
            .map { TokenizedText($0.passage.text) }.filter { !$0.numbers.isEmpty }
        guard !told.isEmpty else { return false }
        let sentences = SentenceSplitter().split(entry.tokens.original).map { TokenizedText($0.text) }
            .filter { !$0.numbers.isEmpty }
        return told.contains { fact in
            let subject = Self.stems(fact, numbers: false)
            guard !subject.isEmpty else { return false }
            return sentences.contains { sentence in
                let shared = subject.intersection(Self.stems(sentence, numbers: false)).count
                guard Double(shared) >= Self.sameSubject * Double(subject.count) else { return false }
                return fact.numbers.allSatisfy { number in
                    !sentence.numbers.contains { $0.matches(number) }
                        && sentence.numbers.contains { $0.unit == number.unit }
                }
            }
        }
    }

    /// Whether users say numbers or names of their own, which are facts to remember.
    var tellsFacts: Bool {
        index.entries.contains { entry in
            guard entry.line.role == .user else { return false }
            let speaksOfSelf = entry.tokens.words.contains { Self.firstPerson.contains($0.key) }
            return speaksOfSelf
                && (!entry.tokens.numbers.isEmpty || entry.tokens.words.contains { $0.isNamed && $0.isContent })
        }
    }

    private static let firstPerson: Set<Int> = Set(
        TokenizedText("my mine tôi mình tớ em").words.map(\.key))

    private static func questions(in text: ScalarText) -> [Set<Int>] {
        var questions: [Set<Int>] = []
        for sentence in SentenceSplitter().split(text) where sentence.text.unicodeScalars.last == "?" {
            let words = stems(TokenizedText(sentence.text), numbers: true)
            if words.count >= 2 { questions.append(words) }
            if questions.count == questionsPerTurn { break }
        }
        return questions
    }

    private static func isSame(_ left: Set<Int>, _ right: Set<Int>) -> Bool {
        Double(left.intersection(right).count) >= sameQuestion * Double(left.union(right).count)
    }

    private static func stems(_ text: TokenizedText, numbers: Bool) -> Set<Int> {
        Set(text.words.lazy.filter { $0.isContent && (numbers || $0.kind == .word) }.map(\.stem))
    }
}
