import Evaluation
import Judges
import TestKit
import Testing

/// A provider that turns everything away for ten seconds, with time that passes as fast as it can be computed.
struct StormTests {
    /// What came of a run.
    private struct Outcome {
        var answered = 0
        var lost = 0
        var calls = 0
        var probes = 0
        /// Of the probes, those after the storm's first second.
        var knocks = 0
        /// Of the last question.
        var end = Duration.zero
        /// Permits that were not given back, and calls that still wait.
        var held = 0
    }

    private struct Event {
        let at: Duration
        let number: Int
        let kind: Kind
        enum Kind {
            case ends(question: Int, CallScheduler.Permit, isRefused: Bool)
        }
    }

    /// Asks `questions` at once and lets time pass until nothing is left to do.
    private func run(
        questions: Int, ceiling: Int = 256, storm: Range<Duration>, retryAfter: Duration?, seed: UInt64,
        capacity: Int = .max
    ) -> Outcome {
        var random = SeededGenerator(seed: seed)
        let policy = RetryPolicy.ofService
        var scheduler = CallScheduler(ceiling: ceiling)
        var states = Array(repeating: RetryState(policy: policy), count: questions)
        var outcome = Outcome()
        var events: [Event] = []
        var asking: [CallScheduler.Ticket: Int] = [:]
        var now = Duration.zero
        var inFlight = 0

        func plan(_ kind: Event.Kind, at time: Duration) {
            let place = (events.lastIndex { $0.at >= time } ?? -1) + 1
            events.insert(Event(at: time, number: events.count, kind: kind), at: place)
        }
        func enqueue(_ question: Int) {
            states[question].enterLine(at: now, isWaitedFor: false)
            let admission = admission("c\(question % 5)", patience: policy.patienceInLine)
            asking[scheduler.enqueue(admission, at: now)] = question
        }
        for question in 0..<questions { enqueue(question) }
        while true {
            let step = scheduler.advance(to: now)
            for (ticket, verdict) in step.verdicts {
                guard let question = asking.removeValue(forKey: ticket) else { continue }
                guard case .granted(let permit) = verdict else {
                    outcome.lost += 1
                    outcome.end = now
                    continue
                }
                outcome.calls += 1
                inFlight += 1
                let isRefused = storm.contains(now) || inFlight > capacity
                if storm.contains(now) { outcome.probes += 1 }
                if storm.contains(now - .seconds(1)), storm.contains(now) { outcome.knocks += 1 }
                let took = Duration.milliseconds(isRefused ? 20 : Int.random(in: 150...250, using: &random))
                plan(.ends(question: question, permit, isRefused: isRefused), at: now + took)
            }
            let next = [events.last?.at, step.nextWake].compactMap(\.self).min()
            guard let next, next < .seconds(7200) else { break }
            now = max(now, next)
            while let event = events.last, event.at <= now {
                events.removeLast()
                switch event.kind {
                case .ends(let question, let permit, let isRefused):
                    inFlight -= 1
                    guard isRefused else {
                        outcome.answered += 1
                        outcome.end = now
                        scheduler.finish(permit, .succeeded, at: now)
                        continue
                    }
                    let failure = CallFailure(
                        .transient(retryAfter: retryAfter), .rateLimited, "slow down", isThrottling: true)
                    let chance = Double.random(in: 0...1, using: &random)
                    let decision = states[question].failed(failure, after: .milliseconds(20), chance: chance)
                    let pause: Duration? = if case .again(let pause) = decision { pause } else { nil }
                    scheduler.finish(permit, CallScheduler.Lesson(of: failure, pause: pause, policy), at: now)
                    if pause == nil {
                        outcome.lost += 1
                        outcome.end = now
                    } else {
                        enqueue(question)
                    }
                }
            }
        }
        outcome.held = scheduler.inFlight + scheduler.waiting
        return outcome
    }

    @Test(
        "ten seconds of 429 at 256 in flight cost the first wave and a few probes, and lose nothing",
        arguments: [nil, Duration.zero, .milliseconds(500), .seconds(1), .seconds(2), .seconds(30), .seconds(60)], 1...5
    )
    func storm(retryAfter: Duration?, seed: UInt64) {
        let outcome = run(
            questions: 1000, storm: .milliseconds(300)..<(.milliseconds(10_300)), retryAfter: retryAfter, seed: seed)
        #expect(outcome.answered == 1000 && outcome.lost == 0)
        #expect(outcome.calls <= 1300, "seed \(seed): \(outcome.calls) calls for 1000 answers")
        #expect(outcome.probes <= 256 + 24, "seed \(seed): \(outcome.probes) calls in the storm")
        let isAsked = retryAfter ?? .zero > .zero
        #expect(outcome.knocks <= (isAsked ? 20 : 8), "seed \(seed): \(outcome.knocks) calls after the first wave")
        // The last probe's pause, and the way back to full width.
        let knock = Duration.seconds(11) + (retryAfter ?? .zero)
        #expect(outcome.end < knock + .seconds(13), "seed \(seed): done after \(outcome.end)")
        #expect(outcome.held == 0)
    }

    @Test(
        "a storm of two minutes loses nothing, whatever the provider asks for",
        arguments: [nil, Duration.milliseconds(1), .seconds(30), .seconds(60), .seconds(120)], 1...3)
    func longStorm(retryAfter: Duration?, seed: UInt64) {
        let outcome = run(
            questions: 300, storm: .milliseconds(300)..<(.seconds(120)), retryAfter: retryAfter, seed: seed)
        #expect(outcome.answered == 300 && outcome.lost == 0, "seed \(seed): \(outcome)")
        #expect(outcome.held == 0)
    }

    @Test(
        "a storm of an hour is not waited out, and nobody hurries to lose",
        arguments: [nil, Duration.zero, .seconds(30)],
        1...3)
    func endlessStorm(retryAfter: Duration?, seed: UInt64) {
        let outcome = run(questions: 300, storm: .zero..<(.seconds(3600)), retryAfter: retryAfter, seed: seed)
        #expect(outcome.lost == 300 && outcome.held == 0, "seed \(seed): \(outcome)")
        let patience = RetryPolicy.ofService.patienceInLine
        #expect(outcome.end > patience && outcome.end < patience * 4 + .seconds(5), "seed \(seed): \(outcome.end)")
    }

    @Test("a storm from the first call on is waited out the same way", arguments: 1...5)
    func stormAtFirst(seed: UInt64) {
        let outcome = run(questions: 1000, storm: .zero..<(.seconds(10)), retryAfter: nil, seed: seed)
        #expect(outcome.answered == 1000 && outcome.lost == 0)
        #expect(outcome.calls <= 1300, "\(outcome.calls)")
    }

    @Test("a provider that takes 64 calls at once is found out, at little cost", arguments: 1...5)
    func capacity(seed: UInt64) {
        let outcome = run(
            questions: 4000, storm: .seconds(500)..<(.seconds(501)), retryAfter: nil, seed: seed, capacity: 64)
        #expect(outcome.answered == 4000 && outcome.lost == 0)
        #expect(outcome.calls <= 4000 * 13 / 10, "\(outcome.calls)")
    }
}
