/// What a judge found about a conversation. After verification.
package struct ConversationFindings: Sendable, Hashable {
    /// A judge's word on one turn.
    package struct Verdict<Word: Sendable & Hashable>: Sendable, Hashable {
        /// Place in the conversation, from 1.
        package var turn: Int
        package var word: Word
        package var stated: Double
        package var quote: QuoteSupport
        /// The verified passage; nil without one.
        package var passage: Passage?
        /// The judge left the turn out: it counts as the worst.
        package var isMissing = false
        /// Rules see something else than the judge says.
        package var isDoubted = false
    }

    /// A place in a turn.
    package struct Passage: Sendable, Hashable {
        /// Place of the turn in the conversation, from 1.
        package var turn: Int
        /// As the turn has it.
        package var text: String
        /// Unicode scalar offsets in the turn.
        package var range: Range<Int>
    }

    /// Something a user wants.
    package struct Intention: Sendable, Hashable {
        /// The user's turn.
        package var turn: Int
        package var text: String
        /// After verification: what no assistant turn bears out is `no`.
        package var met: ConversationTask.Met
        package var stated: Double
        /// The support of `passage`.
        package var quote: QuoteSupport
        /// Where the user says so.
        package var wish: Passage?
        /// Where the assistant meets it.
        package var passage: Passage?
        package var isMissing = false
        package var isDoubted = false
    }

    /// Something a user told.
    package struct Fact: Sendable, Hashable {
        package var text: String
        package var stated: Double
        package var passage: Passage
    }

    /// What an assistant turn does with the facts.
    package struct Recall: Sendable, Hashable {
        package var verdict: Verdict<ConversationTask.Memory>
        /// The place in `facts`; nil where none is concerned.
        package var fact: Int?
    }

    /// What is asked and replied in one unit.
    package struct Exchange: Sendable, Hashable {
        package var unit: ConversationTask.Unit
        /// Nil when the judge left the unit out.
        package var topic: ConversationTask.Topic?
        /// The reply; its turn is the unit's last assistant turn.
        package var reply: Verdict<ConversationTask.Reply>
    }

    /// In the order of the conversation, each judged turn once.
    package var relevance: [Verdict<ConversationTask.Relevance>] = []
    package var intentions: [Intention] = []
    package var facts: [Fact] = []
    /// In the order of the conversation, each judged turn once.
    package var memory: [Recall] = []
    /// In the order of the conversation, each judged turn once.
    package var conduct: [Verdict<ConversationTask.Conduct>] = []
    package var exchanges: [Exchange] = []
    /// Some turn tries to steer its evaluator.
    package var isInjectionSuspected = false
    /// The judge found no facts where users say numbers or names of their own.
    package var deniesFacts = false
    package var quotes = QuoteTally()
    /// Share of the examined text that the judge was shown, 0 to 1.
    package var coverage: Double = 1

    package init() {}
}
