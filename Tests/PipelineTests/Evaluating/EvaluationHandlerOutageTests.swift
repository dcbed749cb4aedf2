import Evaluation
import Pipeline
import TestKit
import Testing
import Threads

@Suite struct EvaluationHandlerOutageTests {
    private let fixture = Fixture()

    @Test("a shutdown while judging leaves the record unacknowledged, with no effect at all")
    func cancelledWhileJudging() async {
        let handler = fixture.handler { request async throws(CancellationError) in
            await Latch().wait()
            throw CancellationError()
        }
        let task = Task { await handler.handle([fixture.request("e1"), fixture.request("e2", offset: 1)]) }
        #expect(await eventually { fixture.evaluated.all.count == 2 })
        task.cancel()
        await task.value
        #expect(fixture.log.all.isEmpty)
        #expect(fixture.observer.lines.filter { $0.hasPrefix("abandoned") }.count == 2)
    }

    @Test(
        "a shutdown while an output is away leaves the record unacknowledged",
        arguments: ["lookup", "store", "evaluation.completed", "evaluation.dlq"])
    func cancelledInOutage(output: String) async {
        switch output {
        case "lookup": fixture.store.setOutage(.unavailable("away"))
        case "store":
            fixture.store.failStores(Array(repeating: .before(.unavailable("away")), count: 10_000))
        default: fixture.sink.setOutage(of: output, .unavailable("away"))
        }
        let handler = fixture.handler(clock: ContinuousClock())
        let message = output == "evaluation.dlq" ? fixture.message("no JSON") : fixture.request("e1")
        let task = Task { await handler.handle([message]) }
        #expect(await eventually { !fixture.gate.isOpen })
        task.cancel()
        await task.value
        #expect(fixture.acknowledged.isEmpty)
        #expect(fixture.observer.lines.last == "abandoned evaluation.requests-0-0")
        #expect(fixture.sink.messages.isEmpty)
    }

    @Test("a result whose publishing a shutdown cut short is published from the store after the restart")
    func afterRestart() async {
        fixture.sink.setOutage(of: "evaluation.completed", .unavailable("away"))
        let first = fixture.handler(.init(tracesTopic: nil), clock: ContinuousClock())
        let task = Task { await first.handle([fixture.request("e1")]) }
        #expect(await eventually { fixture.gate.cause(.queue) != nil })
        task.cancel()
        await task.value
        fixture.sink.setOutage(of: "evaluation.completed", nil)
        await fixture.handler(.init(tracesTopic: nil)).handle([fixture.request("e1")])
        #expect(fixture.log.all == ["store e1", "publish evaluation.completed e1", "acknowledge 0"])
        #expect(fixture.evaluated.all == ["e1"])
    }

    @Test("over outages of both outputs nothing is lost and nothing is pushed twice")
    func outages() async {
        fixture.store.setOutage(.unavailable("away"))
        fixture.sink.setOutage(of: "evaluation.completed", .unavailable("away"))
        let handler = fixture.handler(.init(tracesTopic: nil), clock: ContinuousClock())
        await withTaskGroup(of: Void.self) { group in
            for batch in 0..<5 {
                group.addTask {
                    await handler.handle(
                        (0..<10).map { fixture.request("e\(batch)-\($0)", offset: Int64(batch * 10 + $0)) })
                }
            }
            #expect(await eventually { fixture.store.readings.count >= 10 })
            #expect(fixture.evaluated.all.isEmpty, "no judge is paid while the store is away")
            #expect(fixture.gate.cause(.store) == "away")
            fixture.store.failStores(
                (0..<30).map { $0.isMultiple(of: 2) ? .before(.unavailable("slow")) : .after(.unavailable("reset")) })
            fixture.store.setOutage(nil)
            #expect(await eventually { fixture.store.pushes.count == 50 })
            #expect(await eventually { fixture.gate.cause(.queue) == "away" })
            #expect(fixture.acknowledged.isEmpty)
            fixture.sink.fail(
                "evaluation.completed", with: Array(repeating: .after(.unavailable("timed out")), count: 7))
            fixture.sink.setOutage(of: "evaluation.completed", nil)
        }
        #expect(fixture.store.pushes.count == 50)
        #expect(Set(fixture.store.pushes.map(\.key)).count == 50)
        let published = fixture.sink.messages(in: "evaluation.completed")
        #expect(published.count == 57)
        #expect(Set(published).count == 50)
        #expect(Set(fixture.acknowledged).count == 50)
        #expect(fixture.acknowledged.count == 50)
        #expect(fixture.evaluated.all.count == 50)
        #expect(fixture.gate.isOpen)
    }
}
