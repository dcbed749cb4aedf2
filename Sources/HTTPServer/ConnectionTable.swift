/// Which connections there are, and which of them has to go for a new one. Pure.
///
/// Half-open connections cost their sender nothing. Were they only waited out, a few hundred of them would keep probes
/// from being answered, and a supervisor would end a process that is well. So a new connection always finds a place: it
/// takes that of another one, from the address that holds most of them.
struct ConnectionTable {
    private struct Entry {
        var address: [UInt8]
        /// When it was opened or its last response was complete, in events of this table.
        var since: UInt64
        var isBusy = false
    }

    private let limit: Int
    private var entries: [Int32: Entry] = [:]
    private var now: UInt64 = 0

    /// - Parameter limit: connections at once, above 0.
    init(limit: Int) { self.limit = limit }

    var count: Int { entries.count }

    /// A connection was accepted.
    ///
    /// - Parameters:
    ///   - id: its descriptor.
    ///   - address: where it comes from, without the port.
    /// - Returns: the connection to be closed for it, which counts no more; nil while there is room.
    mutating func open(_ id: Int32, from address: [UInt8]) -> Int32? {
        now += 1
        entries[id] = Entry(address: address, since: now)
        guard entries.count > limit, let victim = victim(besides: id) else { return nil }
        entries[victim] = nil
        return victim
    }

    /// A request's headers are complete.
    mutating func begin(_ id: Int32) { entries[id]?.isBusy = true }

    /// Its response was sent, or given up.
    mutating func finish(_ id: Int32) {
        now += 1
        entries[id]?.isBusy = false
        entries[id]?.since = now
    }

    mutating func close(_ id: Int32) { entries[id] = nil }

    /// Of the connections from the address with most of them one that is not being answered, the longest so.
    private func victim(besides newcomer: Int32) -> Int32? {
        var counts: [[UInt8]: Int] = [:]
        for entry in entries.values { counts[entry.address, default: 0] += 1 }
        return entries.lazy.filter { $0.key != newcomer }.min { left, right in
            let (first, second) = (left.value, right.value)
            let (most, fewer) = (counts[first.address] ?? 0, counts[second.address] ?? 0)
            return (fewer, first.isBusy ? 1 : 0, first.since) < (most, second.isBusy ? 1 : 0, second.since)
        }?.key
    }
}
