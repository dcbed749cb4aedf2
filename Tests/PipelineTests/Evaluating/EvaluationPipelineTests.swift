import Evaluation
import Pipeline
import TestKit
import Testing
import Threads

@Suite struct EvaluationPipelineTests {
    private let fixture = Fixture()

    private func source() -> ScriptedSource {
        let log = fixture.log
        return ScriptedSource { log.note("close") }
    }

    @Test("batches are worked on side by side, and a stop lets all of it end before the source is closed")
    func drain() async {
        let source = source()
        let gate = Latch()
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            await gate.wait()
            return .fixture(request)
        }
        let pipeline = EvaluationPipeline(source: source, handler: handler, drainLimit: .seconds(600))
        async let running: Void = pipeline.run()
        for number in 0..<5 { source.feed([fixture.request("e\(number)", offset: Int64(number))]) }
        #expect(await eventually { fixture.evaluated.all.count == 5 })
        pipeline.stop()
        #expect(source.stops >= 1)
        #expect(source.closes == 0)
        gate.open()
        await running
        #expect(fixture.acknowledged.count == 5)
        #expect(fixture.log.all.last == "close")
        #expect(source.closes == 1)
    }

    @Test("batches that were handed out before the stop are worked on after it")
    func handedOut() async {
        let source = source()
        for number in 0..<20 { source.feed([fixture.request("e\(number)", offset: Int64(number))]) }
        let pipeline = EvaluationPipeline(
            source: source, handler: fixture.handler(.init(tracesTopic: nil)), drainLimit: .seconds(600))
        pipeline.stop()
        await pipeline.run()
        #expect(fixture.acknowledged.count == 20)
        #expect(fixture.log.all.last == "close")
    }

    @Test("work that outlasts the drain limit is abandoned unacknowledged")
    func drainLimit() async {
        let source = source()
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            if request.id == "stuck" {
                await Latch().wait()
                throw CancellationError()
            }
            return .fixture(request)
        }
        let pipeline = EvaluationPipeline(source: source, handler: handler, drainLimit: .milliseconds(20))
        async let running: Void = pipeline.run()
        source.feed([fixture.request("stuck", offset: 1), fixture.request("done", offset: 2)])
        #expect(await eventually { fixture.acknowledged == ["acknowledge 2"] })
        #expect(await eventually { fixture.evaluated.all.count == 2 })
        pipeline.stop()
        await running
        #expect(fixture.acknowledged == ["acknowledge 2"])
        #expect(fixture.observer.lines.contains("abandoned evaluation.requests-0-1"))
        #expect(source.closes == 1)
    }

    @Test("a stop before the start, and a second one, do no harm")
    func stoppedBefore() async {
        let source = source()
        let pipeline = EvaluationPipeline(source: source, handler: fixture.handler(), drainLimit: .zero)
        pipeline.stop()
        pipeline.stop()
        await pipeline.run()
        #expect(fixture.log.all == ["close"])
    }

    @Test("a source that ends by itself ends the pipeline when its work has ended")
    func sourceEnds() async {
        let source = source()
        source.feed([fixture.request("e1")])
        source.batches.finish()
        await EvaluationPipeline(
            source: source, handler: fixture.handler(.init(tracesTopic: nil)), drainLimit: .seconds(600)
        ).run()
        #expect(fixture.log.all == ["store e1", "publish evaluation.completed e1", "acknowledge 0", "close"])
    }

    @Test("work of a source that ended by itself is held to the drain limit too")
    func sourceEndsStuck() async {
        let source = source()
        let handler = fixture.handler(.init(tracesTopic: nil)) { _ async throws(CancellationError) in
            await Latch().wait()
            throw CancellationError()
        }
        source.feed([fixture.request("stuck", offset: 1)])
        source.batches.finish()
        await EvaluationPipeline(source: source, handler: handler, drainLimit: .milliseconds(20)).run()
        #expect(fixture.observer.lines.contains("abandoned evaluation.requests-0-1"))
        #expect(source.closes == 1)
    }

    @Test("cancelling the whole pipeline closes the source too")
    func cancelled() async {
        let source = source()
        let pipeline = EvaluationPipeline(source: source, handler: fixture.handler(), drainLimit: .seconds(600))
        let task = Task { await pipeline.run() }
        #expect(await eventually { source.batches.suspendedReceivers == 1 })
        task.cancel()
        await task.value
        #expect(source.closes == 1)
    }
}
