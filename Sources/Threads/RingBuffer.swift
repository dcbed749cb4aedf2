/// A first-in first-out array: both ends in O(1), amortised; storage grows by doubling and is kept.
struct RingBuffer<Element> {
    private var slots: [Element?] = []
    private var head = 0
    private(set) var count = 0

    mutating func append(_ element: Element) {
        if count == slots.count { grow() }
        slots[(head + count) % slots.count] = element
        count += 1
    }

    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = slots[head].take()
        head = (head + 1) % slots.count
        count -= 1
        return element
    }

    private mutating func grow() {
        var wider = [Element?](repeating: nil, count: Swift.max(8, 2 * slots.count))
        for index in 0..<count { wider[index] = slots[(head + index) % slots.count] }
        slots = wider
        head = 0
    }
}
