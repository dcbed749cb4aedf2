/// Forms batches: full ones at once, smaller ones when their oldest element has waited long enough, or when nothing is
/// in flight, so that a lone element never waits for company.
///
/// A batch is the unit of intake, not a barrier: its elements finish one by one.
package struct Batcher<Element: Sendable>: Sendable {
    /// Most elements of a batch, at least 1.
    package let size: Int
    /// How long the oldest element waits for others while work is in flight.
    package let linger: Duration
    private var waiting: [Element] = []
    private var oldest: ContinuousClock.Instant?

    package init(size: Int, linger: Duration) {
        self.size = max(size, 1)
        self.linger = linger
        waiting.reserveCapacity(self.size)
    }

    package var count: Int { waiting.count }

    /// When the waiting elements must go; nil when none waits.
    package var deadline: ContinuousClock.Instant? { oldest.map { $0 + linger } }

    /// Takes an element; gives back the batch that it completed, if it did.
    package mutating func add(_ element: Element, at now: ContinuousClock.Instant) -> [Element]? {
        if waiting.isEmpty { oldest = now }
        waiting.append(element)
        return waiting.count >= size ? takeAll() : nil
    }

    /// The batch that is due now, if one is.
    ///
    /// - Parameter isIdle: nothing that was handed out before is still in flight.
    package mutating func due(at now: ContinuousClock.Instant, isIdle: Bool) -> [Element]? {
        guard let oldest, isIdle || now >= oldest + linger else { return nil }
        return takeAll()
    }

    /// Removes and returns the waiting elements that nobody wants any more.
    package mutating func remove(where isUnwanted: (Element) -> Bool) -> [Element] {
        let removed = waiting.filter(isUnwanted)
        waiting.removeAll(where: isUnwanted)
        if waiting.isEmpty { oldest = nil }
        return removed
    }

    /// Removes and returns what waits.
    package mutating func takeAll() -> [Element] {
        defer {
            waiting.removeAll(keepingCapacity: true)
            oldest = nil
        }
        return waiting
    }
}
