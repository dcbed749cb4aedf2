import Judges
import Testing
import Threads

func admission(
    _ campaign: String = "", model: String = "m", deadline: Duration? = nil, tokens: Int = 0,
    rates: RatePlan = RatePlan(), patience: Duration = .seconds(300)
) -> Admission {
    Admission(
        key: BulkheadKey(provider: "p", endpoint: "https://p.example.com", model: model),
        origin: CallOrigin(campaign: campaign, deadline: deadline), tokens: tokens, rates: rates, patience: patience)
}

func turnedAway(_ pause: Duration, isAsked: Bool = false) -> CallScheduler.Lesson {
    .throttled(pause: pause, isAsked: isAsked, longest: .seconds(8))
}

struct JudgeLimiterTests {
    @Test("no more calls than the ceiling are in flight, and all get their turn")
    func bound() async throws {
        let limiter = JudgeLimiter(maximum: 3, clock: JudgeClock(ContinuousClock()))
        let served = await withTaskGroup(of: Int.self) { group in
            for number in 0..<60 {
                group.addTask {
                    guard let permit = try? await limiter.begin(admission("c\(number % 7)", model: "m\(number % 2)"))
                    else { return 0 }
                    await Task.yield()
                    limiter.finish(permit, .succeeded)
                    return 1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(served == 60)
        #expect(limiter.statistics.inFlight == 0 && limiter.statistics.waiting == 0)
        #expect(limiter.statistics.peakInFlight <= 3)
    }

    @Test("after a refusal one call is in flight, after answers more again")
    func shrinksAndGrows() async throws {
        let limiter = JudgeLimiter(maximum: 4, clock: JudgeClock(ContinuousClock()))
        var permits: [JudgeLimiter.Permit] = []
        for _ in 0..<4 { permits.append(try await limiter.begin(admission())) }
        for permit in permits { limiter.finish(permit, turnedAway(.zero)) }
        #expect(limiter.statistics.bulkheads.map(\.limit) == [1])

        let first = try await limiter.begin(admission())
        let second = Task { try await limiter.begin(admission()) }
        #expect(await eventually { limiter.statistics.waiting == 1 })
        #expect(limiter.statistics.inFlight == 1)
        limiter.finish(first, .none)
        limiter.finish(try await second.value, .none)

        for _ in 0..<20 { limiter.finish(try await limiter.begin(admission()), .succeeded) }
        #expect(limiter.statistics.bulkheads.map(\.limit) == [3], "one call at a time earns no more than it uses")
    }

    @Test("a shared pause holds every call back until it is over")
    func pause() async throws {
        let clock = LeapingClock()
        let limiter = JudgeLimiter(maximum: 4, clock: JudgeClock(clock))
        limiter.finish(try await limiter.begin(admission()), turnedAway(.seconds(7)))
        #expect(limiter.statistics.pausedFor == .seconds(7))
        limiter.finish(try await limiter.begin(admission()), .succeeded)
        #expect(clock.sleeps == [.seconds(7)])
        limiter.finish(try await limiter.begin(admission()), .succeeded)
        #expect(clock.sleeps.count == 1)
    }

    @Test("a pause of one model is no pause of another, or of the same with another key")
    func isolation() async throws {
        let clock = LeapingClock()
        let limiter = JudgeLimiter(maximum: 4, clock: JudgeClock(clock))
        limiter.finish(try await limiter.begin(admission()), turnedAway(.seconds(3600), isAsked: true))
        limiter.finish(try await limiter.begin(admission(model: "other")), .succeeded)
        var foreign = admission()
        foreign.key.key = canaryKey
        limiter.finish(try await limiter.begin(foreign), .succeeded)
        #expect(clock.sleeps.isEmpty)
        #expect(limiter.statistics.bulkheads.map(\.limit).sorted() == [1, 4, 4])
    }

    @Test("many wait for the end of a pause, whoever of them is cancelled meanwhile")
    func timekeepers() async throws {
        let limiter = JudgeLimiter(maximum: 8, clock: JudgeClock(ContinuousClock()))
        limiter.finish(try await limiter.begin(admission()), turnedAway(.milliseconds(300)))
        let tasks = (0..<24).map { number in
            Task {
                let permit = try await limiter.begin(admission("c\(number)"))
                limiter.finish(permit, .succeeded)
            }
        }
        for task in tasks.prefix(16) { task.cancel() }
        for task in tasks.suffix(8) { try await task.value }
        #expect(limiter.statistics.inFlight == 0 && limiter.statistics.waiting == 0)
    }

    @Test("a cancelled call leaves the line and the pause, and holds nothing")
    func cancellation() async throws {
        let limiter = JudgeLimiter(maximum: 1, clock: JudgeClock(ContinuousClock()))
        let permit = try await limiter.begin(admission())
        let inLine = Task { try await limiter.begin(admission()) }
        inLine.cancel()
        await #expect(throws: Admission.Refusal.cancelled) { _ = try await inLine.value }
        limiter.finish(permit, turnedAway(.seconds(3600)))
        let paused = Task { try await limiter.begin(admission()) }
        #expect(await eventually { limiter.statistics.waiting == 1 })
        paused.cancel()
        await #expect(throws: Admission.Refusal.cancelled) { _ = try await paused.value }
        #expect(limiter.statistics.inFlight == 0 && limiter.statistics.waiting == 0)
    }

    @Test("who waits for a provider that turns everything away is told when its patience is over")
    func patience() async throws {
        let clock = LeapingClock()
        let limiter = JudgeLimiter(maximum: 4, clock: JudgeClock(clock))
        limiter.finish(try await limiter.begin(admission()), turnedAway(.seconds(100), isAsked: true))
        await #expect(throws: Admission.Refusal.throttled) {
            _ = try await limiter.begin(admission(patience: .seconds(30)))
        }
        #expect(clock.sleeps == [.seconds(30)])
        #expect(limiter.statistics.waiting == 0)
    }
}
