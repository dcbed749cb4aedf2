import Glibc

/// A value that only one thread touches at a time.
///
/// Not `Synchronization.Mutex`: on Linux that is a futex inside a library ThreadSanitizer does not see, so every value
/// it guards is reported as a race. A pthread mutex is seen and costs the same.
///
/// `@unchecked Sendable`: `value` is reached through `withLock` alone, which holds the mutex.
package final class Locked<Value>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body` with the value; never call out to unknown code or block inside it.
    package func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
