import Evaluation
import Judges
import TestKit
import Testing

struct CallSchedulerTests {
    /// Serves whatever may begin, one call after the other, and says whose it was.
    private func serve(
        _ scheduler: inout CallScheduler, _ names: [CallScheduler.Ticket: String], _ count: Int,
        at now: Duration = .zero
    ) -> [String] {
        var served: [String] = []
        while served.count < count {
            let step = scheduler.advance(to: now)
            guard !step.verdicts.isEmpty else { break }
            for (ticket, verdict) in step.verdicts {
                guard case .granted(let permit) = verdict else { continue }
                served.append(names[ticket] ?? "?")
                scheduler.finish(permit, .succeeded, at: now)
            }
        }
        return served
    }

    @Test("one call of a campaign waits for one call of a flood, not for the flood")
    func flood() {
        var scheduler = CallScheduler(ceiling: 1)
        var names: [CallScheduler.Ticket: String] = [:]
        for _ in 0..<1000 { names[scheduler.enqueue(admission("flood"), at: .zero)] = "flood" }
        _ = serve(&scheduler, names, 10)
        names[scheduler.enqueue(admission("one"), at: .zero)] = "one"
        let next = serve(&scheduler, names, 3)
        #expect(next.prefix(2).contains("one"), "\(next)")
    }

    @Test("campaigns that always have something to ask get the same, whatever comes and goes", arguments: 1...20)
    func evenShares(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var scheduler = CallScheduler(ceiling: 4)
        var names: [CallScheduler.Ticket: String] = [:]
        var counts: [String: Int] = [:]
        var running: [CallScheduler.Permit] = []
        let steady = ["a", "b", "c"]
        for name in steady {
            for _ in 0..<400 { names[scheduler.enqueue(admission(name), at: .zero)] = name }
        }
        for step in 0..<600 {
            if Int.random(in: 0..<3, using: &random) == 0 {
                let guest = "guest\(Int.random(in: 0..<40, using: &random))"
                names[scheduler.enqueue(admission(guest), at: .zero)] = guest
            }
            for (ticket, verdict) in scheduler.advance(to: .zero).verdicts {
                guard case .granted(let permit) = verdict else { continue }
                running.append(permit)
                counts[names[ticket] ?? "?", default: 0] += 1
            }
            if !running.isEmpty {
                scheduler.finish(
                    running.remove(at: Int.random(in: 0..<running.count, using: &random)), .succeeded, at: .zero)
            }
            let shares = steady.map { counts[$0] ?? 0 }
            let spread = (shares.max() ?? 0) - (shares.min() ?? 0)
            #expect(spread <= 1, "seed \(seed), step \(step): \(shares)")
        }
    }

    @Test("within a campaign the earliest deadline is next, and without one it is the usual wait's")
    func deadlines() {
        var scheduler = CallScheduler(ceiling: 1)
        var names: [CallScheduler.Ticket: String] = [:]
        for (name, deadline) in [("none", nil), ("90", 90), ("20", 20), ("50", 50), ("20 too", 20)] as [(String, Int?)]
        {
            let wait = deadline.map { Duration.seconds($0) }
            names[scheduler.enqueue(admission("c", deadline: wait), at: .zero)] = name
        }
        #expect(serve(&scheduler, names, 5) == ["20", "20 too", "50", "none", "90"])
    }

    @Test("calls whose client has given up come last, and are not forgotten")
    func late() {
        var scheduler = CallScheduler(ceiling: 1)
        var names: [CallScheduler.Ticket: String] = [:]
        for _ in 0..<3 { names[scheduler.enqueue(admission("x", deadline: .seconds(5)), at: .zero)] = "late" }
        for _ in 0..<40 { names[scheduler.enqueue(admission("y", deadline: .seconds(90)), at: .zero)] = "y" }
        let served = serve(&scheduler, names, 43, at: .seconds(6))
        #expect(served.prefix(15).allSatisfy { $0 == "y" }, "\(served)")
        #expect(served.prefix(40).contains("late"), "they get a share, if a small one")
        #expect(served.filter { $0 == "late" }.count == 3)
    }

    @Test("one model's pause and limit hold up no other's calls, and the ceiling is for all")
    func isolation() {
        var scheduler = CallScheduler(ceiling: 8)
        var names: [CallScheduler.Ticket: String] = [:]
        _ = scheduler.enqueue(admission(model: "slow"), at: .zero)
        guard case .granted(let permit) = scheduler.advance(to: .zero).verdicts.first?.verdict else { return }
        scheduler.finish(permit, turnedAway(.seconds(5)), at: .zero)
        for _ in 0..<20 { names[scheduler.enqueue(admission("a", model: "slow"), at: .zero)] = "slow" }
        for _ in 0..<20 { names[scheduler.enqueue(admission("a", model: "quick"), at: .zero)] = "quick" }
        let step = scheduler.advance(to: .seconds(1))
        #expect(step.verdicts.compactMap { names[$0.ticket] } == Array(repeating: "quick", count: 8))
        #expect(scheduler.inFlight == 8)
    }

