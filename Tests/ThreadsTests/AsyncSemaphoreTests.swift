import Glibc
import Testing
import Threads

@Suite struct AsyncSemaphoreTests {
    /// How far a task and the thread that cancels it are.
    private enum Step { case idle, entered, struck }

    @Test("never more holders than permits, and every task gets its turn")
    func limit() async throws {
        let semaphore = AsyncSemaphore(permits: 3)
        let seen = Locked((now: 0, most: 0, total: 0))
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<200 {
                group.addTask {
                    try await semaphore.withPermit {
                        seen.withLock { seen in
                            seen.now += 1
                            seen.most = max(seen.most, seen.now)
                            seen.total += 1
                        }
                        await Task.yield()
                        seen.withLock { $0.now -= 1 }
                    }
                }
            }
        }
        let (now, most, total) = seen.withLock { $0 }
        #expect(now == 0 && total == 200)
        #expect(most <= 3)
        #expect(semaphore.available == 3 && semaphore.waiting == 0)
    }

    @Test("waiting tasks are served in the order they came")
    func order() async throws {
        let semaphore = AsyncSemaphore(permits: 0)
        let served = Locked<[Int]>([])
        try await withThrowingDiscardingTaskGroup { group in
            for number in 0..<20 {
                group.addTask {
                    try await semaphore.wait()
                    served.withLock { $0.append(number) }
                    semaphore.signal()
                }
                #expect(await eventually { semaphore.waiting == number + 1 })
            }
            semaphore.signal()
        }
        #expect(served.withLock { $0 } == Array(0..<20))
    }

    @Test("a task cancelled in line throws, and its place does not swallow a permit")
    func cancelWaiting() async throws {
        let semaphore = AsyncSemaphore(permits: 0)
        let first = Task { try await semaphore.wait() }
        #expect(await eventually { semaphore.waiting == 1 })
        let second = Task { try await semaphore.wait() }
        #expect(await eventually { semaphore.waiting == 2 })

        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(semaphore.waiting == 1)
        semaphore.signal()
        try await second.value
        #expect(semaphore.available == 0)
    }

    @Test("a task that is cancelled already gets no permit")
    func cancelledBefore() async {
        let semaphore = AsyncSemaphore(permits: 1)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await semaphore.wait()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(semaphore.available == 1)
    }

    @Test("the permit comes back when the body throws")
    func bodyThrows() async {
        struct Failure: Error {}
        let semaphore = AsyncSemaphore(permits: 1)
        await #expect(throws: Failure.self) { try await semaphore.withPermit { throw Failure() } }
        #expect(semaphore.available == 1)
    }

    @Test("permits neither leak nor multiply while tasks are cancelled at random")
    func cancelStorm() async {
        let semaphore = AsyncSemaphore(permits: 2)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                let task = Task {
                    try await semaphore.wait()
                    await Task.yield()
                    semaphore.signal()
                }
                group.addTask {
                    if number % 2 == 0 { task.cancel() }
                    _ = await task.result
                }
            }
        }
        #expect(semaphore.available == 2 && semaphore.waiting == 0)
    }

    @Test("a cancel that comes while the task is getting in line is not missed", .timeLimit(.minutes(15)))
    func cancelOnTheWayIn() async throws {
        let semaphore = AsyncSemaphore(permits: 0)
        let step = Locked(Step.idle)
        let victim = Locked<Task<Void, any Error>?>(nil)
        let ended = Locked(false)
        // A thread of its own, so that it strikes while the task is running; both start at the same moment. Nobody spins
        // while the task waits for its turn, which may take long: that would cost all other tests a processor.
        let thread = try WorkerThread(name: "canceller") {
            var round = 0
            while !ended.withLock({ $0 }) {
                guard step.withLock({ $0 == .entered }), let task = victim.withLock({ $0.take() }) else {
                    usleep(20)
                    continue
                }
                step.withLock { $0 = .struck }
                // Each time a little later, up to some microseconds.
                round += 1
                for _ in 0..<round % 32 { step.withLock { _ in } }
                task.cancel()
            }
        }
        for _ in 0..<5000 {
            step.withLock { $0 = .idle }
            let task = Task {
                step.withLock { $0 = .entered }
                while step.withLock({ $0 != .struck }) { sched_yield() }
                try await semaphore.wait()
            }
            victim.withLock { $0 = task }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        ended.withLock { $0 = true }
        await thread.finished()
        #expect(semaphore.waiting == 0)
    }
}
