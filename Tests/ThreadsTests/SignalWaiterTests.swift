import Glibc
import Testing
import Threads

@Suite("Waiting for signals")
struct SignalWaiterTests {
    @Test("A signal is heard whichever thread it hits, each time it comes")
    func anyThread() async throws {
        let heard = Locked<[Int32]>([])
        let waiter = try SignalWaiter([SIGUSR1]) { number in heard.withLock { $0.append(number) } }
        for count in 1...3 {
            // A thread that takes signals, like the first one of a program; those of the pool block them.
            let thread = try WorkerThread(name: "hit") {
                var mask = sigset_t()
                sigemptyset(&mask)
                sigaddset(&mask, SIGUSR1)
                pthread_sigmask(SIG_UNBLOCK, &mask, nil)
                pthread_kill(pthread_self(), SIGUSR1)
            }
            await thread.finished()
            #expect(await eventually { heard.withLock { $0.count } == count })
        }
        #expect(heard.withLock { Set($0) } == [SIGUSR1])
        withExtendedLifetime(waiter) {}
    }
}
