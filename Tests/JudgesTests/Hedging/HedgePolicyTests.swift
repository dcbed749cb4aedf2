import Judges
import TestKit
import Testing

struct HedgePolicyTests {
    @Test(
        "a second call is for answers that do not differ by chance, and for calls that still have time",
        arguments: [
            (0, true, 12, true), (0.3, true, 12, false), (0, false, 12, false), (0, true, 2, false),
            (0, true, 1, false),
        ] as [(Double, Bool, Int, Bool)])
    func situations(temperature: Double, isSent: Bool, timeout: Int, isAllowed: Bool) {
        let policy = HedgePolicy(after: .seconds(2))
        #expect(
            policy.mayFollow(temperature: temperature, isSent: isSent, timeout: .seconds(timeout)) == isAllowed)
    }

    @Test("never more than one call in ten has a second one, and a bad spell gets few at once", arguments: 1...20)
    func share(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var share = HedgeShare()
        var calls = 0
        var hedges = 0
        for _ in 0..<2000 {
            if Int.random(in: 0..<4, using: &random) > 0 {
                share.noteCall()
                calls += 1
            } else if share.take() {
                hedges += 1
                if Int.random(in: 0..<5, using: &random) == 0 {
                    share.giveBack()
                    hedges -= 1
                }
            }
            #expect(hedges * HedgeShare.callsPerHedge <= calls, "seed \(seed): \(hedges) of \(calls)")
        }
        #expect(hedges > 0, "seed \(seed)")
        for _ in 0..<10_000 { share.noteCall() }
        var atOnce = 0
        while share.take() { atOnce += 1 }
        #expect(atOnce == HedgeShare.mostSaved)
    }
}
