import Glibc

/// Hears the signals that ask a process to end, on a thread of its own.
///
/// Make it before any other thread: the signals are blocked here, and threads made later inherit that, so that no
/// signal interrupts them.
package final class SignalWaiter: Sendable {
    private let thread: WorkerThread

    /// - Parameters:
    ///   - signals: which ones; each is taken every time it comes.
    ///   - receive: called with the signal's number on the waiter's thread.
    package init(_ signals: [Int32], receive: @escaping @Sendable (Int32) -> Void) throws(ThreadStartError) {
        var mask = sigset_t()
        sigemptyset(&mask)
        for signal in signals { sigaddset(&mask, signal) }
        pthread_sigmask(SIG_BLOCK, &mask, nil)
        let awaited = mask
        thread = try WorkerThread(name: "signals") {
            while true {
                var set = awaited
                var signal: Int32 = 0
                if sigwait(&set, &signal) == 0 { receive(signal) }
            }
        }
    }
}
