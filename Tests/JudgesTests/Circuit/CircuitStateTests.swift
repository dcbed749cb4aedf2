import Evaluation
import Judges
import Testing

@Suite struct CircuitStateTests {
    private let away = CircuitState.Sign.failed(JudgeError(.unavailable, "no connection"))
    private let refused = CircuitState.Sign.refused(JudgeError(.unauthorized, "wrong key"))

    private func open(_ sign: CircuitState.Sign? = nil) -> CircuitState {
        var state = CircuitState()
        state.note(sign ?? refused, at: .zero)
        return state
    }

    @Test("a refused key or an exhausted quota opens it at once, and says why")
    func refusal() {
        #expect(open().outage?.code == .unauthorized)
        #expect(CircuitState().outage == nil)
    }

    @Test("a question that has used up its tries opens it without a span, unless somebody was answered meanwhile")
    func givenUp() {
        var state = CircuitState()
        for moment in 0..<3 { state.note(away, at: .milliseconds(moment * 100)) }
        #expect(state.outage == nil)
        state.noteGivenUp(.nothing, at: .milliseconds(200))
        state.noteGivenUp(.turnedAway(JudgeError(.rateLimited, "429")), at: .milliseconds(200))
        #expect(state.outage == nil)
        state.noteGivenUp(away, at: .milliseconds(200))
        #expect(state.outage?.code == .unavailable)

        var answered = CircuitState()
        for _ in 0..<2 { answered.note(away, at: .zero) }
        answered.note(.answered, at: .zero)
        answered.note(away, at: .zero)
        answered.noteGivenUp(away, at: .zero)
        #expect(answered.outage == nil)
    }

    @Test("failures open it when three in a row span a second; a burst, two, or any answer between do not")
    func failures() {
        var state = CircuitState()
        for moment in [0, 500, 1000] as [Int] {
            #expect(state.outage == nil)
            state.note(away, at: .milliseconds(moment))
        }
        #expect(state.outage?.code == .unavailable)

        var burst = CircuitState()
        for _ in 0..<100 { burst.note(away, at: .milliseconds(999)) }
        #expect(burst.outage == nil)
        burst.note(away, at: .milliseconds(1999))
        #expect(burst.outage != nil)

        var rare = CircuitState()
        for moment in 0..<2 { rare.note(away, at: .seconds(moment * 60)) }
        #expect(rare.outage == nil)

        var mixed = CircuitState()
        for moment in 0..<300 { mixed.note(moment % 3 == 2 ? .answered : away, at: .seconds(moment)) }
        #expect(mixed.outage == nil)
    }

    @Test("what says nothing about the endpoint neither opens nor heals it")
    func nothing() {
        var state = CircuitState()
        for moment in 0..<10 { state.note(.nothing, at: .seconds(moment)) }
        #expect(state.outage == nil)
        state.note(away, at: .seconds(10))
        state.note(.nothing, at: .seconds(11))
        state.note(away, at: .seconds(12))
        state.note(away, at: .seconds(13))
        #expect(state.outage != nil)
        state.note(.nothing, at: .seconds(14))
        #expect(state.outage != nil)
    }

    @Test("one probe at a time, after a pause that doubles up to a limit; an answer closes it")
    func probes() {
        var state = open()
        var now = Duration.zero
        for pause in [1, 2, 4, 8, 15, 15] as [Int] {
            var may = state.beginProbe(at: now + .seconds(pause) - .milliseconds(1))
            #expect(!may, "\(pause)")
            now += .seconds(pause)
            may = state.beginProbe(at: now)
            #expect(may, "\(pause)")
            may = state.beginProbe(at: now + .seconds(60))
            #expect(!may)
            state.endProbe(away, at: now)
            #expect(state.outage?.code == .unavailable, "the newest cause")
        }
        _ = state.beginProbe(at: now + .seconds(15))
        state.endProbe(.answered, at: now + .seconds(15))
        #expect(state.outage == nil)
        let may = state.beginProbe(at: now + .seconds(600))
        #expect(!may)
        // It begins anew: pauses are short again, and one failure is none.
        state.note(away, at: now)
        #expect(state.outage == nil)
    }

    @Test(
        "a probe that is turned away leaves it open for the same reason, and is named beside it until another one ends")
    func busyProbe() {
        var state = open()
        for second in [1, 2] as [Int] {
            _ = state.beginProbe(at: .seconds(second))
            state.endProbe(.turnedAway(JudgeError(.rateLimited, "429")), at: .seconds(second))
            #expect(state.outage?.code == .unauthorized)
            #expect(state.outage?.message == "wrong key; the last probe met JUDGE_RATE_LIMITED: 429")
        }
        _ = state.beginProbe(at: .seconds(3))
        state.endProbe(refused, at: .seconds(3))
        #expect(state.outage?.message == "wrong key")
        _ = state.beginProbe(at: .seconds(9))
        state.endProbe(.answered, at: .seconds(9))
        #expect(state.outage == nil)
        state.note(.turnedAway(JudgeError(.rateLimited, "429")), at: .seconds(10))
        #expect(state.outage == nil)
    }

    @Test("a probe that was cancelled leaves room for the next")
    func cancelledProbe() {
        var state = open()
        _ = state.beginProbe(at: .seconds(1))
        state.endProbe(.nothing, at: .seconds(2))
        #expect(state.outage != nil)
        let may = state.beginProbe(at: .seconds(3))
        #expect(may)
    }

    @Test("a call that began before and is answered closes it; late failures change nothing")
    func lateCalls() {
        var state = open()
        state.note(away, at: .seconds(5))
        #expect(state.outage?.code == .unauthorized)
        _ = state.beginProbe(at: .seconds(6))
        state.note(.answered, at: .seconds(7))
        #expect(state.outage == nil)
        state.endProbe(away, at: .seconds(8))
        #expect(state.outage == nil, "one failure after an answer is no outage")
    }
}
