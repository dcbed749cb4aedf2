import Pipeline
import TestKit
import Testing
import Threads

@Suite struct OutputRetryTests {
    private let changes = EventLog()
    private let clock = LeapingClock()

    private func gate(unreached: [OutputGate.Output] = []) -> OutputGate {
        let changes = changes
        return OutputGate(unreached: unreached) { output, cause in
            changes.note("\(output.rawValue): \(cause ?? "open")")
        }
    }

    @Test("an output that is away is tried again until it answers, with pauses that double up to two seconds")
    func repeats() async throws {
        let gate = gate()
        let retry = OutputRetry(gate: gate, clock: clock)
        let tries = Locked(0)
        let value = try await retry(.store) { () throws(OutputError) in
            let number = tries.withLock { tries in
                tries += 1
                return tries
            }
            if number <= 8 { throw .unavailable("away") }
            return number
        }
        #expect(value == 9)
        #expect(clock.pauses == [50, 100, 200, 400, 800, 1600, 2000, 2000].map { .milliseconds($0) })
        #expect(changes.all == ["store: away", "store: open"])
        #expect(gate.isOpen)
    }

    @Test("the gate of an output is closed while it fails, and of no other")
    func closesGate() async throws {
        let gate = gate()
        let retry = OutputRetry(gate: gate, clock: clock)
        let causes = EventLog()
        let failures = Locked(1)
        try await retry(.queue) { () throws(OutputError) in
            causes.note("\(gate.cause(.queue) ?? "open"), \(gate.cause(.store) ?? "open"), \(gate.isOpen)")
            let fails = failures.withLock { left in
                defer { left -= 1 }
                return left > 0
            }
            if fails { throw .unavailable("down") }
        }
        #expect(causes.all == ["open, open, true", "down, open, false"])
    }

    @Test("a refusal after an outage opens the gate: the output has answered")
    func refusedAfterOutage() async {
        let gate = gate()
        let tries = Locked(0)
        await #expect(throws: OutputError.refused("too large")) {
            try await OutputRetry(gate: gate, clock: clock)(.store) { () throws(OutputError) in
                let isFirst = tries.withLock { tries in
                    tries += 1
                    return tries == 1
                }
                throw isFirst ? .unavailable("away") : .refused("too large")
            }
        }
        #expect(changes.all == ["store: away", "store: open"])
        #expect(gate.isOpen)
    }

    @Test("a refusal is passed on at once and closes nothing")
    func refused() async {
        let gate = gate()
        await #expect(throws: OutputError.refused("too large")) {
            try await OutputRetry(gate: gate, clock: clock)(.queue) { () throws(OutputError) in
                throw .refused("too large")
            }
        }
        #expect(clock.pauses.isEmpty)
        #expect(gate.isOpen)
        #expect(changes.all.isEmpty)
    }

    @Test("cancelling ends the repetition")
    func cancelled() async {
        let gate = gate()
        let calls = Locked(0)
        let retry = OutputRetry(gate: gate)
        let task = Task { () -> OutputError? in
            do throws(OutputError) {
                try await retry(.store) { () throws(OutputError) in
                    calls.withLock { $0 += 1 }
                    throw .unavailable("away")
                }
                return nil
            } catch {
                return error
            }
        }
        #expect(await eventually { calls.withLock { $0 } > 0 })
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(gate.cause(.store) == "away")
    }

    @Test("an output is closed until it is first reached, and each change is told once")
    func unreached() {
        let gate = gate(unreached: [.store, .queue])
        #expect(!gate.isOpen)
        #expect(gate.cause(.queue) == "not reached yet")
        gate.open(.store)
        gate.open(.store)
        #expect(!gate.isOpen)
        gate.open(.queue)
        #expect(gate.isOpen)
        gate.close(.queue, because: "first")
        gate.close(.queue, because: "second")
        #expect(gate.cause(.queue) == "second")
        #expect(changes.all == ["store: open", "queue: open", "queue: first"])
    }
}
