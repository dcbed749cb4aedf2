internal import Threads

/// Keeps answers in this process, the latest of a bounded number of bytes, as long as it runs.
package final class ProcessVerdictStore: VerdictStore {
    private struct State {
        var values: [VerdictKey: [UInt8]] = [:]
        /// The oldest first; may name keys that were forgotten.
        var order: [VerdictKey] = []
        var bytes = 0
        var leases: [VerdictKey: (token: String, end: ContinuousClock.Instant)] = [:]
    }

    private let capacity: Int
    private let state = Locked(State())

    /// - Parameter capacity: bytes of values. Default: 16 MiB.
    package init(capacity: Int = 16 << 20) { self.capacity = capacity }

    package func recall(_ key: VerdictKey, wanting lease: VerdictLease?) async -> VerdictRecall {
        state.withLock { state in
            if let value = state.values[key] { return .known(value) }
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
            state.bytes += value.count - (state.values.updateValue(value, forKey: key)?.count ?? 0)
            state.order.append(key)
            var oldest = 0
            while oldest < state.order.count, state.bytes > capacity || state.order.count - oldest > 65_536 {
                if let dropped = state.values.removeValue(forKey: state.order[oldest]) { state.bytes -= dropped.count }
                oldest += 1
            }
            state.order.removeFirst(oldest)
            if let lease { Self.end(lease, of: key, &state) }
        }
    }

    package func release(_ key: VerdictKey, _ lease: VerdictLease) {
        state.withLock { state in Self.end(lease, of: key, &state) }
    }

    private static func end(_ lease: VerdictLease, of key: VerdictKey, _ state: inout State) {
        if state.leases[key]?.token == lease.token { state.leases[key] = nil }
    }

    package func forget(_ key: VerdictKey) {
        state.withLock { state in
            if let dropped = state.values.removeValue(forKey: key) { state.bytes -= dropped.count }
        }
    }
}
