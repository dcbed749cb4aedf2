import Glibc
import Threads

/// The shim's thread: waits for sockets and due bytes, and moves bytes.
final class ShimLoop: Sendable {
    private let listener: Int32
    private let wakeReader: Int32
    private let wakeWriter: Int32
    private let target: UInt16
    private let rewrites: Bool
    private let control: Locked<ShimControl>

    init(
        listener: Int32, target: UInt16, rewrites: Bool, control: Locked<ShimControl>
    ) throws(LoopbackError) {
        var wake: [Int32] = [-1, -1]
        guard pipe(&wake) == 0 else { throw LoopbackError(code: errno) }
        for descriptor in wake { LoopbackSocket.makeNonBlocking(descriptor) }
        wakeReader = wake[0]
        wakeWriter = wake[1]
        self.listener = listener
        self.target = target
        self.rewrites = rewrites
        self.control = control
    }

    deinit {
        close(wakeReader)
        close(wakeWriter)
    }

    /// Lets the thread look at its orders.
    func ring() {
        var byte: UInt8 = 0
        _ = write(wakeWriter, &byte, 1)
    }

    func run() {
        var links: [ShimLink] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let orders = control.withLock { control in
                defer { control.cuts = false }
                return control
            }
            if orders.cuts || orders.isStopping {
                for link in links { link.close() }
                links = []
            }
            if orders.isStopping { break }
            while accept(&links) {}
            if !orders.isBlackHole { move(&links, orders, &chunk) }
            control.withLock { [count = links.count] in $0.open = count }
            wait(for: links, isBlackHole: orders.isBlackHole)
        }
        control.withLock { $0.open = 0 }
        close(listener)
    }

    private func accept(_ links: inout [ShimLink]) -> Bool {
        let client = Glibc.accept(listener, nil, nil)
        guard client >= 0 else { return false }
        // Asked only now: who connects after an order meets what was ordered.
        guard !control.withLock({ $0.refuses }), let server = LoopbackSocket.connect(to: target) else {
            close(client)
            return true
        }
        LoopbackSocket.makePrompt(client)
        links.append(ShimLink(client: client, server: server, rewrites: rewrites))
        control.withLock { $0.accepted += 1 }
        return true
    }

    private func move(_ links: inout [ShimLink], _ orders: ShimControl, _ chunk: inout [UInt8]) {
        var cutsMidFrame = orders.cutsMidFrame
        var kept: [ShimLink] = []
        for var link in links {
            var isWhole = link.read(delay: orders.delay, into: &chunk)
            if isWhole, cutsMidFrame, link.writeHalf() {
                cutsMidFrame = false
                control.withLock { $0.cutsMidFrame = false }
                isWhole = false
            }
            if isWhole, link.write() { kept.append(link) } else { link.close() }
        }
        links = kept
    }

    private func wait(for links: [ShimLink], isBlackHole: Bool) {
        var waits = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        waits.append(pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0))
        let now = ContinuousClock.now
        var limit = Duration.seconds(10)
        for link in isBlackHole ? [] : links {
            for (reading, writing, descriptor) in [
                (link.toServer, link.toClient, link.client), (link.toClient, link.toServer, link.server),
            ] {
                var events = reading.wantsToRead ? POLLIN : 0
                if let next = writing.waiting.first {
                    if next.due <= now { events |= POLLOUT } else { limit = min(limit, next.due - now) }
                }
                if events != 0 { waits.append(pollfd(fd: descriptor, events: Int16(events), revents: 0)) }
            }
        }
        let (seconds, attoseconds) = limit.components
        poll(&waits, nfds_t(waits.count), Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
        var drained = [UInt8](repeating: 0, count: 64)
        while read(wakeReader, &drained, drained.count) > 0 {}
    }
}
