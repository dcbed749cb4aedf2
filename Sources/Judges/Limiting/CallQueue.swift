/// Calls that wait for their turn at one provider: a line for each campaign, the earliest deadline first, and one for
/// the calls whose client has given up.
struct CallQueue: Sendable {
    struct Entry: Sendable, Hashable {
        /// Later ones are higher.
        let ticket: UInt64
        let flow: String
        let tokens: Int
        let since: Duration
        /// When the client gives up; nil when nobody waits.
        let deadline: Duration?
        let patience: Duration
        /// The place among the calls of its campaign.
        let due: Duration

        /// Without a deadline it takes its turn as if it had one this far away: newer calls with one do not pass it for
        /// ever.
        private static let usualWait = Duration.seconds(60)

        init(ticket: UInt64, _ admission: Admission, at now: Duration) {
            self.ticket = ticket
            flow = admission.origin.campaign
            tokens = admission.tokens
            since = now
            deadline = admission.origin.deadline
            patience = admission.patience
            due = deadline ?? now + Self.usualWait
        }

        func isLate(at now: Duration) -> Bool { deadline.map { $0 <= now } ?? false }

        /// When it is over with waiting for a provider that has turned everything away since `start`.
        func expiry(stormSince start: Duration) -> Duration {
            let end = max(start, since) + patience
            // A client that gave up before has nothing to lose.
            guard let deadline, deadline > start, deadline > since else { return end }
            return min(end, deadline)
        }

        fileprivate func precedes(_ other: Entry) -> Bool { (due, ticket) < (other.due, other.ticket) }
    }

    private var flows: [String: [Entry]] = [:]
    private var late: [Entry] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func insert(_ entry: Entry, at now: Duration, _ shares: inout FairShares) {
        count += 1
        if entry.isLate(at: now) { return addLate(entry, &shares) }
        var line = flows.removeValue(forKey: entry.flow) ?? []
        line.insert(entry, at: Self.place(of: entry, in: line))
        flows[entry.flow] = line
    }

    /// The call whose turn it is; nil when none waits.
    mutating func next(at now: Duration, _ shares: inout FairShares) -> (flow: FairShares.Flow, entry: Entry)? {
        var best: (start: Double, flow: FairShares.Flow, entry: Entry)?
        func offer(_ flow: FairShares.Flow, _ entry: Entry, _ shares: FairShares) {
            let start = shares.start(of: flow)
            guard let known = best else { return best = (start, flow, entry) }
            if (start, entry.ticket) < (known.start, known.entry.ticket) { best = (start, flow, entry) }
        }
        let expired = flows.values.contains { $0.first?.isLate(at: now) ?? false }
        if expired { moveLate(at: now, &shares) }
        for (campaign, line) in flows {
            if let first = line.first { offer(.campaign(campaign), first, shares) }
        }
        if let first = late.first { offer(.late, first, shares) }
        return best.map { ($0.flow, $0.entry) }
    }

    /// Takes a call out of the line, wherever it stands.
    mutating func remove(_ entry: Entry) {
        if var line = flows.removeValue(forKey: entry.flow) {
            let place = Self.place(of: entry, in: line)
            let isThere = place < line.count && line[place].ticket == entry.ticket
            if isThere {
                line.remove(at: place)
                count -= 1
            }
            if !line.isEmpty { flows[entry.flow] = line }
            if isThere { return }
        }
        guard let place = late.firstIndex(where: { $0.ticket == entry.ticket }) else { return }
        late.remove(at: place)
        count -= 1
    }

    /// Every call that waits, in no order.
    var entries: [Entry] { flows.values.flatMap(\.self) + late }

    private mutating func moveLate(at now: Duration, _ shares: inout FairShares) {
        for (campaign, line) in flows {
            // The deadline is the order, but for calls without one.
            guard line.contains(where: { $0.isLate(at: now) }) else { continue }
            let alive = line.filter { !$0.isLate(at: now) }
            for entry in line where entry.isLate(at: now) { addLate(entry, &shares) }
            flows[campaign] = alive.isEmpty ? nil : alive
        }
    }

    private mutating func addLate(_ entry: Entry, _ shares: inout FairShares) {
        if late.isEmpty { shares.join(.late) }
        let place = late.lastIndex { $0.ticket < entry.ticket }.map { $0 + 1 } ?? 0
        late.insert(entry, at: place)
    }

    /// By halving; lines are sorted.
    private static func place(of entry: Entry, in line: [Entry]) -> Int {
        var low = 0
        var high = line.count
        while low < high {
            let middle = (low + high) / 2
            if line[middle].precedes(entry) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
