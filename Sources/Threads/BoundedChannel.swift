/// A first-in first-out queue of limited size between tasks, and from C threads to tasks.
///
/// Any number of senders and receivers; each element reaches one receiver. `send` suspends while the channel is full,
/// which is the whole back-pressure between two stages. A thread that must not suspend uses `trySend` and, told
/// `.full`, stops its own source until `count` has dropped.
package final class BoundedChannel<Element: Sendable>: Sendable, AsyncSequence {
    /// What became of an offered element.
    package enum Offer: Sendable, Hashable {
        /// It is in the channel or already with a receiver.
        case accepted
        /// There was no room; the element was not taken.
        case full
        /// `finish()` was called before; the element was not taken.
        case finished
    }

    private typealias Receiver = CheckedContinuation<Element?, Never>
    private typealias Sender = CheckedContinuation<SendError?, Never>

    private struct State {
        // Room in `buffer` means that no sender waits, an element in it that no receiver does.
        var buffer = RingBuffer<Element>()
        var senders = WaiterQueue<(element: Element, continuation: Sender)>()
        var receivers = WaiterQueue<Receiver>()
        var finished = false

        mutating func offer(_ element: Element, capacity: Int) -> (Offer, Receiver?) {
            guard !finished else { return (.finished, nil) }
            if let receiver = receivers.popFirst() { return (.accepted, receiver) }
            guard buffer.count < capacity else { return (.full, nil) }
            buffer.append(element)
            return (.accepted, nil)
        }

        mutating func take() -> (Element, Sender?)? {
            guard let element = buffer.popFirst() else { return nil }
            guard let sender = senders.popFirst() else { return (element, nil) }
            buffer.append(sender.element)
            return (element, sender.continuation)
        }
    }

    /// Elements that fit before `send` suspends.
    package let capacity: Int
    private let state = Locked(State())

    /// - Parameter capacity: elements that fit before `send` suspends, at least 1 (less is taken as 1).
    package init(capacity: Int) {
        self.capacity = Swift.max(1, capacity)
    }

    /// Elements waiting for a receiver, without those of suspended senders; 0 to `capacity`.
    package var count: Int { state.withLock { $0.buffer.count } }

    /// Senders suspended because the channel is full.
    package var suspendedSenders: Int { state.withLock { $0.senders.count } }

    /// Receivers suspended because the channel is empty.
    package var suspendedReceivers: Int { state.withLock { $0.receivers.count } }

    /// True once `finish()` was called; elements may still be waiting.
    package var isFinished: Bool { state.withLock { $0.finished } }

    /// Adds an element, suspending while the channel is full. Suspended senders are served in the order they came.
    ///
    /// - Throws: `.finished` or `.cancelled`; the element was not taken.
    package func send(_ element: Element) async throws(SendError) {
        guard !Task.isCancelled else { throw .cancelled }
        switch trySend(element) {
        case .accepted: return
        case .finished: throw .finished
        case .full: break
        }
        let ticket = state.withLock { $0.senders.drawTicket() }
        let failure = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(element, continuation, ticket: ticket)
                // The handler may have run before there was anything to take out of the line.
                if Task.isCancelled { cancelSender(ticket) }
            }
        } onCancel: {
            cancelSender(ticket)
        }
        if let failure { throw failure }
    }

    /// Adds an element if there is room. Never suspends and never blocks: made for threads of C libraries.
    package func trySend(_ element: Element) -> Offer {
        let (offer, receiver) = state.withLock { $0.offer(element, capacity: capacity) }
        receiver?.resume(returning: element)
        return offer
    }

    /// The next element, suspending while there is none.
    ///
    /// - Returns: nil when the channel is finished and drained, or when the task is cancelled; a cancelled receiver
    ///   takes no element away from the others.
    package func next() async -> Element? {
        guard !Task.isCancelled else { return nil }
        if let element = tryNext() { return element }
        let ticket = state.withLock { $0.receivers.drawTicket() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(continuation, ticket: ticket)
                if Task.isCancelled { cancelReceiver(ticket) }
            }
        } onCancel: {
            cancelReceiver(ticket)
        }
    }

    /// The next element if one is waiting. Never suspends.
    package func tryNext() -> Element? {
        guard let (element, sender) = state.withLock({ $0.take() }) else { return nil }
        sender?.resume(returning: nil)
        return element
    }

    /// Closes the sending side: what is in the channel is still received, suspended senders get `.finished`.
    /// Calling it again does nothing.
    package func finish() {
        let (senders, receivers) = state.withLock { state in
            state.finished = true
            return (state.senders.removeAll(), state.receivers.removeAll())
        }
        for sender in senders { sender.continuation.resume(returning: .finished) }
        for receiver in receivers { receiver.resume(returning: nil) }
    }

    private func enqueue(_ element: Element, _ continuation: Sender, ticket: UInt64) {
        // A receiver may have made room, or `finish()` may have run, since the element was first offered.
        let (offer, receiver) = state.withLock { state in
            let (offer, receiver) = state.offer(element, capacity: capacity)
            if offer == .full { state.senders.append((element, continuation), ticket: ticket) }
            return (offer, receiver)
        }
        receiver?.resume(returning: element)
        switch offer {
        case .accepted: continuation.resume(returning: nil)
        case .finished: continuation.resume(returning: .finished)
        case .full: break
        }
    }

    private func enqueue(_ receiver: Receiver, ticket: UInt64) {
        let (taken, ended) = state.withLock { state in
            if let taken = state.take() { return (Optional(taken), false) }
            if !state.finished { state.receivers.append(receiver, ticket: ticket) }
            return (nil, state.finished)
        }
        if let (element, sender) = taken {
            receiver.resume(returning: element)
            sender?.resume(returning: nil)
        } else if ended {
            receiver.resume(returning: nil)
        }
    }

    private func cancelSender(_ ticket: UInt64) {
        state.withLock { $0.senders.remove(ticket: ticket)?.continuation }?.resume(returning: .cancelled)
    }

    private func cancelReceiver(_ ticket: UInt64) {
        state.withLock { $0.receivers.remove(ticket: ticket) }?.resume(returning: nil)
    }
}

extension BoundedChannel {
    /// Why an element was not sent.
    package enum SendError: Error, Hashable {
        /// The channel was finished; the element was not taken.
        case finished
        /// The sending task was cancelled; the element was not taken.
        case cancelled
    }

    /// Receives until the channel is finished and drained, or the task is cancelled.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let channel: BoundedChannel

        /// See `BoundedChannel.next()`.
        package mutating func next() async -> Element? { await channel.next() }

        /// See `BoundedChannel.next()`.
        package mutating func next(isolation actor: isolated (any Actor)?) async -> Element? { await channel.next() }
    }

    /// One more receiver of the same elements: iterators share them out.
    package func makeAsyncIterator() -> Iterator { Iterator(channel: self) }
}
