import Evaluation
import Judges
import Testing

struct RetryPolicyTests {
    private let outage = CallFailure(.transient(retryAfter: nil), .unavailable, "down")

    private func throttled(_ wait: Duration? = nil) -> CallFailure {
        CallFailure(.transient(retryAfter: wait), .rateLimited, "slow", isThrottling: true)
    }

    @Test("one try and three more, with pauses that grow", arguments: [0, 0.25, 0.5, 1])
    func tries(chance: Double) {
        var state = RetryState(policy: RetryPolicy())
        var pauses: [Duration] = []
        while case .again(let pause) = state.failed(outage, after: .milliseconds(10), chance: chance) {
            pauses.append(pause)
        }
        #expect(pauses.count == 3)
        #expect(pauses == pauses.sorted())
        if chance == 1 { #expect(pauses == [.milliseconds(500), .seconds(1), .seconds(2)]) }
    }

    @Test("pauses never shrink and never pass the cap, whatever the dice say")
    func property() {
        var generator = SplitMix(seed: 0x5EED)
        for _ in 0..<500 {
            var state = RetryState(policy: RetryPolicy(tries: 12, deadline: .seconds(10_000)))
            var last: Duration = .zero
            var count = 0
            while true {
                let chance = Double(generator.next() % 1001) / 1000
                let decision = state.failed(outage, after: .zero, chance: chance)
                guard case .again(let pause) = decision else { break }
                #expect(pause >= last && pause <= .seconds(8), "seed 0x5EED")
                last = pause
                count += 1
            }
            #expect(count == 11)
        }
    }

    @Test("a wait the provider asks for is the minimum")
    func retryAfterIsMinimum() {
        let policy = RetryPolicy()
        for chance in [0, 0.5, 1] {
            let pause = policy.pause(number: 1, previous: .zero, retryAfter: .seconds(5), chance: chance)
            #expect(pause.total >= .seconds(5) && pause.total < .seconds(6))
            #expect(pause.backoff <= .milliseconds(500))
        }
    }

    @Test("a wait beyond the cap is not waited for")
    func retryAfterBeyondCap() {
        for (wait, decision) in [(121, RetryState.Decision.giveUp), (120, .again(after: .seconds(120)))] {
            var state = RetryState(policy: .ofService)
            state.enterLine(at: .zero, isWaitedFor: false)
            #expect(state.failed(throttled(.seconds(wait)), after: .zero, chance: 0) == decision)
        }
    }

    @Test("a client does not wait for longer than the deadline, and where nobody waits all of the time is left")
    func whoWaits() {
        var state = RetryState(policy: .ofService)
        state.enterLine(at: .zero, isWaitedFor: true)
        #expect(state.failed(throttled(.seconds(30)), after: .seconds(1), chance: 0) == .again(after: .seconds(30)))
        #expect(state.remaining == .seconds(21))
        state.enterLine(at: .seconds(31), isWaitedFor: true)
        #expect(state.failed(throttled(.seconds(30)), after: .seconds(1), chance: 0) == .giveUp)

        state = RetryState(policy: .ofService)
        for start in [0, 60, 120] {
            state.enterLine(at: .seconds(start), isWaitedFor: false)
            #expect(state.failed(throttled(.seconds(60)), after: .seconds(9), chance: 0) == .again(after: .seconds(60)))
            #expect(state.isTurnedAway && state.remaining == .seconds(52))
        }
    }

    @Test("where nobody waits, being turned away uses up tries once the patience in the line has ended")
    func patienceInLine() {
        let patience = RetryPolicy.ofService.patienceInLine
        #expect(patience == .seconds(172))
        func calls(every pause: Duration) -> Int {
            var state = RetryState(policy: .ofService)
            var calls = 0
            while calls < 10_000 {
                state.enterLine(at: pause * calls, isWaitedFor: false)
                calls += 1
                guard case .again = state.failed(throttled(), after: .milliseconds(1), chance: 1) else { break }
            }
            return calls
        }
        // The first one is turned away at 1 s as it were: it then stands in line again.
        #expect(calls(every: .seconds(1)) == 174)
        #expect(calls(every: .seconds(171)) == 4)
        #expect(calls(every: .seconds(1000)) == 4)
    }

    @Test("a wish that shrinks is granted: the line keeps what all have to wait")
    func shrinkingWish() {
        var state = RetryState(policy: .ofService)
        state.enterLine(at: .zero, isWaitedFor: false)
        #expect(state.failed(throttled(.seconds(60)), after: .zero, chance: 0) == .again(after: .seconds(60)))
        state.enterLine(at: .seconds(60), isWaitedFor: false)
        #expect(state.failed(throttled(.seconds(2)), after: .zero, chance: 0) == .again(after: .seconds(2)))
    }

    @Test("other failures use up the time and the tries as ever, between calls that are turned away too")
    func mixedFailures() {
        var state = RetryState(policy: .ofService)
        var calls = 0
        while calls < 100 {
            state.enterLine(at: .seconds(calls), isWaitedFor: false)
            calls += 1
            let failure = calls.isMultiple(of: 2) ? outage : throttled()
            guard case .again = state.failed(failure, after: .seconds(1), chance: 0) else { break }
        }
        #expect(calls == 8)
    }

    @Test("being turned away uses up tries only once patience has ended")
    func patience() {
        var state = RetryState(policy: RetryPolicy())
        var waited: Duration = .zero
        var calls = 1
        while case .again(let pause) = state.failed(throttled(.seconds(1)), after: .zero, chance: 0.5) {
            waited += pause
            calls += 1
        }
        #expect(waited >= .seconds(25) && waited < .seconds(45))
        #expect(calls > 4)

        var strict = RetryState(policy: RetryPolicy(throttlingPatience: .zero))
        calls = 1
        while case .again = strict.failed(throttled(), after: .zero, chance: 0.5) { calls += 1 }
        #expect(calls == 4)
    }

    @Test("no pause is begun that would pass the deadline")
    func deadline() {
        var state = RetryState(policy: RetryPolicy(deadline: .seconds(10)))
        #expect(state.failed(throttled(.seconds(9)), after: .seconds(2), chance: 0) == .giveUp)
        #expect(state.remaining == .seconds(8))
        state = RetryState(policy: RetryPolicy(deadline: .seconds(10)))
        #expect(state.failed(outage, after: .seconds(10), chance: 0) == .giveUp)
    }

    @Test("what is final is not tried again, what is repairable at once")
    func classes() {
        var state = RetryState(policy: RetryPolicy())
        #expect(state.failed(CallFailure(.requestFinal, .rejected, ""), after: .zero, chance: 0) == .giveUp)
        #expect(state.failed(CallFailure(.providerFinal, .unauthorized, ""), after: .zero, chance: 0) == .giveUp)
        let repairable = CallFailure(.repairable(.temperature), .rejected, "")
        #expect(state.failed(repairable, after: .zero, chance: 0) == .again(after: .zero))
    }
}

/// A small seeded generator (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
