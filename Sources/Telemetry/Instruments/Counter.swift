/// A number that only grows: requests, bytes, dollars. Lock-free.
package final class Counter: Sendable {
    private let number = AtomicNumber()

    package init() {}

    /// The sum so far.
    package var value: Double { number.value }

    /// Adds `amount`, 0 or more; anything else (also NaN and infinity) is ignored, as a counter never falls.
    package func increment(by amount: Double = 1) {
        guard amount > 0, amount.isFinite else { return }
        number.add(amount)
    }
}
