import Glibc
import JSON
import Threads

/// Where finished lines go.
package protocol LogSink: Sendable {
    /// Takes one line with its line break; must not block for long, as callers are tasks.
    func write(_ line: [UInt8])
}

/// Lines to a file descriptor, each by one `write`.
///
/// When the reader of a pipe is stuck, the first line waits a moment and the following are dropped until there is room;
/// the number of dropped lines is then written. The process must ignore `SIGPIPE`, or a closed pipe ends it.
package final class DescriptorSink: LogSink {
    private let descriptor: Int32
    private let dropped = Locked(0)

    /// The longest wait for room, once per congestion: 50 milliseconds.
    private static let patience: Int32 = 50

    /// - Parameter descriptor: stays open and is not closed here. Default: 2, standard error.
    package init(descriptor: Int32 = 2) { self.descriptor = descriptor }

    package func write(_ line: [UInt8]) {
        // The lock keeps one thread from taking the room another has just found.
        dropped.withLock { dropped in
            guard hasRoom(patience: dropped == 0 ? Self.patience : 0) else {
                dropped += 1
                return
            }
            if dropped > 0 {
                let notice = LogLine(
                    time: .now(), level: .warning, logger: "telemetry", message: "log lines dropped",
                    fields: ["count": .integer(Int64(dropped))])
                guard send(notice.bytes(.json)), hasRoom(patience: 0) else {
                    dropped += 1
                    return
                }
                dropped = 0
            }
            if !send(line) { dropped += 1 }
        }
    }

    private func hasRoom(patience: Int32) -> Bool {
        var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let count = unsafe poll(&event, 1, patience)
        return count > 0 && event.revents & Int16(POLLOUT) != 0
    }

    private func send(_ line: [UInt8]) -> Bool {
        while true {
            let count = unsafe line.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            return count >= 0
        }
    }
}
