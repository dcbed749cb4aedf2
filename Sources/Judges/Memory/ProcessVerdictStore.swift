internal import Threads

/// Keeps answers in this process, the latest of a bounded number of bytes, as long as it runs.
package final class ProcessVerdictStore: VerdictStore {
    private struct State {
        var values: [VerdictKey: (value: [UInt8], number: UInt64)] = [:]
        /// What was kept, the oldest first; nil once it was forgotten, replaced or dropped.
        var order: [VerdictKey?] = []
        /// The number of the first in `order`.
        var first: UInt64 = 0
        /// The oldest that may still be there, as a place in `order`.
        var oldest = 0
        var bytes = 0
        var leases: [VerdictKey: (token: String, end: ContinuousClock.Instant)] = [:]

        mutating func keep(_ value: [UInt8], under key: VerdictKey) {
            forget(key)
            values[key] = (value, first + UInt64(order.count))
            order.append(key)
            bytes += value.count
        }

        mutating func forget(_ key: VerdictKey) {
            guard let (value, number) = values.removeValue(forKey: key) else { return }
            order[Int(number - first)] = nil
            bytes -= value.count
        }

        mutating func dropOldest() {
            if let key = order[oldest] { forget(key) }
            oldest += 1
            // What is left moves up only when it is the smaller half: each place is moved at most once.
            guard oldest * 2 > order.count else { return }
            first += UInt64(oldest)
            order.removeFirst(oldest)
            oldest = 0
        }
    }

    /// However small the values are.
    private static let mostPlaces = 65_536

    private let capacity: Int
    private let state = Locked(State())

    /// - Parameter capacity: bytes of values. Default: 16 MiB.
    package init(capacity: Int = 16 << 20) { self.capacity = capacity }

    package func recall(_ key: VerdictKey, wanting lease: VerdictLease?) async -> VerdictRecall {
        state.withLock { state in
            if let value = state.values[key]?.value { return .known(value) }
            guard let lease else { return .unknown }
            let now = ContinuousClock.now
            if let held = state.leases[key], held.end > now { return .taken }
            state.leases[key] = (lease.token, now + lease.life)
            return .leased
        }
    }

    package func renew(_ key: VerdictKey, _ lease: VerdictLease) async {
        state.withLock { state in
            guard state.leases[key]?.token == lease.token else { return }
            state.leases[key]?.end = ContinuousClock.now + lease.life
        }
    }

    package func keep(_ value: [UInt8], under key: VerdictKey, ending lease: VerdictLease?) {
        state.withLock { [capacity] state in
            state.keep(value, under: key)
            while state.oldest < state.order.count,
                state.bytes > capacity || state.order.count - state.oldest > Self.mostPlaces
            {
                state.dropOldest()
            }
            if let lease { Self.end(lease, of: key, &state) }
        }
    }

    package func release(_ key: VerdictKey, _ lease: VerdictLease) {
        state.withLock { state in Self.end(lease, of: key, &state) }
    }

    private static func end(_ lease: VerdictLease, of key: VerdictKey, _ state: inout State) {
        if state.leases[key]?.token == lease.token { state.leases[key] = nil }
    }

    package func forget(_ key: VerdictKey) { state.withLock { $0.forget(key) } }
}
