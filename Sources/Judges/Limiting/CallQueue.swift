/// Calls that wait for their turn at one provider: a line for each campaign, the earliest deadline first, and one for
/// the calls whose client has given up. A call that several campaigns wait for stands in the line of each.
struct CallQueue: Sendable {
    private var waiting: [UInt64: Entry] = [:]
    /// Sorted, none empty.
    private var lines: [String: [Turn]] = [:]
    /// By ticket.
    private var late: [UInt64] = []

    var count: Int { waiting.count }
    var isEmpty: Bool { waiting.isEmpty }

    /// Every call that waits, in no order.
    var entries: Dictionary<UInt64, Entry>.Values { waiting.values }

    /// A call that waits; nil when it does not.
    func entry(_ ticket: UInt64) -> Entry? { waiting[ticket] }

    mutating func insert(_ entry: Entry, _ shares: inout FairShares) {
        waiting[entry.ticket] = entry
        guard !entry.turns.isEmpty else { return addLate(entry.ticket, &shares) }
        for turn in entry.turns { stand(turn) }
    }

    /// Somebody else waits for a call, too: it gets a turn that is at least as early, and is late only when all are.
    mutating func join(_ ticket: UInt64, _ origin: CallOrigin, at now: Duration) {
        guard var entry = waiting[ticket] else { return }
        let turn = Turn(ticket: ticket, origin, at: now)
        guard !turn.isLate(at: now) else { return }
        leave(entry)
        entry.dropLate(at: now)
        entry.join(turn)
        waiting[ticket] = entry
        for turn in entry.turns { stand(turn) }
    }

    /// The call whose turn it is; nil when none waits.
    mutating func next(at now: Duration, _ shares: inout FairShares) -> (flow: FairShares.Flow, entry: Entry)? {
        // Whoever is late is found out at the head of a line at the latest, so no such call is offered among the others.
        let expired = lines.values.contains { $0.first?.isLate(at: now) ?? false }
        if expired { moveLate(at: now, &shares) }
        var best: (start: Double, flow: FairShares.Flow, ticket: UInt64)?
        func offer(_ flow: FairShares.Flow, _ ticket: UInt64, _ shares: FairShares) {
            let start = shares.start(of: flow)
            guard let known = best else { return best = (start, flow, ticket) }
            if (start, ticket) < (known.start, known.ticket) { best = (start, flow, ticket) }
        }
        for (campaign, line) in lines {
            if let first = line.first { offer(.campaign(campaign), first.ticket, shares) }
        }
        if let first = late.first { offer(.late, first, shares) }
        guard let best, let entry = waiting[best.ticket] else { return nil }
        return (best.flow, entry)
    }

    /// Takes a call out of the line, wherever it stands.
    mutating func remove(_ ticket: UInt64) {
        guard let entry = waiting.removeValue(forKey: ticket) else { return }
        leave(entry)
    }

    private mutating func moveLate(at now: Duration, _ shares: inout FairShares) {
        var gone: [UInt64] = []
        for (campaign, line) in lines where line.contains(where: { $0.isLate(at: now) }) {
            for turn in line where turn.isLate(at: now) {
                waiting[turn.ticket]?.dropLate(at: now)
                if waiting[turn.ticket]?.turns.isEmpty ?? false { gone.append(turn.ticket) }
            }
            let alive = line.filter { !$0.isLate(at: now) }
            lines[campaign] = alive.isEmpty ? nil : alive
        }
        // One that was late in several lines was emptied once, and found empty in those after it.
        for ticket in Set(gone).sorted() { addLate(ticket, &shares) }
    }

    private mutating func addLate(_ ticket: UInt64, _ shares: inout FairShares) {
        if late.isEmpty { shares.join(.late) }
        let place = late.lastIndex { $0 < ticket }.map { $0 + 1 } ?? 0
        late.insert(ticket, at: place)
    }

    // MARK: Lines

    private mutating func stand(_ turn: Turn) {
        var line = lines.removeValue(forKey: turn.campaign) ?? []
        line.insert(turn, at: Self.place(of: turn, in: line))
        lines[turn.campaign] = line
    }

    private mutating func leave(_ entry: Entry) {
        for turn in entry.turns {
            guard var line = lines.removeValue(forKey: turn.campaign) else { continue }
            let place = Self.place(of: turn, in: line)
            if place < line.count, line[place].ticket == turn.ticket { line.remove(at: place) }
            if !line.isEmpty { lines[turn.campaign] = line }
        }
        guard entry.turns.isEmpty, let place = late.firstIndex(of: entry.ticket) else { return }
        late.remove(at: place)
    }

    /// By halving; lines are sorted.
    private static func place(of turn: Turn, in line: [Turn]) -> Int {
        var low = 0
        var high = line.count
        while low < high {
            let middle = (low + high) / 2
            if line[middle].precedes(turn) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
