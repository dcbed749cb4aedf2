import Evaluation
import Pipeline
import TestKit
import Testing
import Threads

@Suite struct PoisonTests {
    private let fixture = Fixture()

    private func key(_ id: String) -> ResultKey { ResultKey(campaignID: "c1", id: id) }

    /// The requests that this process has begun. That a message is read is noted as well, until some time after that.
    private var begun: [ResultKey] {
        fixture.store.starts.filter { !$0.key.isReading && $0.value.contains("this") }.map(\.key)
    }

    @Test("one killed worker is chance, two are a suspicion, and the limit is a dead letter")
    func policy() {
        let policy = PoisonPolicy(attempts: 5)
        #expect(
            (0..<7).map { policy.verdict(starts: $0) } == [
                .together, .together, .alone, .alone, .alone, .deadLetter, .deadLetter,
            ])
        #expect(PoisonPolicy().attempts == 5)
        // A limit that nobody was ever alone before would condemn the neighbours too.
        #expect(PoisonPolicy(attempts: 0).attempts == 3)
        #expect(PoisonPolicy(attempts: 0).verdict(starts: 2) == .alone)
    }

    @Test("who is still at it makes a suspect, but never a dead letter")
    func alive() async {
        #expect((0..<5).map { PoisonPolicy.starts(killed: 0, alive: $0) } == [0, 1, 2, 2, 2])
        #expect((0..<5).map { PoisonPolicy.starts(killed: $0, alive: 9) } == [2, 2, 2, 3, 4])
        #expect(PoisonPolicy.starts(killed: 1, alive: 1) == 2)
        let latch = Latch()
        let others = (0..<8).map { MemoryStore(sharing: fixture.store, life: "replica \($0)") }
        let handlers = others.map { store in
            fixture.handler(.init(tracesTopic: nil), store: store) { request async throws(CancellationError) in
                await latch.wait()
                return .fixture(request)
            }
        }
        let record = fixture.request("e1")
        await withDiscardingTaskGroup { group in
            for (place, handler) in handlers.enumerated() {
                group.addTask { await handler.handle([record]) }
                #expect(await eventually { fixture.evaluated.all.count == place + 1 })
            }
            #expect(fixture.store.starts[key("e1")]?.count == 8)
            latch.open()
        }
        #expect(fixture.sink.messages(in: "evaluation.dlq").isEmpty)
        #expect(fixture.store.pushes.count == 1)
        #expect(fixture.acknowledged.count == 8)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("those that have begun a request and died count in full")
    func died() async throws {
        let others = (0..<5).map { MemoryStore(sharing: fixture.store, life: "replica \($0)") }
        for other in others { _ = try await other.begin([key("e1")], ifStartedLessThan: 5) }
        for other in others { other.kill() }
        await fixture.handler(.init(tracesTopic: nil)).handle([fixture.request("e1")])
        #expect(fixture.sink.messages(in: "evaluation.dlq").first?.text(of: "attempts") == "5")
        #expect(fixture.evaluated.all.isEmpty)
    }

    @Test("a start is noted before the work begins, in the look-up itself, and ends with the result")
    func noted() async {
        let seen = EventLog()
        let handler = fixture.handler { request async throws(CancellationError) in
            seen.note("\(begun.map(\.id))")
            return .fixture(request)
        }
        await handler.handle([fixture.request("e1", offset: 1)])
        #expect(seen.all == [#"["e1"]"#])
        #expect(fixture.store.lookups.count == 1)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("a request that has killed enough workers is a dead letter with its count, and is not worked on")
    func deadLetter() async throws {
        fixture.store.putStarts(5, of: key("bad"))
        fixture.store.putStarts(1, of: key("near"))
        await fixture.handler(.init(tracesTopic: nil)).handle([
            fixture.request("bad", offset: 1), fixture.request("near", offset: 2), fixture.request("new", offset: 3),
        ])
        #expect(Set(fixture.evaluated.all) == ["near", "new"])
        let letter = try #require(fixture.sink.messages(in: "evaluation.dlq").first)
        #expect(letter.text(of: "error-code") == "WORKER_KILLED")
        #expect(letter.text(of: "attempts") == "5")
        #expect(letter.text(of: "original-offset") == "1")
        #expect(fixture.sink.messages(in: "evaluation.dlq").count == 1)
        #expect(fixture.acknowledged.count == 3)
        #expect(fixture.store.pushes.count == 2)
        // Who sends it again after a repair begins anew.
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("a message that has killed workers while they read it is a dead letter that nobody reads")
    func unreadable() async throws {
        let bad = fixture.message("no request at all", offset: 1)
        fixture.store.putStarts(5, of: ResultKey(reading: bad))
        await fixture.handler(.init(tracesTopic: nil)).handle([bad, fixture.request("e2", offset: 2)])
        let letter = try #require(fixture.sink.messages(in: "evaluation.dlq").first)
        #expect(letter.text(of: "error-code") == "WORKER_KILLED")
        #expect(letter.text(of: "attempts") == "5")
        #expect(fixture.sink.messages(in: "evaluation.dlq").count == 1)
        #expect(fixture.evaluated.all == ["e2"])
        #expect(fixture.acknowledged.count == 2)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("a message that was near when workers were killed while they read is read alone, and ends as others do")
    func readAlone() async throws {
        let broken = fixture.message("no request at all", offset: 2)
        let good = fixture.request("e1", offset: 1)
        for message in [good, broken] { fixture.store.putStarts(2, of: ResultKey(reading: message)) }
        // Suspected of both: the line is not stood in twice at once.
        fixture.store.putStarts(2, of: key("e1"))
        await fixture.handler(.init(tracesTopic: nil)).handle([good, broken])
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.sink.messages(in: "evaluation.dlq").map { $0.text(of: "error-code") } == ["INVALID_JSON"])
        #expect(fixture.acknowledged.count == 2)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("that a message is read is noted before, under its place and time, and no longer when the work begins")
    func readingNoted() async {
        let store = fixture.store
        let seen = EventLog()
        let first = fixture.request("e1", offset: 1)
        store.failReadings([.unavailable("away")])
        let handler = fixture.handler { request async throws(CancellationError) in
            seen.note("\(store.starts.keys.count { $0.isReading })")
            return .fixture(request)
        }
        await handler.handle([first])
        #expect(store.readings == [[ResultKey(reading: first)], [ResultKey(reading: first)]])
        #expect(await eventually { store.starts.isEmpty })
        #expect(ResultKey(reading: first) != ResultKey(reading: fixture.request("e1", offset: 1, timestamp: 7)))
        #expect(seen.all.count == 1)
    }

    @Test("suspects are worked on one at a time, without a start while they wait; others do not wait for them")
    func alone() async {
        for id in ["s1", "s2", "s3"] { fixture.store.putStarts(2, of: key(id)) }
        let gates = ["s1": Latch(), "s2": Latch(), "s3": Latch()]
        let handler = fixture.handler(.init(tracesTopic: nil)) { request async throws(CancellationError) in
            await gates[request.id]?.wait()
            return .fixture(request)
        }
        async let handling: Void = handler.handle(
            ["s1", "s2", "s3", "new"].enumerated().map { fixture.request($1, offset: Int64($0)) })
        #expect(await eventually { fixture.acknowledged == ["acknowledge 3"] && fixture.evaluated.all.count == 2 })
        #expect(begun.count == 1)
        #expect(fixture.evaluated.all.count == 2)
        for gate in gates.values { gate.open() }
        await handling
        #expect(fixture.acknowledged.count == 4)
        #expect(fixture.store.starts.isEmpty)
        #expect(fixture.observer.lines.count { $0.hasPrefix("suspected") } == 3)
    }

    @Test("a suspect that got its result elsewhere while it stood in line is not judged again")
    func overtaken() async {
        fixture.store.putStarts(2, of: key("e1"))
        let handler = fixture.handler(.init(tracesTopic: nil))
        await handler.handle([fixture.request("e1", offset: 1), fixture.request("e1", offset: 2)])
        #expect(fixture.evaluated.all == ["e1"])
        #expect(fixture.acknowledged.count == 2)
        #expect(fixture.store.starts.isEmpty)
    }

    @Test("a shutdown takes its starts back, those of suspects in line too, and leaves the others' alone")
    func handedBack() async {
        fixture.store.putStarts(2, of: key("s1"))
        fixture.store.putStarts(2, of: key("s2"))
        let handler = fixture.handler { request async throws(CancellationError) in
            await Latch().wait()
            throw CancellationError()
        }
        let source = ScriptedSource()
        source.feed([fixture.request("e1"), fixture.request("s1", offset: 1), fixture.request("s2", offset: 2)])
        let pipeline = EvaluationPipeline(source: source, handler: handler, drainLimit: .zero)
        async let running: Void = pipeline.run()
        #expect(await eventually { fixture.evaluated.all.count == 2 })
        #expect(begun.count == 2)
        pipeline.stop()
        await running
        #expect(fixture.store.starts == [key("s1"): ["killed 0", "killed 1"], key("s2"): ["killed 0", "killed 1"]])
        #expect(fixture.acknowledged.isEmpty)
    }

    @Test("a stored result that kills workers when it is published is caught too, and a good one leaves no start")
    func reused() async {
        let handler = fixture.handler(.init(tracesTopic: nil))
        await handler.handle([fixture.request("e1", offset: 1)])
        await handler.handle([fixture.request("e1", offset: 1)])
        #expect(fixture.store.starts.isEmpty)
        fixture.store.putStarts(5, of: key("e1"))
        await handler.handle([fixture.request("e1", offset: 1)])
        #expect(fixture.sink.messages(in: "evaluation.dlq").count == 1)
        #expect(fixture.sink.messages(in: "evaluation.completed").count == 2)
        #expect(fixture.evaluated.all == ["e1"])
    }

    @Test("an outage of the store counts for nothing: no work begins, no start is noted")
    func outage() async {
        fixture.store.failLookups([.unavailable("away"), .unavailable("away")])
        await fixture.handler().handle([fixture.request("e1")])
        #expect(fixture.store.starts.isEmpty)
        #expect(fixture.store.pushes.count == 1)
    }
}