    @Test("time is named at which a paused call may begin")
    func wakes() {
        var scheduler = CallScheduler(ceiling: 8)
        _ = scheduler.enqueue(admission(), at: .zero)
        guard case .granted(let permit) = scheduler.advance(to: .zero).verdicts.first?.verdict else { return }
        scheduler.finish(permit, turnedAway(.seconds(5)), at: .seconds(1))
        _ = scheduler.enqueue(admission(), at: .seconds(2))
        #expect(scheduler.advance(to: .seconds(2)).nextWake == .seconds(6))
        #expect(scheduler.advance(to: .seconds(6)).verdicts.count == 1)
    }

    @Test("a client that gives up before a pause is over is answered at once, others wait")
    func pauseAndDeadline() {
        var scheduler = CallScheduler(ceiling: 8)
        _ = scheduler.enqueue(admission(), at: .zero)
        guard case .granted(let permit) = scheduler.advance(to: .zero).verdicts.first?.verdict else { return }
        scheduler.finish(permit, turnedAway(.seconds(60), isAsked: true), at: .zero)
        let hasty = scheduler.enqueue(admission("a", deadline: .seconds(40)), at: .zero)
        let patient = scheduler.enqueue(admission("b", deadline: .seconds(80)), at: .zero)
        let gone = scheduler.enqueue(admission("c", deadline: .seconds(-1)), at: .zero)
        let step = scheduler.advance(to: .seconds(1))
        #expect(step.verdicts.map(\.ticket) == [hasty] && step.verdicts.first?.verdict == .refused(.throttled))
        #expect(step.nextWake.map { $0 <= .seconds(60) } ?? false)
        #expect(scheduler.advance(to: .seconds(60)).verdicts.map(\.ticket) == [patient])
        scheduler.cancel(gone)
        #expect(scheduler.waiting == 0)
    }

    @Test("a storm is over when a call is not turned away, whatever else became of it")
    func calm() {
        var scheduler = CallScheduler(ceiling: 1)
        func begin(at now: Duration) -> CallScheduler.Permit? {
            guard case .granted(let permit) = scheduler.advance(to: now).verdicts.first?.verdict else { return nil }
            return permit
        }
        _ = scheduler.enqueue(admission(), at: .zero)
        if let permit = begin(at: .zero) { scheduler.finish(permit, turnedAway(.seconds(1)), at: .zero) }
        _ = scheduler.enqueue(admission(), at: .zero)
        let patient = scheduler.enqueue(admission(patience: .seconds(10)), at: .zero)
        if let permit = begin(at: .seconds(1)) { scheduler.finish(permit, .none, at: .seconds(20)) }
        #expect(scheduler.advance(to: .seconds(20)).verdicts.map(\.ticket) == [patient])
        #expect(scheduler.inFlight == 1)
    }

    @Test("a probe that is given up says nothing: the storm lasts, and its patience ends when it would have")
    func unheardProbe() {
        var scheduler = CallScheduler(ceiling: 1)
        func begin(at now: Duration) -> CallScheduler.Permit? {
            guard case .granted(let permit) = scheduler.advance(to: now).verdicts.first?.verdict else { return nil }
            return permit
        }
        _ = scheduler.enqueue(admission(), at: .zero)
        if let permit = begin(at: .zero) { scheduler.finish(permit, turnedAway(.seconds(2)), at: .zero) }
        _ = scheduler.enqueue(admission(), at: .zero)
        let patient = scheduler.enqueue(admission(patience: .seconds(10)), at: .zero)
        if let permit = begin(at: .seconds(2)) { scheduler.finish(permit, .unheard, at: .seconds(3)) }
        #expect(scheduler.inFlight == 0, "the permit is given back")
        let step = scheduler.advance(to: .seconds(10))
        #expect(step.verdicts.map(\.ticket) == [patient] && step.verdicts.first?.verdict == .refused(.throttled))
    }

    @Test("a probe that is given up does not shorten the pause after the next one")
    func pauseAfterUnheardProbe() {
        var scheduler = CallScheduler(ceiling: 1)
        func end(_ lesson: CallScheduler.Lesson, at now: Duration) {
            _ = scheduler.enqueue(admission(), at: now)
            guard case .granted(let permit) = scheduler.advance(to: now).verdicts.first?.verdict else { return }
            scheduler.finish(permit, lesson, at: now)
        }
        end(turnedAway(.seconds(2)), at: .zero)
        end(.unheard, at: .seconds(2))
        end(turnedAway(.seconds(1)), at: .seconds(3))
        #expect(scheduler.statuses(at: .seconds(3)).map(\.pausedFor) == [.seconds(4)])
    }

