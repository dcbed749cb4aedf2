import Pipeline
import Testing

@Suite struct BatcherTests {
    private let start = ContinuousClock.now

    @Test("a full batch goes at once, in order, and the next begins empty")
    func full() {
        var batcher = Batcher<Int>(size: 3, linger: .seconds(1))
        expect(batcher.add(1, at: start), nil)
        expect(batcher.add(2, at: start), nil)
        expect(batcher.add(3, at: start), [1, 2, 3])
        #expect(batcher.count == 0)
        #expect(batcher.deadline == nil)
        expect(batcher.add(4, at: start), nil)
        #expect(batcher.count == 1)
    }

    @Test("the oldest element sets the deadline")
    func linger() {
        var batcher = Batcher<Int>(size: 10, linger: .milliseconds(50))
        _ = batcher.add(1, at: start)
        _ = batcher.add(2, at: start + .milliseconds(49))
        #expect(batcher.deadline == start + .milliseconds(50))
        expect(batcher.due(at: start + .milliseconds(49), isIdle: false), nil)
        expect(batcher.due(at: start + .milliseconds(50), isIdle: false), [1, 2])
        expect(batcher.due(at: start + .seconds(9), isIdle: false), nil)
    }

    @Test("while nothing is in flight a lone element does not wait for company")
    func idle() {
        var batcher = Batcher<Int>(size: 10, linger: .seconds(60))
        expect(batcher.due(at: start, isIdle: true), nil)
        _ = batcher.add(1, at: start)
        expect(batcher.due(at: start, isIdle: true), [1])
    }

    @Test("a size below one is one, and without linger every turn gives what is there")
    func edges() {
        var single = Batcher<Int>(size: 0, linger: .zero)
        expect(single.add(1, at: start), [1])
        var eager = Batcher<Int>(size: 5, linger: .zero)
        _ = eager.add(1, at: start)
        expect(eager.due(at: start, isIdle: false), [1])
    }

    @Test("taking all empties it")
    func takeAll() {
        var batcher = Batcher<Int>(size: 5, linger: .seconds(1))
        _ = batcher.add(1, at: start)
        expect(batcher.takeAll(), [1])
        expect(batcher.takeAll(), [])
        #expect(batcher.deadline == nil)
    }

    private func expect<Value: Equatable>(
        _ value: Value, _ expected: Value, at location: SourceLocation = #_sourceLocation
    ) {
        #expect(value == expected, sourceLocation: location)
    }
}
