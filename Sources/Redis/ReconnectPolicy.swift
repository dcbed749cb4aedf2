/// How long to wait before each attempt to connect again: doubling from a first delay up to a longest one.
package struct ReconnectPolicy: Sendable, Hashable {
    /// The wait after the first failure. Default: 50 milliseconds.
    package var first: Duration
    /// The longest wait. Default: 2 seconds.
    package var longest: Duration

    package init(first: Duration = .milliseconds(50), longest: Duration = .seconds(2)) {
        self.first = first
        self.longest = longest
    }

    /// The wait after `failures` failures in a row, 1 or more; none after 0.
    package func delay(afterFailures failures: Int) -> Duration {
        guard failures > 0 else { return .zero }
        var delay = first
        for _ in 1..<failures {
            if delay >= longest { break }
            delay *= 2
        }
        return min(delay, longest)
    }
}
