/// A number that rises and falls: requests in flight, lag. Lock-free.
package final class Gauge: Sendable {
    private let number = AtomicNumber()

    package init() {}

    /// The number now.
    package var value: Double { number.value }

    /// Replaces the number.
    package func set(_ value: Double) { number.set(value) }

    /// Adds `amount`, which may be negative.
    package func add(_ amount: Double) { number.add(amount) }
}
