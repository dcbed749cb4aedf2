import Pipeline
import Testing

@Suite struct FlowControlTests {
    @Test("records pause at the high mark and go on at three quarters of it")
    func records() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000)
        expect(flow.change(records: 7, bytes: 0, isOpen: true), nil)
        expect(flow.change(records: 8, bytes: 0, isOpen: true), .pause)
        #expect(flow.isPaused)
        expect(flow.change(records: 9, bytes: 0, isOpen: true), nil)
        expect(flow.change(records: 7, bytes: 0, isOpen: true), nil)
        expect(flow.change(records: 6, bytes: 0, isOpen: true), .resume)
        expect(flow.change(records: 6, bytes: 0, isOpen: true), nil)
    }

    @Test("bytes have marks of their own, and both must be low to go on")
    func bytes() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000)
        expect(flow.change(records: 1, bytes: 1000, isOpen: true), .pause)
        expect(flow.change(records: 1, bytes: 751, isOpen: true), nil)
        expect(flow.change(records: 7, bytes: 0, isOpen: true), nil)
        expect(flow.change(records: 1, bytes: 750, isOpen: true), .resume)
    }

    @Test("an output that is away pauses whatever is in flight, until it is back")
    func outputs() {
        var flow = FlowControl(highRecords: 8, highBytes: 1000)
        expect(flow.change(records: 0, bytes: 0, isOpen: false), .pause)
        expect(flow.change(records: 0, bytes: 0, isOpen: false), nil)
        expect(flow.change(records: 0, bytes: 0, isOpen: true), .resume)
    }

    @Test("the smallest marks still let one record through")
    func smallest() {
        var flow = FlowControl(highRecords: 0, highBytes: 0)
        expect(flow.change(records: 0, bytes: 0, isOpen: true), nil)
        expect(flow.change(records: 1, bytes: 1, isOpen: true), .pause)
        expect(flow.change(records: 0, bytes: 0, isOpen: true), .resume)
    }

    private func expect<Value: Equatable>(
        _ value: Value, _ expected: Value, at location: SourceLocation = #_sourceLocation
    ) {
        #expect(value == expected, sourceLocation: location)
    }
}
