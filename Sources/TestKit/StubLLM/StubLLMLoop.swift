import Glibc
private import Threads

/// The life of the stub's thread: one poll over all connections, and the delays as one sorted list.
final class StubLLMLoop {
    private struct Timer {
        let due: ContinuousClock.Instant
        let descriptor: Int32
        let serial: Int
        let action: Action
    }

    private enum Action {
        /// Takes the reply's delay and condition into account.
        case consider(StubLLMReply)
        case reply(StubLLMReply)
        case pieces(ArraySlice<[UInt8]>, interval: Duration)
    }

    private let listener: StubLLMListener
    private let shared: StubLLMShared
    private let respond: @Sendable (StubLLMRequest) -> StubLLMReply
    private var connections: [Int32: StubLLMConnection] = [:]
    private var timers: [Timer] = []
    private var accepted = 0
    private var calls = 0

    /// Between two looks whether a condition holds.
    private static let lookInterval = Duration.milliseconds(2)

    init(
        listener: StubLLMListener, shared: StubLLMShared,
        respond: @escaping @Sendable (StubLLMRequest) -> StubLLMReply
    ) {
        self.listener = listener
        self.shared = shared
        self.respond = respond
    }

    /// Returns after `StubLLMShared.stop()`.
    func run() {
        serving: while true {
            var waiting = [
                pollfd(fd: shared.stopReader, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            for connection in connections.values {
                let events = connection.hasOutput ? POLLIN | POLLOUT : POLLIN
                waiting.append(pollfd(fd: connection.descriptor, events: Int16(events), revents: 0))
            }
            poll(&waiting, nfds_t(waiting.count), millisecondsToNextTimer())
            if waiting[0].revents != 0 { break serving }
            for entry in waiting.dropFirst(2) where entry.revents != 0 { serve(entry.fd, Int32(entry.revents)) }
            if waiting[1].revents != 0 { acceptAll() }
            runDueTimers()
        }
        for connection in connections.values { close(connection.descriptor) }
        close(listener.descriptor)
    }

    private func acceptAll() {
        while let descriptor = listener.accept() {
            accepted += 1
            connections[descriptor] = StubLLMConnection(descriptor: descriptor, serial: accepted)
            shared.statistics.withLock { $0.connections += 1 }
        }
    }

    private func serve(_ descriptor: Int32, _ events: Int32) {
        guard let connection = connections[descriptor] else { return }
        if events & POLLIN != 0, !connection.receive() { return drop(connection) }
        if connection.asksForTLS { return drop(connection) }
        if events & (POLLERR | POLLHUP) != 0 { return drop(connection) }
        if events & POLLOUT != 0 { flush(connection) } else { takeCall(connection) }
    }

    private func takeCall(_ connection: StubLLMConnection) {
        guard connection.call == nil, let call = connection.nextRequest(number: calls) else { return }
        calls += 1
        connection.call = call
        shared.statistics.withLock { statistics in
            statistics.arrivals.append(.now)
            statistics.inFlight += 1
            statistics.maxInFlight = max(statistics.maxInFlight, statistics.inFlight)
        }
        consider(respond(call), connection)
    }

    private func consider(_ reply: StubLLMReply, _ connection: StubLLMConnection) {
        switch reply {
        case .json(_, _, _, let delay) where delay > .zero: schedule(.reply(reply), for: connection, after: delay)
        case .when(let condition, let reply) where condition(): consider(reply, connection)
        case .when: schedule(.consider(reply), for: connection, after: Self.lookInterval)
        default: begin(reply, connection)
        }
    }

    private func begin(_ reply: StubLLMReply, _ connection: StubLLMConnection) {
        switch reply {
        case .json(let status, let headers, let body, _):
            let closes = headers.contains { $0.name.lowercased() == "connection" && $0.value.lowercased() == "close" }
            connection.afterwards = closes ? .close : .nextRequest
            connection.write(
                head(status, headers, length: body.count) + (connection.call?.method == "HEAD" ? [] : body))
        case .hang, .when: return
        case .reset:
            var linger = linger(l_onoff: 1, l_linger: 0)
            let size = socklen_t(MemoryLayout.size(ofValue: linger))
            setsockopt(connection.descriptor, SOL_SOCKET, SO_LINGER, &linger, size)
            return drop(connection, abandoned: false)
        case .truncatedBody(let sent, let declared):
            connection.afterwards = .close
            connection.write(head(200, [], length: declared) + [UInt8](repeating: 0x20, count: sent))
        case .endless:
            connection.afterwards = .moreWithoutEnd
            connection.write(head(200, [], length: nil))
        case .garbage(let bytes):
            connection.afterwards = .close
            connection.write(bytes)
        case .slow(let chunks, let interval):
            connection.afterwards = .morePieces
            connection.write(head(200, [], length: chunks.reduce(0) { $0 + $1.count }))
            schedule(.pieces(chunks[...], interval: interval), for: connection, after: interval)
        }
        flush(connection)
    }

    private func flush(_ connection: StubLLMConnection) {
        guard connection.flush() else { return drop(connection) }
        if !connection.hasOutput {
            switch connection.afterwards {
            case .nextRequest where connection.call != nil:
                connection.call = nil
                shared.statistics.withLock { $0.inFlight -= 1 }
                takeCall(connection)
            case .nextRequest, .morePieces: break
            case .moreWithoutEnd:
                let piece = [UInt8](repeating: 0x20, count: 64 << 10)
                connection.write(Array("10000\r\n".utf8) + piece + Array("\r\n".utf8))
            case .close: return drop(connection, abandoned: false)
            }
        }
    }

    private func drop(_ connection: StubLLMConnection, abandoned: Bool = true) {
        connections[connection.descriptor] = nil
        close(connection.descriptor)
        guard connection.call != nil else { return }
        shared.statistics.withLock { statistics in
            statistics.inFlight -= 1
            statistics.abandoned += abandoned ? 1 : 0
        }
    }

    private func head(_ status: Int, _ headers: [(name: String, value: String)], length: Int?) -> [UInt8] {
        var text = "HTTP/1.1 \(status) Stub\r\n"
        if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            text += "Content-Type: application/json\r\n"
        }
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        text += length.map { "Content-Length: \($0)\r\n\r\n" } ?? "Transfer-Encoding: chunked\r\n\r\n"
        return Array(text.utf8)
    }

    // MARK: Delays

    private func schedule(_ action: Action, for connection: StubLLMConnection, after delay: Duration) {
        let due = ContinuousClock.now + delay
        // Delays are mostly alike, so the place is mostly the last one.
        let place = (timers.lastIndex { $0.due <= due } ?? -1) + 1
        let timer = Timer(due: due, descriptor: connection.descriptor, serial: connection.serial, action: action)
        timers.insert(timer, at: place)
    }

    private func millisecondsToNextTimer() -> Int32 {
        guard let next = timers.first else { return -1 }
        let (seconds, attoseconds) = max(.zero, next.due - .now).components
        return Int32(clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private func runDueTimers() {
        let now = ContinuousClock.now
        let due = timers.prefix { $0.due <= now }
        timers.removeFirst(due.count)
        for timer in due {
            guard let connection = connections[timer.descriptor], connection.serial == timer.serial else { continue }
            switch timer.action {
            case .consider(let reply): consider(reply, connection)
            case .reply(let reply): begin(reply, connection)
            case .pieces(let pieces, let interval):
                connection.write(pieces.first ?? [])
                let rest = pieces.dropFirst()
                if rest.isEmpty {
                    connection.afterwards = .nextRequest
                } else {
                    schedule(.pieces(rest, interval: interval), for: connection, after: interval)
                }
                flush(connection)
            }
        }
    }
}
