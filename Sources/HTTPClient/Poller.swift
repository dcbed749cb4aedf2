private import CShims
import Glibc

/// Waits for many sockets at once; what it costs grows with those that are ready, not with those that wait.
///
/// `wake` may be called from any thread, the rest belongs to the transfer thread.
final class Poller: Sendable {
    /// A socket on which something can be done, or has gone wrong.
    struct Ready {
        let socket: Int32
        let readable: Bool
        let writable: Bool
        let failed: Bool
    }

    private let epoll: Int32
    private let alarm: Int32

    init() throws(HTTPError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        alarm = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard epoll >= 0, alarm >= 0 else { throw .internal("out of file descriptors") }
        watch(alarm, readable: true, writable: false)
    }

    deinit {
        close(epoll)
        close(alarm)
    }

    /// Ends the present or next `wait` early.
    func wake() {
        eventfd_write(alarm, 1)
    }

    /// Starts to watch a socket, or changes what for.
    func watch(_ socket: Int32, readable: Bool, writable: Bool) {
        var event = epoll_event()
        event.events = (readable ? EPOLLIN.rawValue : 0) | (writable ? EPOLLOUT.rawValue : 0)
        event.data.fd = socket
        guard epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 else { return }
        epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
    }

    /// Does nothing when the socket is closed already.
    func unwatch(_ socket: Int32) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nil)
    }

    /// Blocks until a socket is ready, `wake` is called or the time is over; nil is no limit.
    func wait(milliseconds: Int32?) -> [Ready] {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { events in
            // Debian 13's header takes no null pointer, Debian 12's may.
            guard let first = events.baseAddress else { return [] }
            let count = epoll_wait(epoll, first, Int32(events.count), milliseconds ?? -1)
            return events.prefix(Int(max(0, count))).compactMap { event in
                guard event.data.fd != alarm else {
                    var wakes: eventfd_t = 0
                    eventfd_read(alarm, &wakes)
                    return nil
                }
                return Ready(
                    socket: event.data.fd, readable: event.events & EPOLLIN.rawValue != 0,
                    writable: event.events & EPOLLOUT.rawValue != 0,
                    failed: event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0)
            }
        }
    }
}
