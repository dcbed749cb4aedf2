/// How often and how patiently a call is tried again. A value; the chance and the clock are the caller's.
package struct RetryPolicy: Sendable, Hashable {
    /// Calls at most, the first included; at least 1. Default: 4.
    package var tries: Int
    /// Longest first pause; each later one may be twice as long. Default: 0.5 s.
    package var firstPause: Duration
    /// Longest pause that is not asked for by the provider. Default: 8 s.
    package var longestPause: Duration
    /// A `Retry-After` beyond this is not waited for. Default: 120 s.
    package var longestRetryAfter: Duration
    /// Calls turned away for too much traffic do not use up `tries` until this much time has gone into the question:
    /// they were never tried, and a rate limit is over sooner or later. Where nobody waits for the answer it is
    /// `patienceInLine` instead. Default: 30 s; 0 makes them count like any other failure.
    package var throttlingPatience: Duration
    /// Time for calls and pauses of one question; waiting for a free place among the calls in flight is not counted, and
    /// calls that are turned away only where a client waits. Default: 300 s.
    package var deadline: Duration

    /// How long a call waits in line while everything is turned away: long enough for the longest wait that a provider is
    /// granted, and for as much as a client waits. A question that nobody waits for stands there again after each call
    /// that is turned away; once it did so for the first time this long ago, these calls use up `tries`, so that no
    /// question outlives a storm for ever: it has this time for each try, four times at least.
    package var patienceInLine: Duration { deadline + longestRetryAfter }

    package init(
        tries: Int = 4, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(8),
        longestRetryAfter: Duration = .seconds(120), throttlingPatience: Duration = .seconds(30),
        deadline: Duration = .seconds(300)
    ) {
        self.tries = max(1, tries)
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.longestRetryAfter = longestRetryAfter
        self.throttlingPatience = throttlingPatience
        self.deadline = deadline
    }

    /// The pause before the next call.
    ///
    /// Exponential with jitter: chosen evenly between the pause before and a ceiling that doubles, so that pauses grow
    /// and callers still part. A provider's wish is the minimum; the jitter comes on top of it, or all callers it turned
    /// away would return in the same instant.
    ///
    /// - Parameters:
    ///   - number: 1 for the first pause.
    ///   - previous: the pause before, without a provider's wish; zero at first.
    ///   - retryAfter: what the provider asked for.
    ///   - chance: 0 to 1.
    /// - Returns: the pause by backoff alone (the next call's `previous`) and the one to make.
    package func pause(
        number: Int, previous: Duration, retryAfter: Duration?, chance: Double
    ) -> (backoff: Duration, total: Duration) {
        var ceiling = firstPause
        for _ in 1..<max(1, min(number, 32)) where ceiling < longestPause { ceiling *= 2 }
        ceiling = max(previous, min(ceiling, longestPause))
        // Multiplying by a fraction may round up past the ceiling.
        let backoff = min(ceiling, previous + (ceiling - previous) * min(max(chance, 0), 1))
        guard let retryAfter, retryAfter > .zero else { return (backoff, backoff) }
        return (backoff, max(backoff, retryAfter + firstPause * (min(max(chance, 0), 1) / 4)))
    }
}
