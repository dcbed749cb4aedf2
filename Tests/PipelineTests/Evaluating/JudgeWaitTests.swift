import Evaluation
import Pipeline
import TestKit
import Testing
import Threads

@Suite("Starts of requests that wait for the judge")
struct JudgeWaitTests {
    private let fixture = Fixture()
    private let key = ResultKey(campaignID: "c1", id: "e1")

    /// A request that nobody waits for any more: it waits for the judge as long as it takes.
    private func record(_ id: String = "e1", offset: Int64 = 0) -> Message {
        fixture.request(id, offset: offset, timestamp: Fixture.now - 600_000)
    }

    /// Judges of one process: away as long as the gate says so; then one waits for the latch.
    private func handler(
        of store: MemoryStore? = nil, clock: (any Clock<Duration>)? = ContinuousClock(), latch: Latch? = nil
    ) -> EvaluationHandler {
        let gate = fixture.gate
        return fixture.handler(.init(tracesTopic: nil), store: store, clock: clock) {
            request async throws(CancellationError) in
            guard gate.cause(.judge) == nil else { return .failed(request, .unavailable) }
            await latch?.wait()
            return .fixture(request)
        }
    }

    private var waiting: Int { fixture.observer.lines.count { $0.hasPrefix("awaits judge") } }

    @Test("who waits has no start; who judges has one again")
    func takenBack() async throws {
        fixture.gate.close(.judge, because: "away")
        let latch = Latch()
        let handler = handler(latch: latch)
        async let handling: Void = handler.handle([record()])
        #expect(await eventually { waiting == 1 && fixture.store.starts.isEmpty })
        let other = MemoryStore(sharing: fixture.store, life: "other")
        #expect(try await other.begin([key], ifStartedLessThan: 2) == [EarlierWork()])
        try await other.handBack([key])
        fixture.gate.open(.judge)
        #expect(await eventually { fixture.evaluated.all.count == 2 })
        // A worker that is killed here has been killed by the request.
        #expect(try await other.begin([key], ifStartedLessThan: 0) == [EarlierWork(starts: 1)])
        latch.open()
        await handling
        #expect(fixture.store.starts.isEmpty)
        #expect(fixture.acknowledged.count == 1)
    }

    @Test("a record that replica after replica is given during an outage is judged, and none of them condemns it")
    func manyReplicas() async {
        fixture.gate.close(.judge, because: "away")
        let handlers = (0..<8).map { handler(of: MemoryStore(sharing: fixture.store, life: "replica \($0)")) }
        let record = record()
        await withDiscardingTaskGroup { group in
            for (place, handler) in handlers.enumerated() {
                group.addTask { await handler.handle([record]) }
                #expect(await eventually { waiting == place + 1 && fixture.store.starts.isEmpty })
            }
            fixture.gate.open(.judge)
        }
        #expect(fixture.sink.messages(in: "evaluation.dlq").isEmpty)
        #expect(fixture.store.pushes.count == 1)
        #expect(fixture.store.starts.isEmpty)
        #expect(fixture.acknowledged.count == 8)
    }

    @Test("a request that has its result when the judge is back is not judged again")
    func overtaken() async throws {
        fixture.gate.close(.judge, because: "away")
        let handler = handler()
        let record = record()
        async let handling: Void = handler.handle([record])
        #expect(await eventually { waiting == 1 })
        let work = try EvaluationWork(record, decoder: RequestDecoder())
        let earlier = StoredResult(value: Array(#"{"passed":true}"#.utf8), fingerprint: work.fingerprint)
        fixture.store.put(earlier, under: key)
        fixture.gate.open(.judge)
        await handling
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.sink.messages(in: "evaluation.completed").map(\.value) == [earlier.value])
        #expect(fixture.store.pushes.isEmpty)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("a request that has killed enough workers when the judge is back is a dead letter")
    func condemned() async throws {
        fixture.gate.close(.judge, because: "away")
        let handler = handler()
        async let handling: Void = handler.handle([record()])
        #expect(await eventually { waiting == 1 && fixture.store.starts.isEmpty })
        fixture.store.putStarts(5, of: key)
        fixture.gate.open(.judge)
        await handling
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.sink.messages(in: "evaluation.dlq").map { $0.text(of: "error-code") } == ["WORKER_KILLED"])
    }

    @Test("a suspect that waits holds up no other suspect")
    func leavesTheLine() async {
        fixture.gate.close(.judge, because: "away")
        for id in ["e1", "e2"] { fixture.store.putStarts(2, of: ResultKey(campaignID: "c1", id: id)) }
        let handler = handler()
        async let handling: Void = handler.handle([record(), record("e2", offset: 1)])
        #expect(await eventually { waiting == 2 })
        #expect(await eventually { fixture.store.starts.values.allSatisfy { !$0.contains("this") } })
        fixture.gate.open(.judge)
        await handling
        #expect(fixture.acknowledged.count == 2)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("a store that is away when the start is taken back or noted again is waited for, as everywhere")
    func storeAway() async {
        fixture.gate.close(.judge, because: "away")
        fixture.store.failHandBacks([.unavailable("away"), .unavailable("away")])
        let handler = handler(clock: nil)
        async let handling: Void = handler.handle([record()])
        #expect(await eventually { waiting == 1 && fixture.store.starts.isEmpty })
        // The gate opens a moment after the start is gone.
        #expect(await eventually { fixture.gateChanges.all.count == 3 })
        #expect(fixture.gateChanges.all == ["judge closed", "store closed", "store open"])
        fixture.store.failLookups([.unavailable("away")])
        fixture.gate.open(.judge)
        await handling
        #expect(fixture.gateChanges.all.suffix(3) == ["judge open", "store closed", "store open"])
        #expect(fixture.evaluated.all == ["e1", "e1"])
        #expect(fixture.acknowledged.count == 1)
    }

    @Test("the start of a request whose client hears of the outage is noted before its result is made")
    func outOfPatience() async {
        fixture.gate.close(.judge, because: "away")
        await handler(clock: nil).handle([fixture.request("e1", timestamp: Fixture.now - 50_000)])
        #expect(fixture.store.lookups == [[key], [key]])
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.store.pushes.count == 1)
        #expect(fixture.store.starts.isEmpty)
    }
}
