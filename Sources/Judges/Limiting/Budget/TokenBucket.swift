/// A store that fills at a steady rate up to its capacity; what is taken is missing until then (RFC 2697 counts like
/// this). It may hold less than nothing: what turned out dearer than it seemed is paid back.
struct TokenBucket: Sendable, Hashable {
    let capacity: Double
    /// What comes in each second, above 0.
    let rate: Double
    private var level: Double
    private var asOf: Duration

    /// What is too little to wait for: sums of fractions are not exact.
    private static let tolerance = 1e-6

    /// - Parameter level: Default: nil, full.
    init(capacity: Double, rate: Double, level: Double? = nil, at now: Duration) {
        self.capacity = capacity
        self.rate = max(rate, 1e-9)
        self.level = min(level ?? capacity, capacity)
        asOf = now
    }

    func level(at now: Duration) -> Double {
        min(capacity, level + max(0, (now - asOf) / .seconds(1)) * rate)
    }

    /// How long until `amount` may be taken, zero when it may be now. More than the capacity may be when it is full.
    func wait(for amount: Double, at now: Duration) -> Duration {
        let missing = min(amount, capacity) - level(at: now)
        guard missing > Self.tolerance else { return .zero }
        return .seconds(min(missing / rate, 1e9))
    }

    mutating func take(_ amount: Double, at now: Duration) {
        level = level(at: now) - amount
        asOf = max(asOf, now)
    }

    /// Gives back what was not needed, or takes what was needed besides.
    mutating func correct(by amount: Double, at now: Duration) {
        level = min(capacity, level(at: now) + amount)
        asOf = max(asOf, now)
    }
}
