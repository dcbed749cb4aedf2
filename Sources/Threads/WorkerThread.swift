private import CShims
import Glibc

/// One POSIX thread with a name, for work that blocks.
///
/// The cooperative pool has one thread per core: a single blocking call in a task halves a two-core service. Whatever
/// blocks (polls of a C library, waiting for a child process) runs on a `WorkerThread` and resumes continuations.
package final class WorkerThread: Sendable {
    private struct State {
        var finished = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())

    /// Starts the thread at once; the system is out of threads when this throws.
    ///
    /// - Parameters:
    ///   - name: shown by `ps -L` and debuggers, at most 15 bytes of it.
    ///   - body: the thread's whole life. It ends when `body` returns, so `body` needs a way to be told to stop.
    package init(name: String, _ body: @escaping @Sendable () -> Void) throws(ThreadStartError) {
        let start = ThreadStart(name: name) { [state] in
            body()
            let waiters = state.withLock { state in
                state.finished = true
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.resume() }
        }
        let pointer = Unmanaged.passRetained(start)
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runThread, pointer.toOpaque())
        guard code == 0 else {
            pointer.release()
            throw ThreadStartError(code: code)
        }
        pthread_detach(thread)
    }

    /// Returns when the thread's body has returned. May be awaited by several tasks, and after the end.
    package func finished() async {
        await withCheckedContinuation { continuation in
            let already = state.withLock { state in
                if !state.finished { state.waiters.append(continuation) }
                return state.finished
            }
            if already { continuation.resume() }
        }
    }
}

/// The system refused a new thread; nothing was started.
package struct ThreadStartError: Error, Hashable {
    /// The error number of `pthread_create`.
    package let code: Int32
}

private final class ThreadStart: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
    shim_thread_name(start.name)
    start.body()
    return nil
}
