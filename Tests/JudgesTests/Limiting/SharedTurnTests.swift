import Evaluation
import Judges
import TestKit
import Testing
import Threads

/// The turn of a call that several requests wait for.
struct SharedTurnTests {
    private typealias Ticket = CallScheduler.Ticket

    /// Serves whatever may begin, one call after the other.
    private func serve(_ scheduler: inout CallScheduler, at now: Duration = .zero) -> [Ticket] {
        var served: [Ticket] = []
        while true {
            let step = scheduler.advance(to: now)
            guard !step.verdicts.isEmpty else { return served }
            for case (let ticket, .granted(let permit)) in step.verdicts {
                served.append(ticket)
                scheduler.finish(permit, .succeeded, at: now)
            }
        }
    }

    @Test("it is due when the first of them is")
    func due() {
        var scheduler = CallScheduler(ceiling: 1)
        let others = (0..<5).map { _ in scheduler.enqueue(admission("c", deadline: .seconds(50)), at: .zero) }
        let shared = scheduler.enqueue(admission("c", deadline: .seconds(900)), at: .zero)
        scheduler.join(shared, CallOrigin(campaign: "c", deadline: .seconds(20)), at: .zero)
        scheduler.join(shared, CallOrigin(campaign: "c", deadline: .seconds(700)), at: .zero)
        #expect(serve(&scheduler) == [shared] + others)
        #expect(scheduler.waiting == 0)
    }

    @Test("it takes the turn of whichever campaign comes first, and is made once")
    func campaigns() {
        var scheduler = CallScheduler(ceiling: 1)
        let flood = (0..<20).map { _ in scheduler.enqueue(admission("flood", deadline: .seconds(50)), at: .zero) }
        let shared = scheduler.enqueue(admission("flood", deadline: .seconds(60)), at: .zero)
        scheduler.join(shared, CallOrigin(campaign: "guest", deadline: .seconds(60)), at: .zero)
        let served = serve(&scheduler)
        #expect(served.prefix(2).contains(shared), "\(served)")
        #expect(served.count == flood.count + 1 && Set(served).count == served.count)
    }

    @Test("a client that waits takes it out of the line of those whose clients have given up")
    func revived() {
        var scheduler = CallScheduler(ceiling: 1)
        let gone = (0..<3).map { _ in scheduler.enqueue(admission("a", deadline: .seconds(-1)), at: .zero) }
        let others = (0..<40).map { _ in scheduler.enqueue(admission("b", deadline: .seconds(60)), at: .zero) }
        scheduler.join(gone[2], CallOrigin(campaign: "c", deadline: .seconds(70)), at: .zero)
        let served = serve(&scheduler)
        #expect(served.prefix(2).contains(gone[2]), "\(served)")
        #expect(served.count == gone.count + others.count)
    }

    @Test("it is late only when the clients of all have given up")
    func late() {
        var scheduler = CallScheduler(ceiling: 1)
        let shared = scheduler.enqueue(admission("a", deadline: .seconds(5)), at: .zero)
        scheduler.join(shared, CallOrigin(campaign: "a", deadline: .seconds(30)), at: .zero)
        scheduler.join(shared, CallOrigin(campaign: "b", deadline: .seconds(8)), at: .zero)
        let others = (0..<4).map { _ in scheduler.enqueue(admission("a", deadline: .seconds(90)), at: .zero) }
        var copy = scheduler
        #expect(serve(&copy, at: .seconds(10)).first == shared)
        #expect(serve(&scheduler, at: .seconds(40)) == others + [shared])
    }

    @Test("where a provider is paused it is refused only when nobody could wait any longer")
    func paused() {
        var scheduler = CallScheduler(ceiling: 8)
        _ = scheduler.enqueue(admission(), at: .zero)
        guard case .granted(let permit) = scheduler.advance(to: .zero).verdicts.first?.verdict else { return }
        let hasty = scheduler.enqueue(admission("a", deadline: .seconds(30)), at: .zero)
        let shared = scheduler.enqueue(admission("a", deadline: .seconds(40)), at: .zero)
        scheduler.join(shared, CallOrigin(campaign: "b", deadline: .seconds(80)), at: .zero)
        scheduler.finish(permit, turnedAway(.seconds(60), isAsked: true), at: .zero)
        #expect(scheduler.advance(to: .seconds(1)).verdicts.map(\.ticket) == [hasty])
        #expect(scheduler.advance(to: .seconds(60)).verdicts.map(\.ticket) == [shared])
    }

