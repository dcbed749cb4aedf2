extension CallQueue {
    /// A waiting call's place in the line of one campaign.
    struct Turn: Sendable, Hashable {
        let campaign: String
        let ticket: UInt64
        /// The place among the calls of the campaign.
        private(set) var due: Duration
        /// When the last client of the campaign that waits for this call gives up; nil when it is made whether or not anybody
        /// waits.
        private(set) var deadline: Duration?

        /// Without a deadline it takes its turn as if it had one this far away: newer calls with one do not pass it for
        /// ever.
        private static let usualWait = Duration.seconds(60)

        init(ticket: UInt64, _ origin: CallOrigin, at now: Duration) {
            self.ticket = ticket
            campaign = origin.campaign
            deadline = origin.deadline
            due = origin.deadline ?? now + Self.usualWait
        }

        func isLate(at now: Duration) -> Bool { deadline.map { $0 <= now } ?? false }

        func precedes(_ other: Turn) -> Bool { (due, ticket) < (other.due, other.ticket) }

        /// Of two who wait for the same: due when the first of them is, and late when the last one is.
        func joined(by other: Turn) -> Turn {
            var joined = self
            joined.due = min(due, other.due)
            joined.deadline = CallQueue.later(deadline, other.deadline)
            return joined
        }
    }

    /// A call that waits.
    struct Entry: Sendable, Hashable {
        /// Later ones are higher.
        let ticket: UInt64
        let tokens: Int
        let since: Duration
        let patience: Duration
        /// When the last client gives up; nil when it is made whether or not anybody waits.
        private(set) var deadline: Duration?
        /// One for each campaign that waits for it; none once every client has given up.
        private(set) var turns: [Turn]

        init(ticket: UInt64, _ admission: Admission, at now: Duration) {
            self.ticket = ticket
            tokens = admission.tokens
            since = now
            patience = admission.patience
            deadline = admission.origin.deadline
            let turn = Turn(ticket: ticket, admission.origin, at: now)
            turns = turn.isLate(at: now) ? [] : [turn]
        }

        /// When it is over with waiting for a provider that has turned everything away since `start`.
        func expiry(stormSince start: Duration) -> Duration {
            let end = max(start, since) + patience
            // A client that gave up before has nothing to lose.
            guard let deadline, deadline > start, deadline > since else { return end }
            return min(end, deadline)
        }

        mutating func join(_ turn: Turn) {
            // Beside clients that have all given up only the new one counts.
            deadline = turns.isEmpty ? turn.deadline : CallQueue.later(deadline, turn.deadline)
            if let place = turns.firstIndex(where: { $0.campaign == turn.campaign }) {
                turns[place] = turns[place].joined(by: turn)
            } else {
                turns.append(turn)
            }
        }

        mutating func dropLate(at now: Duration) { turns.removeAll { $0.isLate(at: now) } }
    }

    /// The later of two deadlines; nil is none.
    fileprivate static func later(_ left: Duration?, _ right: Duration?) -> Duration? {
        guard let left, let right else { return nil }
        return max(left, right)
    }
}
