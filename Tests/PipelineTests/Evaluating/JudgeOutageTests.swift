import Evaluation
import JSON
import Pipeline
import TestKit
import Testing
import Threads

@Suite struct JudgeOutageTests {
    private let fixture = Fixture()

    /// Judges that are away as long as the gate says so.
    ///
    /// - Parameter settings: default: with clients that are more patient than any machine is slow.
    private func handler(
        _ settings: OutputSettings = .init(tracesTopic: nil, replyDeadline: 3_600_000),
        clock: (any Clock<Duration>)? = ContinuousClock(),
        code: JudgeError.Code = .unavailable, onFailure: @escaping @Sendable () -> Void = {}
    ) -> EvaluationHandler {
        let gate = fixture.gate
        return fixture.handler(settings, clock: clock) { request async throws(CancellationError) in
            guard gate.cause(.judge) != nil else { return .fixture(request) }
            onFailure()
            return .failed(request, code)
        }
    }

    @Test("a request that meets an outage waits, with no effect, and is judged when the judge is back")
    func waits() async throws {
        fixture.gate.close(.judge, because: "away")
        let handler = handler()
        async let handling: Void = handler.handle([fixture.request("e1")])
        #expect(await eventually { fixture.observer.lines.contains("awaits judge evaluation.requests-0-0") })
        #expect(fixture.log.all.isEmpty)
        fixture.gate.open(.judge)
        await handling
        #expect(fixture.evaluated.all == ["e1", "e1"])
        #expect(fixture.log.all == ["store e1", "publish evaluation.completed e1", "acknowledge 0"])
        let result = try #require(fixture.sink.messages.first).value.object
        #expect(result["status"] == "completed")
    }

    @Test("an outage that ends before the failure is known is met all the same")
    func briefly() async {
        let gate = fixture.gate
        let rounds = Locked(0)
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            let round = rounds.withLock { rounds in
                rounds += 1
                return rounds
            }
            guard round == 1 else { return .fixture(request) }
            gate.close(.judge, because: "away")
            gate.open(.judge)
            return .failed(request, .unavailable)
        }
        await handler.handle([fixture.request("e1")])
        #expect(fixture.evaluated.all.count == 2)
        #expect(fixture.sink.messages(in: "evaluation.completed").first?.value.object["status"] == "completed")
    }

    @Test("its client hears of the failure before it gives up")
    func deadline() async throws {
        fixture.gate.close(.judge, because: "away")
        await handler(.init(tracesTopic: nil), clock: nil, code: .quotaExhausted).handle([
            fixture.request("e1", timestamp: Fixture.now - 20_000)
        ])
        let result = try #require(fixture.store.pushes.first)
        #expect(result.repliesToNode)
        #expect(result.result.value.object["error"]?["code"] == "JUDGE_QUOTA_EXHAUSTED")
        #expect(fixture.evaluated.all == ["e1"])
        let waited = fixture.clock.pauses.reduce(.zero, +)
        #expect(waited > .seconds(25) && waited <= .seconds(32))
        #expect(fixture.acknowledged.count == 1)
    }

    @Test("a request that nobody waits for any more waits as long as the outage lasts", arguments: [55_000, 0])
    func nobodyWaits(deadline: Int64) async {
        fixture.gate.close(.judge, because: "away")
        let handler = handler(.init(tracesTopic: nil, replyDeadline: deadline), clock: nil)
        let clock = fixture.clock
        async let handling: Void = handler.handle([fixture.request("e1", timestamp: Fixture.now - 60_000)])
        #expect(await eventually { clock.pauses.count > 1000 })
        #expect(fixture.log.all.isEmpty)
        fixture.gate.open(.judge)
        await handling
        #expect(fixture.sink.messages(in: "evaluation.completed").first?.value.object["status"] == "completed")
    }

    @Test("failures that are no outage's, and those of judges that requests bring, are answered at once")
    func otherFailures() async {
        let fixture = fixture
        let plain = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            .failed(request, .unavailable)
        }
        await plain.handle([fixture.request("e1")])
        fixture.gate.close(.judge, because: "away")
        for code in [JudgeError.Code.refused, .malformed, .rejected, .rateLimited, .notConfigured] {
            await handler(code: code).handle([fixture.request("\(code)")])
        }
        let own = EvaluationHandler(
            settings: .init(tracesTopic: nil), decoder: RequestDecoder(), policy: ReviewPolicy(), store: fixture.store,
            sink: fixture.sink, retry: OutputRetry(gate: fixture.gate, clock: fixture.clock),
            observer: fixture.observer, now: { Fixture.now }, asksSharedJudge: { _ in false },
            evaluate: { request, _ async throws(CancellationError) in .failed(request, .unavailable) })
        await own.handle([fixture.request("own")])
        #expect(fixture.acknowledged.count == 7)
        #expect(!fixture.observer.lines.contains { $0.hasPrefix("awaits") })
    }

    @Test("a request that brings the judge down each time is answered with its error in the end")
    func culprit() async {
        let gate = fixture.gate
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            gate.close(.judge, because: "away")
            gate.open(.judge)
            return .failed(request, .unavailable)
        }
        await handler.handle([fixture.request("e1", timestamp: Fixture.now - 600_000)])
        #expect(fixture.evaluated.all.count == 4)
        #expect(fixture.acknowledged.count == 1)
    }

    @Test("a shutdown does not wait for a judge that is away: the request comes again, and no start of it is left")
    func shutdown() async {
        fixture.gate.close(.judge, because: "away")
        let source = ScriptedSource()
        source.feed([fixture.request("e1")])
        let pipeline = EvaluationPipeline(source: source, handler: handler(), drainLimit: .seconds(600))
        async let running: Void = pipeline.run()
        #expect(await eventually { fixture.observer.lines.contains { $0.hasPrefix("awaits") } })
        pipeline.stop()
        await running
        #expect(fixture.observer.lines.last == "abandoned evaluation.requests-0-0")
        #expect(fixture.log.all.isEmpty)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test(
        "patience ends three seconds before the client's",
        arguments: [
            (nil, .seconds(52)), (0, .seconds(52)), (-5000, .seconds(52)), (50_000, .seconds(2)), (54_000, .zero),
            (55_000, .zero), (55_001, nil), (.max, nil), (.min, .seconds(52)),
        ] as [(Int64?, Duration?)])
    func patience(age: Int64?, limit: Duration?) {
        #expect(OutagePatience(replyDeadline: 55_000).limit(age: age) == limit)
        #expect(OutagePatience(replyDeadline: 0).limit(age: age) == nil)
        #expect(OutagePatience(replyDeadline: 1000).limit(age: 0) == .zero)
    }

    @Test(
        "a client has to have its reply before it gives up",
        arguments: [(nil, 52), (0, 52), (-7, 52), (50_000, 2), (60_000, -8)] as [(Int64?, Int)])
    func timeToReply(age: Int64?, seconds: Int) {
        #expect(OutagePatience(replyDeadline: 55_000).timeToReply(age: age) == .seconds(seconds))
        #expect(OutagePatience(replyDeadline: 55_000).timeToReply(age: .max) < .zero)
    }
}
