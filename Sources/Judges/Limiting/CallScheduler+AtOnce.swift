extension CallScheduler {
    /// A call that begins now or not at all, and takes nobody's turn: nil while any call waits.
    package mutating func beginAtOnce(_ admission: Admission, at now: Duration) -> Permit? {
        guard waiting == 0 else { return nil }
        let ticket = enqueue(admission, at: now)
        for (other, verdict) in advance(to: now).verdicts where other == ticket {
            if case .granted(let permit) = verdict { return permit }
        }
        cancel(ticket)
        return nil
    }
}
