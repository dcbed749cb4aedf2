/// How many calls may be in flight, found out as congestion control does it.
///
/// A call that is turned away begins the search anew with a single call, the probe; each answer then earns one more
/// place (slow start), up to half of what was too much, and from there each round of answers one more (additive
/// increase): Jacobson, Congestion Avoidance and Control, 1988. A time-out halves the limit. Calls that were in flight
/// when the limit fell say nothing new when they end: a burst counts once, `epoch` tells the two apart.
///
/// Nothing grows beyond a few calls while answers take twice as long as they usually do: more would only wait inside the
/// provider. So few do not fill it, and what is usual has to be learned from somebody. The two averages and the tolerance are those of Gradient2 in Netflix's concurrency-limits.
package struct AdaptiveLimit: Sendable, Hashable {
    /// The most the limit can be, at least 1.
    package let maximum: Int
    /// The limit now, 1 to `maximum`.
    package private(set) var current: Int
    /// Up to here slow answers hold nothing back.
    private static let leastWidth = 4
    /// Grows by one each time the limit falls; a call remembers the epoch it began in.
    package private(set) var epoch = 0
    /// Up to here each answer earns a place.
    private var threshold: Int
    /// Answers since the last place was earned.
    private var answers = 0
    /// There was an answer in this epoch: the limit was not too much from its first call on.
    private var hasAnswers = false
    private var usualLatency = MovingAverage(span: 600)
    private var recentLatency = MovingAverage(span: 10)

    /// Begins with the maximum: it is what the operator thinks right.
    package init(maximum: Int) {
        self.maximum = max(1, maximum)
        current = self.maximum
        threshold = self.maximum
    }

    /// Whether answers take much longer than they usually do.
    package var isSlow: Bool { recentLatency.value > 2 * usualLatency.value }

    /// A call was answered.
    ///
    /// - Parameters:
    ///   - latency: how long it took. Default: nil, not measured.
    ///   - isBinding: the limit was what kept more calls from beginning. Default: true.
    package mutating func succeeded(callEpoch: Int, latency: Duration? = nil, isBinding: Bool = true) {
        if let latency { note(latency / .seconds(1)) }
        guard callEpoch == epoch else { return }
        hasAnswers = true
        guard current < maximum, isBinding, current < Self.leastWidth || !isSlow else { return }
        answers += 1
        guard current < threshold || answers >= current else { return }
        answers = 0
        current += 1
    }

    /// A call was turned away for too much traffic.
    ///
    /// - Returns: whether this is news: the first refusal of its round.
    @discardableResult
    package mutating func throttled(callEpoch: Int) -> Bool {
        guard callEpoch == epoch else { return false }
        fall(to: 1, threshold: current / 2)
        return true
    }

    /// A call got no answer in time.
    package mutating func timedOut(callEpoch: Int) {
        guard callEpoch == epoch else { return }
        fall(to: current / 2, threshold: current * 3 / 4)
    }

    private mutating func fall(to limit: Int, threshold: Int) {
        epoch += 1
        answers = 0
        // Without any answer it is not known whether the limit was too much or the provider was away.
        if hasAnswers { self.threshold = max(1, threshold) }
        hasAnswers = false
        current = max(1, limit)
    }

    private mutating func note(_ seconds: Double) {
        usualLatency.add(seconds)
        recentLatency.add(seconds)
        // After a long time of load the usual must not stay high for as long again.
        if usualLatency.value > 2 * recentLatency.value { usualLatency.scale(by: 0.95) }
    }
}

/// An exponentially weighted mean that begins as the plain mean of its first values.
struct MovingAverage: Sendable, Hashable {
    private(set) var value = 0.0
    private var count = 0.0
    private let span: Double

    /// - Parameter span: values that the mean reaches back, at least 1.
    init(span: Double) { self.span = span }

    mutating func add(_ new: Double) {
        count = min(count + 1, span)
        value += (new - value) / count
    }

    mutating func scale(by factor: Double) { value *= factor }
}
