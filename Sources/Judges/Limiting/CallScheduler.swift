/// Decides which call may begin: a pure state machine; the caller brings the time and carries out what it says.
///
/// All calls together keep below a ceiling. Below it each model behind each endpoint with each key has limits of its own
/// (`Bulkhead`): how many calls at once, pauses that its provider asks for, requests and tokens a minute. Where calls
/// have to wait, campaigns take turns.
package struct CallScheduler: Sendable {
    /// The right to make one call; to be given back with `finish`.
    package struct Permit: Sendable, Hashable {
        fileprivate let bulkhead: Int
        let epoch: Int
        let began: Duration
        let taken: CallBudget.Taken
    }

    /// What a call taught about the provider's limits.
    package enum Lesson: Sendable, Hashable {
        /// It was answered.
        case succeeded
        /// It was turned away; no call begins before the pause is over. A pause that the provider has not asked for gets
        /// longer with each probe that is turned away, up to `longest`.
        case throttled(pause: Duration, isAsked: Bool, longest: Duration)
        /// There was no answer in time.
        case timedOut
        /// Nothing but that it was not turned away: it failed for another reason.
        case none
        /// Nothing at all: it was given up before there was an answer.
        case unheard
    }

    package typealias Ticket = UInt64

    /// What has become of a waiting call.
    package enum Verdict: Sendable, Hashable {
        case granted(Permit)
        case refused(Admission.Refusal)
    }

    /// What follows from the present moment.
    package struct Step: Sendable {
        package var verdicts: [(ticket: Ticket, verdict: Verdict)] = []
        /// When to ask again if nothing else happens; nil when time alone changes nothing.
        package var nextWake: Duration?
    }

    /// The numbers of one bulkhead at one moment.
    package struct Status: Sendable, Hashable {
        package var key: BulkheadKey
        /// Calls that may be in flight now.
        package var limit: Int
        package var inFlight: Int
        package var waiting: Int
        /// How long no call begins; zero when nothing is paused.
        package var pausedFor: Duration
    }

    /// Most calls in flight, at least 1.
    package let ceiling: Int
    /// Most bulkheads remembered, but for those in use.
    package let capacity: Int
    package private(set) var inFlight = 0
    package private(set) var waiting = 0
    private var bulkheads: [Int: Bulkhead] = [:]
    private var numbers: [BulkheadKey: Int] = [:]
    /// The bulkhead of each call that waits.
    private var places: [Ticket: Int] = [:]
    private var shares = FairShares()
    private var lastNumber = 0
    private var lastTicket: Ticket = 0

    /// - Parameter capacity: Default: 256.
    package init(ceiling: Int, capacity: Int = 256) {
        self.ceiling = max(1, ceiling)
        self.capacity = max(1, capacity)
    }

    package func statuses(at now: Duration) -> [Status] {
        bulkheads.values.map { bulkhead in
            Status(
                key: bulkhead.key, limit: bulkhead.limit.current, inFlight: bulkhead.inFlight,
                waiting: bulkhead.queue.count, pausedFor: max(.zero, bulkhead.pausedUntil - now))
        }
    }

    /// A call stands in line.
    package mutating func enqueue(_ admission: Admission, at now: Duration) -> Ticket {
        lastTicket += 1
        let number = number(of: admission, at: now)
        let entry = CallQueue.Entry(ticket: lastTicket, admission, at: now)
        bulkheads[number]?.enter(entry, &shares)
        places[lastTicket] = number
        waiting += 1
        return lastTicket
    }

    /// A call leaves the line; nothing happens when it does not stand there.
    package mutating func cancel(_ ticket: Ticket) {
        guard let place = places.removeValue(forKey: ticket) else { return }
        waiting -= 1
        bulkheads[place]?.queue.remove(ticket)
    }

    /// Somebody else waits for what a call in line is made for: it gets a turn for each campaign, and is late only when all
    /// their clients have given up.
    package mutating func join(_ ticket: Ticket, _ origin: CallOrigin, at now: Duration) {
        guard let place = places[ticket] else { return }
        bulkheads[place]?.join(ticket, origin, at: now)
    }

    /// A call has ended.
    ///
    /// - Parameters:
    ///   - tokens: what it did cost; nil when that is not known.
    ///   - headers: what the response says is left.
    package mutating func finish(
        _ permit: Permit, _ lesson: Lesson, tokens: Int? = nil, headers: RateLimitHeaders = RateLimitHeaders(),
        at now: Duration
    ) {
        inFlight -= 1
        bulkheads[permit.bulkhead]?.finish(permit, lesson, tokens: tokens, headers: headers, at: now)
    }

    /// Lets every call begin that may, and sends those away who cannot wait any longer.
    package mutating func advance(to now: Duration) -> Step {
        var step = Step()
        guard waiting > 0 else { return step }
        for number in waitedFor {
            for entry in bulkheads[number]?.expire(at: now) ?? [] { refuse(entry, .throttled, &step) }
        }
        while inFlight < ceiling, waiting > 0 {
            var wake: Duration?
            guard let next = next(at: now, &wake, &step) else {
                step.nextWake = wake
                break
            }
            begin(next, at: now, &step)
        }
        for bulkhead in bulkheads.values {
            if let expiry = bulkhead.nextExpiry, !bulkhead.queue.isEmpty {
                step.nextWake = min(step.nextWake ?? expiry, expiry)
            }
        }
        return step
    }

    private var waitedFor: [Int] { bulkheads.compactMap { $0.value.queue.isEmpty ? nil : $0.key } }

    private struct Candidate {
        let bulkhead: Int
        let flow: FairShares.Flow
        let entry: CallQueue.Entry
        let start: Double
    }

    /// The call to begin now; nil when none can.
    ///
    /// - Parameter wake: gets the earliest time at which one could.
    private mutating func next(at now: Duration, _ wake: inout Duration?, _ step: inout Step) -> Candidate? {
        var best: Candidate?
        for number in waitedFor {
            while let candidate = candidate(in: number, at: now) {
                let fits = now + fitsAfter(candidate, at: now)
                if fits > now {
                    let entry = candidate.entry
                    let pausedUntil = bulkheads[number]?.pausedUntil ?? .zero
                    let isLive = entry.deadline.map { $0 > now } ?? false
                    // Without a deadline a call waits for what the operator has set, and for what a provider says only as long
                    // as its patience lasts: a client's own account may be a very small one.
                    let isBounded = isLive || pausedUntil <= now && bulkheads[number]?.hasRates == false
                    let end = (isLive ? entry.deadline : nil) ?? entry.since + entry.patience
                    if isBounded, fits > end {
                        bulkheads[number]?.queue.remove(entry.ticket)
                        refuse(entry, pausedUntil > end ? .throttled : .noBudget, &step)
                        continue
                    }
                    wake = min(wake ?? fits, fits)
                } else if best.map({ (candidate.start, candidate.entry.ticket) < ($0.start, $0.entry.ticket) }) ?? true
                {
                    best = candidate
                }
                break
            }
        }
        return best
    }

    /// The call whose turn it is in a bulkhead that has a place for one.
    private mutating func candidate(in number: Int, at now: Duration) -> Candidate? {
        guard bulkheads[number]?.hasPlace ?? false, let next = bulkheads[number]?.queue.next(at: now, &shares)
        else { return nil }
        return Candidate(bulkhead: number, flow: next.flow, entry: next.entry, start: shares.start(of: next.flow))
    }

    private func fitsAfter(_ candidate: Candidate, at now: Duration) -> Duration {
        guard let bulkhead = bulkheads[candidate.bulkhead] else { return .zero }
        return max(bulkhead.pausedUntil - now, bulkhead.budget.wait(for: candidate.entry.tokens, at: now), .zero)
    }

    private mutating func begin(_ next: Candidate, at now: Duration, _ step: inout Step) {
        let epoch = bulkheads[next.bulkhead]?.limit.epoch
        guard let epoch, let taken = bulkheads[next.bulkhead]?.begin(next.entry, at: now) else { return }
        shares.serve(next.flow)
        inFlight += 1
        waiting -= 1
        places[next.entry.ticket] = nil
        let permit = Permit(bulkhead: next.bulkhead, epoch: epoch, began: now, taken: taken)
        step.verdicts.append((next.entry.ticket, .granted(permit)))
    }

    private mutating func refuse(_ entry: CallQueue.Entry, _ refusal: Admission.Refusal, _ step: inout Step) {
        waiting -= 1
        places[entry.ticket] = nil
        step.verdicts.append((entry.ticket, .refused(refusal)))
    }

    private mutating func number(of admission: Admission, at now: Duration) -> Int {
        if let number = numbers[admission.key] { return number }
        if bulkheads.count >= capacity { forgetOldest(at: now) }
        lastNumber += 1
        numbers[admission.key] = lastNumber
        bulkheads[lastNumber] = Bulkhead(admission, maximum: ceiling, at: now)
        return lastNumber
    }

    /// Clients can name any model with any key: what nobody uses is forgotten, last what the operator has set rates for or a
    /// provider has told to wait.
    private mutating func forgetOldest(at now: Duration) {
        let oldest = bulkheads.lazy.filter { $0.value.isIdle }.min { left, right in
            let kept = (left.value.isWorthKeeping(at: now), right.value.isWorthKeeping(at: now))
            return kept.0 == kept.1 ? left.value.idleSince < right.value.idleSince : right.value.isWorthKeeping(at: now)
        }
        guard let oldest else { return }
        numbers[oldest.value.key] = nil
        bulkheads[oldest.key] = nil
    }
}
