import Pipeline
import Testing

@Suite struct FlowControlTests {
    @Test("records pause at the high mark and go on at three quarters of it")
    func records() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000)
        expect(flow.change(records: 7, bytes: 0, span: 0, isOpen: true), nil)
        expect(flow.change(records: 8, bytes: 0, span: 0, isOpen: true), .pause(.inFlight))
        #expect(flow.isPaused)
        expect(flow.change(records: 9, bytes: 0, span: 0, isOpen: true), nil)
        expect(flow.change(records: 7, bytes: 0, span: 0, isOpen: true), nil)
        expect(flow.change(records: 6, bytes: 0, span: 0, isOpen: true), .resume)
        expect(flow.change(records: 6, bytes: 0, span: 0, isOpen: true), nil)
    }

    @Test("bytes have marks of their own, and both must be low to go on")
    func bytes() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000)
        expect(flow.change(records: 1, bytes: 1000, span: 0, isOpen: true), .pause(.inFlight))
        expect(flow.change(records: 1, bytes: 751, span: 0, isOpen: true), nil)
        expect(flow.change(records: 7, bytes: 0, span: 0, isOpen: true), nil)
        expect(flow.change(records: 1, bytes: 750, span: 0, isOpen: true), .resume)
    }

    @Test("an output that is away pauses whatever is in flight, until it is back")
    func outputs() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000)
        expect(flow.change(records: 0, bytes: 0, span: 0, isOpen: false), .pause(.closed))
        expect(flow.change(records: 0, bytes: 0, span: 0, isOpen: false), nil)
        expect(flow.change(records: 0, bytes: 0, span: 0, isOpen: true), .resume)
    }

    @Test("what one record holds back pauses at a mark of its own and goes on at half of it")
    func span() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000, highSpan: 100)
        expect(flow.change(records: 1, bytes: 1, span: 99, isOpen: true), nil)
        expect(flow.change(records: 1, bytes: 1, span: 100, isOpen: true), .pause(.span))
        expect(flow.change(records: 1, bytes: 1, span: 51, isOpen: true), nil)
        expect(flow.change(records: 1, bytes: 1, span: 50, isOpen: true), .resume)
        // Below its mark it is no reason to go on waiting.
        expect(flow.change(records: 8, bytes: 1, span: 99, isOpen: true), .pause(.inFlight))
        expect(flow.change(records: 6, bytes: 1, span: 99, isOpen: true), .resume)
    }

    @Test("what goes on waiting for a span after another cause is over says so, once")
    func spanBehindAnotherCause() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000, highSpan: 100)
        expect(flow.change(records: 8, bytes: 1, span: 99, isOpen: true), .pause(.inFlight))
        expect(flow.change(records: 8, bytes: 1, span: 100, isOpen: true), nil)
        expect(flow.change(records: 7, bytes: 1, span: 100, isOpen: true), nil)
        expect(flow.change(records: 6, bytes: 1, span: 100, isOpen: true), .pause(.span))
        expect(flow.change(records: 1, bytes: 1, span: 100, isOpen: true), nil)
        expect(flow.change(records: 1, bytes: 1, span: 1, isOpen: true), .resume)
    }

    @Test("what one record holds back may be at least four times what is in flight, and many records in any case")
    func smallestSpan() {
        #expect(FlowControl(highRecords: 8).highSpan == 16384)
        #expect(FlowControl(highRecords: 100_000).highSpan == 400_000)
        #expect(FlowControl(highRecords: 8, highSpan: 1).highSpan == 32)
    }

    @Test("a partition's span is counted from its oldest unfinished record on, until that is finished")
    func longestSpan() throws {
        var tracker = OffsetTracker<String>()
        tracker.assign(["p", "q"])
        let first = tracker.deliver("p", offset: 0, bytes: 1)
        let generation = try #require(first)
        _ = tracker.deliver("q", offset: 0, bytes: 1)
        for offset in 1..<Int64(10) {
            _ = tracker.deliver("p", offset: offset, bytes: 1)
            tracker.finish("p", offset: offset, generation: generation)
        }
        #expect(tracker.longestSpan == 10)
        tracker.finish("p", offset: 0, generation: generation)
        #expect(tracker.longestSpan == 1)
    }

    @Test("the smallest marks still let one record through")
    func smallest() {
        var flow = FlowControl(highRecords: 0, highBytes: 0)
        expect(flow.change(records: 0, bytes: 0, span: 0, isOpen: true), nil)
        expect(flow.change(records: 1, bytes: 1, span: 0, isOpen: true), .pause(.inFlight))
        expect(flow.change(records: 0, bytes: 0, span: 0, isOpen: true), .resume)
    }

    private func expect<Value: Equatable>(
        _ value: Value, _ expected: Value, at location: SourceLocation = #_sourceLocation
    ) {
        #expect(value == expected, sourceLocation: location)
    }
}