    @Test(
        "of those whose clients have given up at most one is served for fifteen others, wherever they stood in line",
        arguments: 1...20)
    func lateAfterLive(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var scheduler = CallScheduler(ceiling: 1)
        var deadlines: [Ticket: Duration?] = [:]
        var liveSinceLate = 15
        for step in 0..<1500 {
            let now = Duration.milliseconds(step * 100)
            for _ in 0..<Int.random(in: 0..<4, using: &random) {
                let wait = Int.random(in: 0..<3, using: &random) == 0 ? nil : Int.random(in: 1...90, using: &random)
                let deadline = wait.map { now + .seconds($0) }
                deadlines[scheduler.enqueue(admission("c", deadline: deadline), at: now)] = deadline
                if let ticket = deadlines.keys.min(), Int.random(in: 0..<8, using: &random) == 0 {
                    let later = now + .seconds(Int.random(in: 1...60, using: &random))
                    scheduler.join(ticket, CallOrigin(campaign: "c", deadline: later), at: now)
                    if let known = deadlines[ticket] ?? nil { deadlines[ticket] = max(known, later) }
                }
            }
            func isLate(_ ticket: Ticket) -> Bool { (deadlines[ticket] ?? nil).map { $0 <= now } ?? false }
            for case (let ticket, .granted(let permit)) in scheduler.advance(to: now).verdicts {
                let isLive = !isLate(ticket)
                let waits = deadlines.keys.contains { $0 != ticket && !isLate($0) }
                if !isLive, waits {
                    #expect(liveSinceLate >= 15, "seed \(seed), step \(step)")
                    liveSinceLate = 0
                } else if isLive {
                    liveSinceLate += 1
                }
                deadlines[ticket] = nil
                scheduler.finish(permit, .succeeded, at: now)
            }
        }
        #expect(deadlines.count > 100, "seed \(seed): calls had to wait")
    }

    // MARK: Of a question that is asked at the same time

    @Test("a client that waits does not stand behind one that has given up and asked the same before")
    func coalesced() async throws {
        let transport = TurnstileTransport(names: ["first", "of both", "of others"])
        let memory = VerdictMemory(store: ProcessVerdictStore())
        let shared = JudgeResources(transport: transport, concurrency: 1, memory: memory)
        let selector = JudgeSelector(
            settings: JudgeSettings(baseURL: "http://127.0.0.1:9/v1", model: "house"), shared: shared)
        func task(_ text: String) -> JudgeTask { .safety(SafetyTask(input: text, output: "Hello.")) }
        func judge(_ campaign: String, _ seconds: Int) -> any Judge {
            selector.judge(origin: selector.origin(campaign: campaign, replyWithin: .seconds(seconds)))
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await failure(of: judge("b", 3000), task("first")) }
            #expect(await eventually { transport.questions.count == 1 })
            group.addTask { _ = await failure(of: judge("a", -1), task("of both")) }
            #expect(await eventually { shared.limiter.statistics.waiting == 1 })
            for number in 0..<10 {
                group.addTask { _ = await failure(of: judge("b", 3000), task("of others \(number)")) }
            }
            #expect(await eventually { shared.limiter.statistics.waiting == 11 })
            group.addTask { _ = await failure(of: judge("b", 2000), task("of both")) }
            let end = ContinuousClock.now + .seconds(180)
            while await memory.waiting != 1, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(2)) }
            for _ in 0..<12 { transport.gate.signal() }
        }
        #expect(transport.questions.count == 12)
        #expect(transport.questions.prefix(2) == ["first", "of both"], "\(transport.questions)")
    }
}
