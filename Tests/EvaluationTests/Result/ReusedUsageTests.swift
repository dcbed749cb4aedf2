import Evaluation
import Testing

/// What a question costs that was answered without a call.
@Suite struct ReusedUsageTests {
    @Test("it costs nothing, and that is known; what other questions cost stays as it was")
    func cost() {
        let reused = JudgeUsage.reused(savedTokens: 110)
        #expect(reused.calls == 0)
        #expect(reused.costUSD == 0)
        #expect((reused + JudgeUsage()).costUSD == 0)
        #expect((JudgeUsage() + reused).costUSD == 0)
        let paid = JudgeUsage(calls: 1, promptTokens: 100, completionTokens: 10, costUSD: 0.25)
        #expect((reused + paid).costUSD == 0.25)
        #expect((paid + reused).costUSD == 0.25)
        // Never 0 for unknown.
        #expect((reused + JudgeUsage(calls: 1)).costUSD == nil)
        let sum = paid + reused + reused
        #expect(sum.calls == 1)
        #expect(sum.promptTokens == 100)
        #expect(sum.cacheHits == 2)
        #expect(sum.savedTokens == 220)
    }
}
