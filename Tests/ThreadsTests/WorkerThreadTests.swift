import Testing
import Threads

@Suite struct WorkerThreadTests {
    @Test("finished returns after the body has, to several tasks and later too")
    func finished() async throws {
        let gate = Locked(false)
        let ran = Locked(false)
        let thread = try WorkerThread(name: "gated") {
            while !gate.withLock({ $0 }) {}
            ran.withLock { $0 = true }
        }
        async let first: Void = thread.finished()
        async let second: Void = thread.finished()
        gate.withLock { $0 = true }
        _ = await (first, second)
        await thread.finished()
        #expect(ran.withLock { $0 })
    }
}
