import Glibc
import Threads

@testable import TestKit

/// Sends back what it gets, on one connection after the other, until it is dropped.
final class EchoServer: Sendable {
    let port: UInt16
    private let stopping = Locked(false)

    init() throws {
        let listener = try LoopbackSocket.listen()
        port = listener.port
        _ = try WorkerThread(name: "echo") { [stopping] in
            var connections: [Int32] = []
            var buffer = [UInt8](repeating: 0, count: 1024)
            while !stopping.withLock({ $0 }) {
                let next = accept(listener.descriptor, nil, nil)
                if next >= 0 {
                    LoopbackSocket.makePrompt(next)
                    connections.append(next)
                }
                var waits = ([listener.descriptor] + connections).map {
                    pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
                }
                poll(&waits, nfds_t(waits.count), 50)
                connections.removeAll { connection in
                    let count = recv(connection, &buffer, buffer.count, 0)
                    if count > 0 { _ = send(connection, buffer, count, Int32(MSG_NOSIGNAL)) }
                    let isEnded = count == 0 || (count < 0 && errno != EAGAIN)
                    if isEnded { close(connection) }
                    return isEnded
                }
            }
            for connection in connections { close(connection) }
            close(listener.descriptor)
        }
    }

    deinit { stopping.withLock { $0 = true } }
}
