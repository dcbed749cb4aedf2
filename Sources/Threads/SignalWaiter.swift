private import CShims
import Glibc

/// Hears the signals that ask a process to end, on a thread of its own.
///
/// For the life of the process, one at a time. It may be made on any thread and after others were started: a signal is
/// taken whichever thread it hits. Blocking signals instead would need every thread's help, and the first thread of a
/// program with an asynchronous `main` is out of reach: the signal would end the process there.
package final class SignalWaiter: Sendable {
    private let thread: WorkerThread

    /// - Parameters:
    ///   - signals: which ones; each is taken every time it comes.
    ///   - receive: called with the signal's number on the waiter's thread.
    /// - Throws: when the system refuses the thread, or the pipe that signals come through.
    package init(_ signals: [Int32], receive: @escaping @Sendable (Int32) -> Void) throws(ThreadStartError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ThreadStartError(code: errno) }
        let reader = ends[0]
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A handler must never wait.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        thread = try WorkerThread(name: "signals") {
            var byte: UInt8 = 0
            while true {
                let count = read(reader, &byte, 1)
                if count == 1 { receive(Int32(byte)) } else if count == 0 || errno != EINTR { break }
            }
        }
        for signal in signals {
            let code = shim_signal_forward(signal, ends[1])
            guard code == 0 else { throw ThreadStartError(code: code) }
        }
    }
}
