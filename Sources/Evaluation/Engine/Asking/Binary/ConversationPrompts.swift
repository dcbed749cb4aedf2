/// The plain questions about a conversation. What a turn is read against stands before the turn, so that the questions
/// about turns that follow each other begin alike.
struct ConversationPrompts {
    private static let relevant = "Does `reply` answer, or fittingly carry on, what the turns before it call for?"
    private static let inRole = "Does `reply` keep to `role`: who it is, its tone, its tasks and its limits?"
    private static let wants = "Does the user want something with `message`: an answer, help, something done?"
    private static let given = "Do the replies (t…) give the user what `message` asks for?"
    private static let tells =
        "Does the user tell with `sentence` something about themselves or their case that later replies have to respect?"
    private static let respects =
        "The user told what stands in told1, told2, …. Does `reply` respect that: it neither contradicts nor forgets it, "
        + "and does not ask for it again?"
    private static let asks = "Does the user ask for something with `request`, beyond greetings and small talk?"
    private static let topical = "Does what `request` asks for belong to one of the topics (topic1, …)?"
    private static let answered = "Does `reply` answer `request`, and not decline it or steer away from it?"

    /// Scalars shown of a turn that a question is not about.
    private static let backgroundLength = 2_000
    /// Scalars shown of what was told.
    private static let toldLength = 4_000

    private let task: ConversationTask
    private let index: ConversationIndex
    private let nonce: String

    init(_ task: ConversationTask, index: ConversationIndex, nonce: String) {
        self.task = task
        self.index = index
        self.nonce = nonce
    }

    func relevance(_ entry: ConversationIndex.Entry) -> TokenQuestion {
        prompt(before: entry, showsRole: false).yesOrNo(Self.relevant) { $0.add("reply", entry.line.text) }
    }

    func conduct(_ entry: ConversationIndex.Entry) -> TokenQuestion {
        prompt(before: entry, showsRole: true).yesOrNo(Self.inRole) { $0.add("reply", entry.line.text) }
    }

    func wish(_ entry: ConversationIndex.Entry) -> TokenQuestion {
        prompt { _ in }.yesOrNo(Self.wants) { $0.add("message", entry.line.text) }
    }

    func met(_ entry: ConversationIndex.Entry) -> TokenQuestion {
        let replies = PlainContext(replies(to: entry).map { NumberedText(id: Self.label($0), text: $0.line.text) })
        return prompt { $0.add(replies.shown(for: entry.line.text)) }.yesOrNo(Self.given) {
            $0.add("message", entry.line.text)
        }
    }

    func fact(_ passage: ConversationFindings.Passage) -> TokenQuestion {
        prompt { _ in }.yesOrNo(Self.tells) { $0.add("sentence", passage.text) }
    }

    /// - Parameter facts: all that was told; of what stands before the turn, the nearest is shown.
    func memory(_ entry: ConversationIndex.Entry, _ facts: [ConversationFindings.Fact]) -> TokenQuestion {
        let before = facts.filter { $0.passage.turn < entry.line.number }.map(\.text)
        let told = PlainContext(NumberedText.numbered(before, prefix: "told"), limit: Self.toldLength)
        return prompt { $0.add(told.shown(for: entry.line.text)) }.yesOrNo(Self.respects) {
            $0.add("reply", entry.line.text)
        }
    }

    func asks(_ unit: ConversationTask.Unit) -> TokenQuestion {
        prompt { _ in }.yesOrNo(Self.asks) { $0.add(request(of: unit)) }
    }

    func topic(_ unit: ConversationTask.Unit) -> TokenQuestion {
        let prompt = prompt { data in
            for topic in NumberedText.numbered(task.topics, prefix: "topic") {
                data.add(topic.id, topic.text, isTrusted: true)
            }
        }
        return prompt.yesOrNo(Self.topical) { $0.add(request(of: unit)) }
    }

    func reply(_ unit: ConversationTask.Unit) -> TokenQuestion {
        let replies = PlainContext(texts(unit.assistants, as: "reply"))
        let request = request(of: unit)
        return prompt { $0.add(request) }.yesOrNo(Self.answered) { data in
            data.add(replies.shown(for: request.map(\.text).joined(separator: " ")))
        }
    }

    /// Whether an assistant turn follows.
    func isReplied(_ entry: ConversationIndex.Entry) -> Bool { !replies(to: entry).isEmpty }

    /// The assistant turns behind a turn, in order.
    func replies(to entry: ConversationIndex.Entry) -> [ConversationIndex.Entry] {
        index.entries.filter { $0.line.role == .assistant && $0.line.number > entry.line.number }
    }

    private func prompt(_ fill: (inout PromptData) -> Void) -> PlainPrompt { PlainPrompt(nonce: nonce, fill) }

    /// What users say in a unit; of much, what is nearest to the topics.
    private func request(of unit: ConversationTask.Unit) -> [NumberedText] {
        PlainContext(texts(unit.users, as: "request")).shown(for: task.topics.joined(separator: " "))
    }

    private func texts(_ turns: [Int], as label: String) -> [NumberedText] {
        turns.compactMap { index[$0] }.map { NumberedText(id: label, text: $0.line.text) }
    }

    /// The turns before one, as many as the window says and as fit; the latest fit first.
    private func prompt(before entry: ConversationIndex.Entry, showsRole: Bool) -> PlainPrompt {
        var left = PlainEvidence.length
        var shown: [NumberedText] = []
        for other in index.entries.filter({ $0.line.number < entry.line.number }).suffix(task.window).reversed() {
            let text = String(String.UnicodeScalarView(other.line.text.unicodeScalars.prefix(Self.backgroundLength)))
            left -= text.unicodeScalars.count
            guard left >= 0 else { break }
            shown.append(NumberedText(id: Self.label(other), text: text))
        }
        return prompt { data in
            if showsRole, let role = task.role { data.add("role", role, isTrusted: true) }
            data.add(shown.reversed())
        }
    }

    private static func label(_ entry: ConversationIndex.Entry) -> String {
        "\(entry.line.id) \(entry.line.role.rawValue)"
    }
}
