/// The limits of one model behind one endpoint with one key, and the calls that wait for them: what goes wrong in one
/// bulkhead slows no other (Nygard, Release It!).
struct Bulkhead: Sendable {
    let key: BulkheadKey
    private(set) var limit: AdaptiveLimit
    private(set) var budget: CallBudget
    var queue = CallQueue()
    private(set) var inFlight = 0
    /// No call begins before.
    private(set) var pausedUntil: Duration = .zero
    /// Since when everything is turned away; nil after an answer.
    private(set) var stormSince: Duration?
    /// The earliest end of the patience of those who wait, while everything is turned away.
    private(set) var nextExpiry: Duration?
    /// Without a call or a waiting one since.
    private(set) var idleSince: Duration
    private var lastPause: Duration = .zero
    /// The operator has set rates for it.
    let hasRates: Bool

    init(_ admission: Admission, maximum: Int, at now: Duration) {
        key = admission.key
        limit = AdaptiveLimit(maximum: maximum)
        budget = CallBudget(admission.rates, at: now)
        var own = admission.rates
        own.assumed = nil
        hasRates = own != RatePlan()
        idleSince = now
    }

    var isIdle: Bool { inFlight == 0 && queue.isEmpty }

    /// Forgetting it would forget what it may not do.
    func isWorthKeeping(at now: Duration) -> Bool { hasRates || pausedUntil > now }
    var hasPlace: Bool { inFlight < limit.current }

    mutating func enter(_ entry: CallQueue.Entry, _ shares: inout FairShares) {
        queue.insert(entry, &shares)
        noteExpiry(of: entry)
    }

    mutating func join(_ ticket: CallScheduler.Ticket, _ origin: CallOrigin, at now: Duration) {
        queue.join(ticket, origin, at: now)
        if let entry = queue.entry(ticket) { noteExpiry(of: entry) }
    }

    private mutating func noteExpiry(of entry: CallQueue.Entry) {
        guard let stormSince else { return }
        let expiry = entry.expiry(stormSince: stormSince)
        nextExpiry = min(nextExpiry ?? expiry, expiry)
    }

    /// Takes those out of the line who cannot wait any longer for a provider that turns everything away.
    mutating func expire(at now: Duration) -> [CallQueue.Entry] {
        guard let stormSince, let nextExpiry, nextExpiry <= now else { return [] }
        var expired: [CallQueue.Entry] = []
        self.nextExpiry = nil
        for entry in queue.entries {
            let expiry = entry.expiry(stormSince: stormSince)
            if expiry <= now {
                expired.append(entry)
            } else {
                self.nextExpiry = min(self.nextExpiry ?? expiry, expiry)
            }
        }
        for entry in expired { queue.remove(entry.ticket) }
        return expired
    }

    mutating func begin(_ entry: CallQueue.Entry, at now: Duration) -> CallBudget.Taken {
        queue.remove(entry.ticket)
        inFlight += 1
        return budget.take(entry.tokens, at: now)
    }

    mutating func finish(
        _ permit: CallScheduler.Permit, _ lesson: CallScheduler.Lesson, tokens: Int?, headers: RateLimitHeaders,
        at now: Duration
    ) {
        budget.settle(permit.taken, actual: tokens, headers: headers, at: now)
        // Less than half in use, the limit was not what held calls back.
        let isBinding = inFlight * 2 >= limit.current
        inFlight -= 1
        idleSince = now
        switch lesson {
        case .succeeded:
            if permit.epoch == limit.epoch { calm() }
            limit.succeeded(callEpoch: permit.epoch, latency: now - permit.began, isBinding: isBinding)
        case .throttled(let pause, let isAsked, let longest):
            let isNews = limit.throttled(callEpoch: permit.epoch)
            if isNews {
                // Each probe that is turned away is followed by a longer pause, unless the provider names it.
                lastPause = isAsked || lastPause == .zero ? pause : max(pause, min(lastPause * 2, longest))
                startStorm(at: now)
            }
            pausedUntil = max(pausedUntil, now + (isNews ? lastPause : pause))
        case .timedOut: limit.timedOut(callEpoch: permit.epoch)
        case .none: if permit.epoch == limit.epoch { calm() }
        case .unheard: break
        }
    }

    private mutating func startStorm(at now: Duration) {
        guard stormSince == nil else { return }
        stormSince = now
        nextExpiry = queue.entries.map { $0.expiry(stormSince: now) }.min()
    }

    private mutating func calm() {
        stormSince = nil
        nextExpiry = nil
        lastPause = .zero
    }
}
