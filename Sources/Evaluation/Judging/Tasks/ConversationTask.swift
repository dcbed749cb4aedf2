/// Parts of a question about a conversation, or about one stretch of it.
///
/// The answer is one JSON object with exactly the asked members, in this order:
///
///     {"reasoning": "…",
///      "relevance": [{"id": "t2", "verdict": Relevance, "quote": "…" | null, "p": 0.9}],
///      "intentions": [{"id": "t1", "text": "…", "quote": "…" | null, "met": Met, "by": "t2" | null,
///                      "answer": "…" | null, "p": 0.9}],
///      "facts": [{"id": "f1", "turn": "t1", "text": "…", "quote": "…", "p": 0.9}],
///      "memory": [{"id": "t4", "verdict": Memory, "fact": "f1" | null, "quote": "…" | null, "p": 0.9}],
///      "conduct": [{"id": "t2", "verdict": Conduct, "quote": "…" | null, "p": 0.9}],
///      "units": [{"id": "u1", "topic": Topic, "reply": Reply, "quote": "…" | null, "p": 0.9}]}
///
/// `relevance`, `memory` and `conduct` hold every judged turn once, `intentions` every asked user turn at least once,
/// `units` every unit once. Words in capitals are the raw values of the enums below.
package struct ConversationTask: Sendable, Hashable {
    /// What is examined.
    package struct Aspects: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Whether each assistant turn answers what stands before it (turn_relevancy).
        package static let relevancy = Aspects(rawValue: 1)
        /// Whether the user's intentions are met (conversation_completeness).
        package static let completeness = Aspects(rawValue: 2)
        /// Whether assistant turns forget or contradict what the user told (knowledge_retention).
        package static let retention = Aspects(rawValue: 4)
        /// Whether assistant turns keep to the chatbot's role (role_adherence).
        package static let role = Aspects(rawValue: 8)
        /// Whether the conversation keeps to the topics that matter (topic_adherence).
        package static let topics = Aspects(rawValue: 16)
    }

    /// How an assistant turn relates to the turns before it, from good to bad.
    package enum Relevance: String, Sendable, Hashable, CaseIterable { case relevant, partial, irrelevant, declines }

    /// How far an intention of the user is met; `none`: the turn asks for nothing.
    package enum Met: String, Sendable, Hashable, CaseIterable { case full, partial, no, none }

    /// What an assistant turn does with the facts told before it; the first is good.
    package enum Memory: String, Sendable, Hashable, CaseIterable {
        case keeps, forgets, contradicts
        case asksAgain = "asks_again"
    }

    /// Whether an assistant turn stays in its role; the first is good.
    package enum Conduct: String, Sendable, Hashable, CaseIterable {
        case inRole = "in"
        case outOfRole = "out"
    }

    /// Whether what the user asks belongs to the topics.
    package enum Topic: String, Sendable, Hashable, CaseIterable {
        case relevant, irrelevant
        case smallTalk = "small_talk"
    }

    /// What the assistant does with what the user asks.
    package enum Reply: String, Sendable, Hashable, CaseIterable { case answered, declined }

    /// A turn as the judge sees it.
    package struct Line: Sendable, Hashable {
        /// Place in the whole conversation, from 1.
        package let number: Int
        package let role: Turn.Role
        /// The turn's text from its beginning, what speaks to the evaluator turned to spaces.
        package let text: String
        /// Of an assistant turn: it is examined here; else it is background. Of a user turn: its intentions are asked
        /// for.
        package let isAsked: Bool
        /// It tries to steer its evaluator.
        package let isSuspected: Bool

        /// `t1`, `t2`, ….
        package var id: String { "t\(number)" }

        package init(number: Int, role: Turn.Role, text: String, isAsked: Bool, isSuspected: Bool = false) {
            self.number = number
            self.role = role
            self.text = text
            self.isAsked = isAsked
            self.isSuspected = isSuspected
        }
    }

    /// What a user says and what the assistant replies.
    package struct Unit: Sendable, Hashable {
        /// `u1`, `u2`, …, through the whole conversation.
        package let id: String
        /// Numbers of turns.
        package let users: [Int]
        /// Numbers of turns.
        package let assistants: [Int]

        package init(id: String, users: [Int], assistants: [Int]) {
            self.id = id
            self.users = users
            self.assistants = assistants
        }
    }

    /// Turns before an assistant turn that it is read against, unless the client says otherwise.
    package static let defaultWindow = 10

    package let aspects: Aspects
    /// In the order of the conversation; some earlier ones may be left out.
    package let lines: [Line]
    /// Whole ones only; empty unless topics are asked for.
    package let units: [Unit]
    /// The chatbot's role in the operator's words; trusted, unlike the turns. Nil unless the role is asked for.
    package let role: String?
    /// The topics that matter, in the operator's words; trusted. Empty unless topics are asked for.
    package let topics: [String]
    /// Turns before an assistant turn that it is read against, 1 or more.
    package let window: Int

    package init(
        aspects: Aspects, lines: [Line], units: [Unit] = [], role: String? = nil, topics: [String] = [],
        window: Int = ConversationTask.defaultWindow
    ) {
        self.aspects = aspects
        self.lines = lines
        self.units = units
        self.role = role
        self.topics = topics
        self.window = window
    }

    /// A question about a whole short conversation, every turn of it asked about.
    package init(
        aspects: Aspects, turns: [Turn], role: String? = nil, topics: [String] = [],
        window: Int = ConversationTask.defaultWindow
    ) {
        let outline = ConversationOutline(turns)
        self.init(
            aspects: aspects,
            lines: zip(turns, outline.kinds).enumerated().map { place, turn in
                Line(
                    number: place + 1, role: turn.0.role, text: turn.0.content,
                    isAsked: turn.1 == .judged || turn.1 == .user)
            },
            units: aspects.contains(.topics)
                ? outline.units.filter { !$0.users.isEmpty && !$0.assistants.isEmpty } : [],
            role: role, topics: topics, window: window)
    }

    /// The assistant turns that are examined.
    package var judged: [Line] { lines.filter { $0.role == .assistant && $0.isAsked } }

    /// The user turns whose intentions are asked for.
    package var asked: [Line] { lines.filter { $0.role == .user && $0.isAsked } }
}
