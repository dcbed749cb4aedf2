import Glibc

/// One client's connection and the one made for it to the server.
struct ShimLink {
    /// Bytes on their way in one direction.
    struct Lane {
        let from: Int32
        let to: Int32
        var waiting: [(due: ContinuousClock.Instant, bytes: ArraySlice<UInt8>)] = []
        var count = 0
        var isEnded = false

        /// Reading stops above this, so that a delay cannot gather any amount.
        static let limit = 1 << 20

        var wantsToRead: Bool { !isEnded && count < Self.limit }
        var isDrained: Bool { isEnded && waiting.isEmpty }

        mutating func add(_ bytes: [UInt8], due: ContinuousClock.Instant) {
            guard !bytes.isEmpty else { return }
            waiting.append((due, bytes[...]))
            count += bytes.count
        }
    }

    let client: Int32
    let server: Int32
    var toServer: Lane
    var toClient: Lane
    var rewriter: ApiVersionsRewriter?

    init(client: Int32, server: Int32, rewrites: Bool) {
        self.client = client
        self.server = server
        toServer = Lane(from: client, to: server)
        toClient = Lane(from: server, to: client)
        rewriter = rewrites ? ApiVersionsRewriter() : nil
    }

    /// Reads what has come on both sides; false when the connection is broken.
    mutating func read(delay: Duration, into chunk: inout [UInt8]) -> Bool {
        let due = ContinuousClock.now + delay
        guard let request = Self.receive(&toServer, &chunk), let answer = Self.receive(&toClient, &chunk) else {
            return false
        }
        rewriter?.observe(request)
        toServer.add(request, due: due)
        toClient.add(rewriter?.rewrite(answer) ?? answer, due: due)
        return true
    }

    /// Writes what is due on both sides; false when the connection is broken or at its end.
    mutating func write() -> Bool {
        let now = ContinuousClock.now
        guard Self.send(&toServer, now), Self.send(&toClient, now) else { return false }
        return !(toServer.isDrained || toClient.isDrained)
    }

    /// Forwards half of the server's next bytes; false while there are none.
    mutating func writeHalf() -> Bool {
        guard let next = toClient.waiting.first, next.bytes.count > 1 else { return false }
        let half = Array(next.bytes.prefix(next.bytes.count / 2))
        _ = Glibc.send(client, half, half.count, Int32(MSG_NOSIGNAL))
        return true
    }

    func close() {
        Glibc.close(client)
        Glibc.close(server)
    }

    private static func receive(_ lane: inout Lane, _ chunk: inout [UInt8]) -> [UInt8]? {
        guard lane.wantsToRead else { return [] }
        let count = recv(lane.from, &chunk, chunk.count, 0)
        if count > 0 { return Array(chunk[..<count]) }
        if count == 0 {
            lane.isEnded = true
            return []
        }
        return errno == EAGAIN || errno == EINTR ? [] : nil
    }

    private static func send(_ lane: inout Lane, _ now: ContinuousClock.Instant) -> Bool {
        while let next = lane.waiting.first, next.due <= now {
            let count = next.bytes.withUnsafeBytes {
                Glibc.send(lane.to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            lane.count -= count
            if count == next.bytes.count {
                lane.waiting.removeFirst()
            } else {
                lane.waiting[0].bytes = next.bytes.dropFirst(count)
                return true
            }
        }
        return true
    }
}
