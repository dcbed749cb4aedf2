/// A budget of so much a minute, kept in every minute, whenever it begins, and spent evenly: a sixth of it at once at
/// most, so that nobody waits long for a turn behind somebody's burst.
package struct RateBudget: Sendable, Hashable {
    /// Above 0.
    package let perMinute: Int
    private var bucket: TokenBucket
    private var window: SlidingMinute

    /// - Parameter perMinute: at least 1.
    package init(perMinute: Int, at now: Duration) {
        let amount = Double(max(1, perMinute))
        self.perMinute = max(1, perMinute)
        bucket = TokenBucket(capacity: max(1, amount / 6), rate: amount / 60, at: now)
        window = SlidingMinute()
    }

    /// How long until `amount` fits, zero when it does now. What is above the whole budget fits into an empty minute.
    package func wait(for amount: Int, at now: Duration) -> Duration {
        max(
            bucket.wait(for: Double(amount), at: now),
            window.wait(for: amount, within: perMinute, at: now))
    }

    package mutating func take(_ amount: Int, at now: Duration) {
        bucket.take(Double(amount), at: now)
        window.add(amount, at: now)
    }

    /// What was taken at a time turned out to be another amount.
    package mutating func correct(_ taken: Int, to actual: Int, takenAt: Duration, at now: Duration) {
        guard taken != actual else { return }
        bucket.correct(by: Double(taken - actual), at: now)
        window.add(actual - taken, at: takenAt)
    }
}

/// What was spent in the last 60 seconds, by whole seconds.
struct SlidingMinute: Sendable, Hashable {
    /// A second's part of a minute belongs to it as a whole, so there is one more of them.
    private static let seconds = 61

    private var times = [Int64](repeating: .min, count: Self.seconds)
    private var amounts = [Int](repeating: 0, count: Self.seconds)

    mutating func add(_ amount: Int, at time: Duration) {
        let second = time.components.seconds
        let place = Int(second % Int64(Self.seconds))
        if times[place] < second {
            times[place] = second
            amounts[place] = 0
        }
        // What is corrected after its minute concerns nobody any more.
        guard times[place] == second else { return }
        amounts[place] = max(0, amounts[place] + amount)
    }

    /// How long until `amount` fits into `limit` with what the last minute holds.
    func wait(for amount: Int, within limit: Int, at now: Duration) -> Duration {
        let second = now.components.seconds
        let oldest = second - Int64(Self.seconds)
        var sum = zip(times, amounts).reduce(0) { $1.0 > oldest ? $0 + $1.1 : $0 }
        let room = max(0, limit - amount)
        guard sum > room else { return .zero }
        for (time, amount) in zip(times, amounts).sorted(by: { $0.0 < $1.0 }) where time > oldest {
            sum -= amount
            if sum <= room { return .seconds(time + Int64(Self.seconds)) - now }
        }
        return .zero
    }
}