    @Test("what a failed call teaches")
    func lessons() {
        let policy = RetryPolicy.ofService
        func lesson(_ failure: CallFailure, pause: Duration?) -> CallScheduler.Lesson {
            CallScheduler.Lesson(of: failure, pause: pause, policy)
        }
        func busy(_ wait: Duration?) -> CallFailure {
            CallFailure(.transient(retryAfter: wait), .rateLimited, "", isThrottling: true)
        }
        let longest = policy.longestPause
        for wait in [nil, Duration.zero] {
            #expect(
                lesson(busy(wait), pause: .seconds(1))
                    == .throttled(pause: .seconds(1), isAsked: false, longest: longest))
            #expect(
                lesson(busy(wait), pause: nil)
                    == .throttled(pause: policy.firstPause, isAsked: false, longest: longest))
        }
        #expect(
            lesson(busy(.seconds(9)), pause: nil) == .throttled(pause: .seconds(9), isAsked: true, longest: longest))
        #expect(
            lesson(busy(.seconds(900)), pause: nil)
                == .throttled(pause: policy.longestRetryAfter, isAsked: true, longest: longest))
        let transient = FailureClass.transient(retryAfter: nil)
        #expect(lesson(CallFailure(transient, .timedOut, ""), pause: .seconds(1)) == .timedOut)
        #expect(lesson(CallFailure(.requestFinal, .cancelled, ""), pause: nil) == .unheard)
        #expect(lesson(CallFailure(transient, .unavailable, ""), pause: .seconds(1)) == .none)
    }

    @Test("bulkheads that nobody uses are forgotten, those in use never")
    func bounded() {
        var scheduler = CallScheduler(ceiling: 1000, capacity: 16)
        for number in 0..<8 { _ = scheduler.enqueue(admission(model: "busy\(number)"), at: .zero) }
        #expect(scheduler.advance(to: .zero).verdicts.count == 8)
        for number in 0..<500 {
            let ticket = scheduler.enqueue(admission(model: "m\(number)"), at: .seconds(number))
            for (granted, verdict) in scheduler.advance(to: .seconds(number)).verdicts {
                guard granted == ticket, case .granted(let permit) = verdict else { continue }
                scheduler.finish(permit, .succeeded, at: .seconds(number))
            }
        }
        let keys = scheduler.statuses(at: .seconds(500)).map(\.key.model)
        #expect(keys.count == 16)
        #expect(keys.filter { $0.hasPrefix("busy") }.count == 8)
    }

    @Test("what the operator has set rates for is forgotten last, however many others come and go")
    func kept() {
        var scheduler = CallScheduler(ceiling: 1000, capacity: 4)
        for number in 0..<50 {
            let isOperators = number == 0
            let rates = isOperators ? RatePlan(requestsPerMinute: 1) : RatePlan()
            let name = isOperators ? "operators" : "m\(number)"
            _ = scheduler.enqueue(admission(model: name, rates: rates), at: .seconds(number))
            for case (_, .granted(let permit)) in scheduler.advance(to: .seconds(number)).verdicts {
                scheduler.finish(permit, .succeeded, at: .seconds(number))
            }
        }
        #expect(scheduler.statuses(at: .seconds(50)).map(\.key.model).contains("operators"))
    }

    @Test("a cancelled call is never granted, wherever it stood", arguments: 1...10)
    func cancelling(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var scheduler = CallScheduler(ceiling: 2)
        var waiting: Set<CallScheduler.Ticket> = []
        var running: [CallScheduler.Permit] = []
        for step in 0..<2000 {
            let now = Duration.milliseconds(step * 20)
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1:
                let deadline = now + .seconds(Int.random(in: -5...20, using: &random))
                let campaign = "c\(Int.random(in: 0..<5, using: &random))"
                waiting.insert(scheduler.enqueue(admission(campaign, deadline: deadline), at: now))
            case 2:
                if let ticket = waiting.randomElement(using: &random) {
                    scheduler.cancel(ticket)
                    waiting.remove(ticket)
                }
            default:
                if let permit = running.popLast() { scheduler.finish(permit, .succeeded, at: now) }
            }
            for (ticket, verdict) in scheduler.advance(to: now).verdicts {
                #expect(waiting.remove(ticket) != nil, "seed \(seed)")
                if case .granted(let permit) = verdict { running.append(permit) }
            }
            #expect(scheduler.waiting == waiting.count && scheduler.inFlight == running.count, "seed \(seed)")
            #expect(running.count <= 2)
        }
    }
}
