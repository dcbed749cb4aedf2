import Testing

@testable import Service

@Suite struct ProbePatienceTests {
    @Test("each silence doubles the wait, up to the most")
    func silence() {
        var patience = ProbePatience(most: .seconds(25))
        var limits: [Duration] = []
        for _ in 0..<6 {
            limits.append(patience.limit(isAway: true))
            patience.noteSilence()
        }
        #expect(limits == [2, 4, 8, 16, 25, 25].map { .seconds($0) })
        patience.noteAnswer(after: .milliseconds(3))
        #expect(patience.limit(isAway: true) == .seconds(2))
    }

    @Test("a cluster that took its time is given twice that, and asked ten times as seldom")
    func slowness() {
        var patience = ProbePatience(most: .seconds(10))
        #expect(patience.limit(isAway: false) == .seconds(4) && patience.rest == .seconds(4))
        patience.noteAnswer(after: .seconds(3))
        #expect(patience.limit(isAway: false) == .seconds(6) && patience.limit(isAway: true) == .seconds(6))
        #expect(patience.rest == .seconds(30))
        patience.noteAnswer(after: .seconds(7))
        #expect(patience.limit(isAway: false) == .seconds(10))
        patience.noteAnswer(after: .milliseconds(3))
        #expect(patience.limit(isAway: false) == .seconds(4) && patience.rest == .seconds(4))
    }

    @Test("no wait is longer than the most, and that is two seconds at least")
    func most() {
        #expect(ProbePatience(most: .zero).limit(isAway: true) == .seconds(2))
        #expect(ProbePatience(most: .seconds(3)).limit(isAway: false) == .seconds(3))
    }
}
