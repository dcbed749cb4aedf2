import Judges
import Testing

struct AdaptiveLimitTests {
    @Test("a refusal begins anew with one call, and a burst of refusals counts once")
    func decrease() {
        var limit = AdaptiveLimit(maximum: 16)
        limit.succeeded(callEpoch: 0)
        let epoch = limit.epoch
        let news = (0..<16).map { _ in limit.throttled(callEpoch: epoch) }
        #expect(news == [true] + Array(repeating: false, count: 15))
        #expect(limit.current == 1)
        #expect(limit.epoch == epoch + 1)
    }

    @Test("each answer earns a place up to half of what was too much, then each round of answers one")
    func increase() {
        var limit = AdaptiveLimit(maximum: 8)
        limit.succeeded(callEpoch: 0)
        limit.throttled(callEpoch: 0)
        var seen: [Int] = []
        for _ in 0..<16 {
            limit.succeeded(callEpoch: limit.epoch)
            seen.append(limit.current)
        }
        #expect(seen == [2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6])
        for _ in 0..<100 { limit.succeeded(callEpoch: limit.epoch) }
        #expect(limit.current == 8)
    }

    @Test("probes that are turned away do not lower what is gone back to")
    func storm() {
        var limit = AdaptiveLimit(maximum: 64)
        limit.succeeded(callEpoch: 0)
        for _ in 0..<20 { limit.throttled(callEpoch: limit.epoch) }
        for _ in 0..<31 { limit.succeeded(callEpoch: limit.epoch) }
        #expect(limit.current == 32)
    }

    @Test("answers to calls from before the fall say nothing about now")
    func oldAnswers() {
        var limit = AdaptiveLimit(maximum: 8)
        limit.throttled(callEpoch: 0)
        for _ in 0..<10 { limit.succeeded(callEpoch: 0) }
        #expect(limit.current == 1)
    }

    @Test("a time-out halves the limit, once for each round")
    func timeOut() {
        var limit = AdaptiveLimit(maximum: 16)
        limit.succeeded(callEpoch: 0)
        for _ in 0..<16 { limit.timedOut(callEpoch: 0) }
        #expect(limit.current == 8)
        for _ in 0..<10 { limit.timedOut(callEpoch: limit.epoch) }
        #expect(limit.current == 1)
        for _ in 0..<11 { limit.succeeded(callEpoch: limit.epoch) }
        #expect(limit.current == 12, "back to three quarters at once")
    }

    @Test("nothing grows beyond a few calls while answers take twice as long as usual, and none while it is not used")
    func guards() {
        var limit = AdaptiveLimit(maximum: 64)
        for _ in 0..<100 { limit.succeeded(callEpoch: 0, latency: .milliseconds(100)) }
        limit.throttled(callEpoch: 0)
        for _ in 0..<20 { limit.succeeded(callEpoch: 0, latency: .milliseconds(900)) }
        #expect(limit.isSlow)
        for _ in 0..<20 { limit.succeeded(callEpoch: 1, latency: .milliseconds(900)) }
        #expect(limit.isSlow && limit.current == 4)
        for _ in 0..<40 { limit.succeeded(callEpoch: 1, latency: .milliseconds(100), isBinding: false) }
        #expect(limit.current == 4)
        for _ in 0..<10 { limit.succeeded(callEpoch: 1, latency: .milliseconds(100)) }
        #expect(limit.current == 14)
    }

    @Test(
        "a provider that has become slow for good is asked by a few calls at once after a refusal", arguments: [2, 64])
    func lastingSlowdown(maximum: Int) {
        var limit = AdaptiveLimit(maximum: maximum)
        for _ in 0..<700 { limit.succeeded(callEpoch: 0, latency: .seconds(1)) }
        for _ in 0..<20 { limit.succeeded(callEpoch: 0, latency: .seconds(3)) }
        limit.throttled(callEpoch: 0)
        for _ in 0..<6 { limit.succeeded(callEpoch: 1, latency: .seconds(3)) }
        #expect(limit.isSlow)
        #expect(limit.current == min(4, maximum))
        for _ in 0..<3000 { limit.succeeded(callEpoch: 1, latency: .seconds(3)) }
        #expect(!limit.isSlow && limit.current == maximum)
    }

    @Test("the limit is never below one") func atLeastOne() {
        #expect(AdaptiveLimit(maximum: 0).current == 1)
        #expect(AdaptiveLimit(maximum: -3).maximum == 1)
        var limit = AdaptiveLimit(maximum: 1)
        limit.succeeded(callEpoch: 0)
        limit.timedOut(callEpoch: 0)
        limit.throttled(callEpoch: 1)
        #expect(limit.current == 1)
    }
}
