import Judges
import Testing
import Threads

struct AdaptiveLimitTests {
    @Test("a refusal halves the limit, a burst of them halves it once")
    func decrease() {
        var limit = AdaptiveLimit(maximum: 16)
        let epoch = limit.epoch
        for _ in 0..<16 { limit.throttled(callEpoch: epoch) }
        #expect(limit.current == 8)
        limit.throttled(callEpoch: limit.epoch)
        #expect(limit.current == 4)
        for _ in 0..<10 { limit.throttled(callEpoch: limit.epoch) }
        #expect(limit.current == 1)
    }

    @Test("a round of successes earns one place, up to the maximum")
    func increase() {
        var limit = AdaptiveLimit(maximum: 4)
        limit.throttled(callEpoch: 0)
        #expect(limit.current == 2)
        limit.succeeded()
        #expect(limit.current == 2)
        limit.succeeded()
        #expect(limit.current == 3)
        for _ in 0..<100 { limit.succeeded() }
        #expect(limit.current == 4)
    }

    @Test("the limit is never below one") func atLeastOne() {
        #expect(AdaptiveLimit(maximum: 0).current == 1)
        #expect(AdaptiveLimit(maximum: -3).maximum == 1)
    }
}

struct JudgeLimiterTests {
    @Test("no more calls than the limit are in flight, and all get their turn")
    func bound() async throws {
        let limiter = JudgeLimiter(maximum: 3, clock: JudgeClock(ContinuousClock()))
        await withTaskGroup { group in
            for _ in 0..<60 {
                group.addTask {
                    guard let permit = try? await limiter.begin() else { return }
                    await Task.yield()
                    limiter.finish(permit, .succeeded)
                }
            }
        }
        #expect(limiter.statistics.inFlight == 0)
        #expect(limiter.statistics.peakInFlight <= 3)
    }

    @Test("after a refusal fewer calls are in flight, after successes more again")
    func shrinksAndGrows() async throws {
        let limiter = JudgeLimiter(maximum: 4, clock: JudgeClock(ContinuousClock()))
        var permits: [JudgeLimiter.Permit] = []
        for _ in 0..<4 { permits.append(try await limiter.begin()) }
        for permit in permits { limiter.finish(permit, .throttled(pause: .zero)) }
        #expect(limiter.statistics.limit == 2)

        permits = [try await limiter.begin(), try await limiter.begin()]
        let third = Task { try await limiter.begin() }
        try await Task.sleep(for: .milliseconds(20))
        #expect(limiter.statistics.inFlight == 2)
        limiter.finish(permits[0], .none)
        let permit = try await third.value
        limiter.finish(permits[1], .none)
        limiter.finish(permit, .none)

        for _ in 0..<20 { limiter.finish(try await limiter.begin(), .succeeded) }
        #expect(limiter.statistics.limit == 4)
        permits = []
        for _ in 0..<4 { permits.append(try await limiter.begin()) }
        #expect(limiter.statistics.inFlight == 4)
        for permit in permits { limiter.finish(permit, .none) }
    }

    @Test("a shared pause holds every call back until it is over")
    func pause() async throws {
        let clock = LeapingClock()
        let limiter = JudgeLimiter(maximum: 4, clock: JudgeClock(clock))
        limiter.finish(try await limiter.begin(), .throttled(pause: .seconds(7)))
        #expect(limiter.statistics.pausedFor == .seconds(7))
        limiter.finish(try await limiter.begin(), .succeeded)
        #expect(clock.sleeps == [.seconds(7)])
        limiter.finish(try await limiter.begin(), .succeeded)
        #expect(clock.sleeps.count == 1)
    }

    @Test("a cancelled call leaves the line and the pause, and holds nothing")
    func cancellation() async throws {
        let limiter = JudgeLimiter(maximum: 1, clock: JudgeClock(ContinuousClock()))
        let permit = try await limiter.begin()
        let inLine = Task { try await limiter.begin() }
        inLine.cancel()
        await #expect(throws: CancellationError.self) { _ = try await inLine.value }
        limiter.finish(permit, .throttled(pause: .seconds(3600)))
        let paused = Task { try await limiter.begin() }
        try await Task.sleep(for: .milliseconds(5))
        paused.cancel()
        await #expect(throws: CancellationError.self) { _ = try await paused.value }
        #expect(limiter.statistics.inFlight == 0)
    }
}
