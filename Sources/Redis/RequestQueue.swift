// timespec belongs to whichever module the compiler saw it in first; importing both makes that no matter.
import CHiredis
import Glibc

/// What callers hand to the connection thread: a bounded queue, the state of the connection, and the way to stop.
///
/// `@unchecked Sendable`: everything mutable is touched with `mutex` held. Not `Locked`, because the thread also sleeps
/// on it, which takes a condition variable.
final class RequestQueue: @unchecked Sendable {
    /// What the thread is woken for.
    enum Wake {
        case requests
        case idle
        case closed
    }

    private enum Phase {
        /// Connected, or connecting for the first time: commands wait.
        case accepting
        /// The last attempt failed: commands fail at once with this.
        case down(RedisError)
        case closed
    }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var phase = Phase.accepting
    private var connected = false
    private var lastError: RedisError?
    private var waiting: [RedisRequest] = []
    private var waitingCommands = 0
    private var waitingBytes = 0
    private let maximumCommands: Int
    private let maximumBytes: Int

    init(maximumCommands: Int, maximumBytes: Int) {
        self.maximumCommands = maximumCommands
        self.maximumBytes = maximumBytes
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    /// Whether the connection is up, and why it last was not.
    var health: (isConnected: Bool, lastError: RedisError?) { locked { (connected, lastError) } }

    /// Takes a caller's request, or says why not; the request was not sent then.
    func add(_ request: RedisRequest) -> RedisError? {
        locked {
            switch phase {
            case .closed: return .shutDown
            case .down(let error): return error
            case .accepting: break
            }
            let commands = waitingCommands + request.replies
            let bytes = waitingBytes + request.bytes.count
            guard waiting.isEmpty || (commands <= maximumCommands && bytes <= maximumBytes),
                request.replies <= maximumCommands
            else { return .overloaded }
            waiting.append(request)
            waitingCommands = commands
            waitingBytes = bytes
            pthread_cond_signal(condition)
            return nil
        }
    }

    /// Sleeps until there is something to send, the queue is closed, or `interval` is over.
    func wait(_ interval: Duration) -> Wake {
        locked {
            if waiting.isEmpty { sleep(interval) { !waiting.isEmpty } }
            if case .closed = phase { return .closed }
            return waiting.isEmpty ? .idle : .requests
        }
    }

    /// Sleeps for `interval`, or until the queue is closed.
    func pause(_ interval: Duration) {
        locked { sleep(interval) { false } }
    }

    private func sleep(_ interval: Duration, until ready: () -> Bool) {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, attoseconds) = interval.components
        let nanoseconds = now.tv_nsec + Int(attoseconds / 1_000_000_000)
        var end = timespec(
            tv_sec: now.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        while !ready(), !isClosed {
            if pthread_cond_timedwait(condition, mutex, &end) == ETIMEDOUT { return }
        }
    }

    private var isClosed: Bool {
        if case .closed = phase { return true }
        return false
    }

    /// Removes what waits, in order, up to about `maximumBytes`; at least one request if any waits.
    func take(maximumBytes: Int) -> [RedisRequest] {
        locked {
            var bytes = 0
            var count = 0
            while count < waiting.count, bytes < maximumBytes {
                bytes += waiting[count].bytes.count
                waitingCommands -= waiting[count].replies
                count += 1
            }
            waitingBytes -= bytes
            let taken = Array(waiting.prefix(count))
            waiting.removeFirst(count)
            return taken
        }
    }

    /// The connection is up. False when the queue was closed meanwhile.
    func connectionOpened() -> Bool {
        locked {
            if isClosed { return false }
            phase = .accepting
            connected = true
            return true
        }
    }

    /// The connection was given up to make another at once: what waits goes on waiting.
    func connectionReplaced(_ error: RedisError) {
        locked {
            connected = false
            lastError = error
        }
    }

    /// The connection is down: fails what waits and what comes, until it is up again.
    func connectionFailed(_ error: RedisError) {
        let refusal: RedisError =
            switch error {
            case .connection(let reason), .protocolViolation(let reason): .notConnected(reason)
            case .timedOut: .notConnected("no answer in time")
            default: error
            }
        let failed = locked {
            connected = false
            lastError = error
            if !isClosed { phase = .down(refusal) }
            return removeAll()
        }
        for request in failed { request.finish(.failure(refusal)) }
    }

    /// Ends the queue: fails what waits and what comes with `.shutDown`.
    func close() {
        let failed = locked {
            phase = .closed
            pthread_cond_broadcast(condition)
            return removeAll()
        }
        for request in failed { request.finish(.failure(.shutDown)) }
    }

    /// The thread has ended: nothing is connected any more.
    func connectionEnded() {
        locked { connected = false }
    }

    private func removeAll() -> [RedisRequest] {
        defer {
            waiting = []
            waitingCommands = 0
            waitingBytes = 0
        }
        return waiting
    }
}
