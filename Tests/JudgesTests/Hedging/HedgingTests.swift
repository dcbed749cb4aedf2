import Evaluation
import HTTPClient
import Judges
import Testing
import Threads

struct HedgingTests {
    /// Calls before the first that may have a second one beside it.
    static let quick = HedgeShare.callsPerHedge - 1

    private struct Stand {
        let transport: UnevenTransport
        let clock: RingingClock
        let reports = Locked<[JudgeCallReport]>([])
        let shared: JudgeResources
        let judge: LLMJudge

        /// - Parameter rings: what must hold besides for the time of a call to be over. It never is before the quick calls
        ///   are made.
        init(
            after: Duration? = .seconds(2), concurrency: Int = 4, circuit: JudgeCircuit? = nil,
            rings: @escaping @Sendable () -> Bool = { true },
            _ reply: @escaping @Sendable (Int) -> UnevenTransport.Reply
        ) throws {
            let transport = UnevenTransport(reply)
            let reports = reports
            self.transport = transport
            clock = RingingClock { transport.requests.count > HedgingTests.quick && rings() }
            shared = JudgeResources(
                transport: transport, concurrency: concurrency,
                observer: JudgeObserver { report in reports.withLock { $0.append(report) } },
                clock: JudgeClock(clock))
            var configuration = LLMJudge.Configuration(
                endpoint: try #require(Endpoint("http://127.0.0.1:9/v1")), model: "judge-1", key: canaryKey,
                retry: RetryPolicy(tries: 1), callTimeout: .seconds(30), circuit: circuit)
            configuration.hedge = after.map { HedgePolicy(after: $0) }
            judge = LLMJudge(configuration, shared: shared)
        }

        func makeQuickCalls() async {
            for _ in 0..<HedgingTests.quick { #expect(await failure(of: judge) == nil) }
            #expect(transport.requests.count == HedgingTests.quick)
            reports.withLock { $0 = [] }
        }
    }

    @Test("a silent call gets an identical one beside it, whose answer counts, and gives its place back")
    func won() async throws {
        let stand = try Stand { $0 == Self.quick ? .silence : .answer }
        await stand.makeQuickCalls()
        let answer = try await stand.judge.answer(safetyTask, repair: nil)
        // Both calls count; what the silent one did cost is not known.
        #expect(answer.usage.calls == 2 && answer.usage.promptTokens == 100 && answer.usage.unpricedCalls == 2)
        let bodies = stand.transport.requests.suffix(2).map(\.body)
        #expect(bodies.count == 2 && bodies.first == bodies.last)
        let statistics = stand.shared.limiter.statistics
        #expect(statistics.inFlight == 0 && statistics.waiting == 0 && statistics.peakInFlight == 2)
        let reports = stand.reports.withLock { $0 }
        #expect(reports.map(\.outcome) == [JudgeError.Code.cancelled.rawValue, "OK"])
        #expect(reports.map(\.isHedge) == [false, true] && reports.map(\.isSuperseded) == [true, false])
    }

    @Test("the share is spent by a second call: the next silent call stays alone")
    func share() async throws {
        let isOver = Locked(false)
        let stand = try Stand { number in
            switch number {
            case Self.quick: .silence
            case Self.quick + 2: .when { isOver.withLock { $0 } }
            default: .answer
            }
        }
        await stand.makeQuickCalls()
        #expect(await failure(of: stand.judge) == nil)
        async let next = failure(of: stand.judge)
        #expect(await eventually { stand.clock.wakings == 2 })
        for _ in 0..<100 { await Task.yield() }
        isOver.withLock { $0 = true }
        #expect(await next == nil)
        #expect(stand.transport.requests.count == Self.quick + 3)
    }

    @Test("no second call without the setting, without a free place, with the judge away", arguments: 0...2)
    func alone(reason: Int) async throws {
        let circuit = JudgeCircuit()
        let isOver = Locked(false)
        let stand = try Stand(
            after: reason == 0 ? nil : .seconds(2), concurrency: reason == 1 ? 1 : 4, circuit: circuit,
            rings: { reason != 2 || circuit.outage != nil }
        ) { $0 == Self.quick ? .when { isOver.withLock { $0 } } : .answer }
        await stand.makeQuickCalls()
        async let answer = failure(of: stand.judge)
        #expect(await eventually { stand.transport.requests.count == Self.quick + 1 })
        if reason == 2 { circuit.note(.refused(JudgeError(.unauthorized, "no"))) }
        if reason > 0 { #expect(await eventually { stand.clock.wakings == 1 }) }
        for _ in 0..<100 { await Task.yield() }
        isOver.withLock { $0 = true }
        #expect(await answer == nil)
        #expect(stand.transport.requests.count == Self.quick + 1)
        #expect(stand.shared.limiter.statistics.inFlight == 0)
    }

    @Test("of two calls the one that fails leaves the question to the other", arguments: [true, false])
    func oneFails(isHedge: Bool) async throws {
        let hasFailed = Locked(false)
        let isSecondSent = Locked(false)
        let stand = try Stand { number in
            let isFailing = (number == Self.quick + 1) == isHedge
            switch number {
            case Self.quick + 1: isSecondSent.withLock { $0 = true }
            case Self.quick: break
            default: return .answer
            }
            return isFailing
                ? .when({ isSecondSent.withLock { $0 } }, status: 503) : .when { hasFailed.withLock { $0 } }
        }
        await stand.makeQuickCalls()
        async let answer = failure(of: stand.judge)
        #expect(await eventually { !stand.reports.withLock { $0.isEmpty } })
        hasFailed.withLock { $0 = true }
        #expect(await answer == nil)
        let reports = stand.reports.withLock { $0 }
        #expect(reports.map(\.outcome) == [JudgeError.Code.unavailable.rawValue, "OK"])
        #expect(reports.map(\.isHedge) == [isHedge, !isHedge] && reports.allSatisfy { !$0.isSuperseded })
        #expect(stand.shared.limiter.statistics.inFlight == 0)
    }

    @Test("a question that is cancelled ends both calls")
    func cancelled() async throws {
        let stand = try Stand { $0 < Self.quick ? .answer : .silence }
        await stand.makeQuickCalls()
        let error = await withTaskGroup(of: JudgeError?.self) { group in
            group.addTask { await failure(of: stand.judge) }
            #expect(await eventually { stand.transport.requests.count == Self.quick + 2 })
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(error?.code == .cancelled && error?.usage.calls == 2)
        #expect(stand.shared.limiter.statistics.inFlight == 0)
    }

    @Test("samples of a higher temperature have no second calls")
    func samples() async throws {
        let isOver = Locked(false)
        let stand = try Stand { $0 == Self.quick ? .when { isOver.withLock { $0 } } : .answer }
        await stand.makeQuickCalls()
        async let answer = failure(of: stand.judge.variant(JudgeVariant(sample: 1)))
        #expect(await eventually { stand.transport.requests.count == Self.quick + 1 })
        for _ in 0..<100 { await Task.yield() }
        isOver.withLock { $0 = true }
        #expect(await answer == nil)
        #expect(stand.transport.requests.count == Self.quick + 1 && stand.clock.wakings == 0)
    }
}
