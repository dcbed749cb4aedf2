import Glibc
import Testing
import Threads

@Suite("Waiting for signals")
struct SignalWaiterTests {
    @Test("A signal is heard whichever thread it hits, each time it comes")
    func anyThread() async throws {
        let heard = Locked<[Int32]>([])
        let waiter = try SignalWaiter([SIGUSR1]) { number in heard.withLock { $0.append(number) } }
        // This thread was there before the waiter and blocks nothing, like the first thread of a program.
        for count in 1...3 {
            pthread_kill(pthread_self(), SIGUSR1)
            #expect(await eventually { heard.withLock { $0.count } == count })
        }
        #expect(heard.withLock { Set($0) } == [SIGUSR1])
        withExtendedLifetime(waiter) {}
    }
}
