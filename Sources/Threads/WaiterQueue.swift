/// Suspended callers in the order they came, each removable by its ticket.
///
/// A removed ticket stays in `order` until it is passed or swept out, so every operation is O(1), amortised.
struct WaiterQueue<Waiter> {
    private var waiters: [UInt64: Waiter] = [:]
    private var order: [UInt64] = []
    private var head = 0
    private var lastTicket: UInt64 = 0

    var count: Int { waiters.count }
    var isEmpty: Bool { waiters.isEmpty }

    /// A ticket of this queue; it may be drawn long before `append`.
    mutating func drawTicket() -> UInt64 {
        lastTicket += 1
        return lastTicket
    }

    mutating func append(_ waiter: Waiter, ticket: UInt64) {
        waiters[ticket] = waiter
        order.append(ticket)
    }

    /// The caller that has waited longest.
    mutating func popFirst() -> Waiter? {
        while head < order.count {
            let ticket = order[head]
            head += 1
            if let waiter = waiters.removeValue(forKey: ticket) {
                sweepIfSparse()
                return waiter
            }
        }
        return nil
    }

    /// Takes one caller out of the line; nil when it was served already or never stood in it.
    mutating func remove(ticket: UInt64) -> Waiter? {
        guard let waiter = waiters.removeValue(forKey: ticket) else { return nil }
        sweepIfSparse()
        return waiter
    }

    mutating func removeAll() -> [Waiter] {
        let all = order[head...].compactMap { waiters[$0] }
        waiters = [:]
        order = []
        head = 0
        return all
    }

    private mutating func sweepIfSparse() {
        guard order.count > 32, order.count > 2 * waiters.count else { return }
        order = order[head...].filter { waiters[$0] != nil }
        head = 0
    }
}
