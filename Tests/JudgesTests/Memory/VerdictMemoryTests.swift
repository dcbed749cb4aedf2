import Evaluation
import JSON
import Judges
import TestKit
import Testing
import Threads

/// Of those who ask the same, one pays.
@Suite(.timeLimit(.minutes(20))) struct VerdictMemoryTests {
    private static var task: JudgeTask { .safety(SafetyTask(input: "Hi", output: "Hello there.")) }

    private static func other(_ number: Int) -> JudgeTask {
        .safety(SafetyTask(input: "Hi", output: "Hello number \(number)."))
    }

    private func memory(
        _ store: any VerdictStore = ProcessVerdictStore(), _ events: EventList = EventList()
    ) -> VerdictMemory {
        // Longer than any machine keeps a test waiting.
        var patience = VerdictMemory.Patience()
        patience.leaseLife = .seconds(600)
        patience.longest = .seconds(600)
        return VerdictMemory(store: store, patience: patience, observer: VerdictObserver { events.add($0) })
    }

    private func asked(_ judge: any Judge, _ task: JudgeTask = task, repair: String? = nil) async -> Result<
        JudgeAnswer, JudgeError
    > {
        do throws(JudgeError) {
            let answer = try await judge.answer(task, repair: repair)
            answer.receipt?.settle(isAccepted: true)
            return .success(answer)
        } catch { return .failure(error) }
    }

    private func wait(for count: Int, in memory: VerdictMemory) async throws {
        let end = ContinuousClock.now + .seconds(180)
        while await memory.waiting != count {
            try #require(ContinuousClock.now < end, "\(count) wait")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    @Test("a hundred who ask the same at once get one call's answer, and one of them pays for it")
    func coalesces() async throws {
        let gate = AsyncSemaphore(permits: 0)
        let judge = CountedJudge { task, _ in
            try? await gate.wait()
            return Oracle().answer(task).text
        }
        let events = EventList()
        let memory = memory(ProcessVerdictStore(), events)
        let remembering = memory.remembering(judge)
        let answers = try await withThrowingTaskGroup(of: Result<JudgeAnswer, JudgeError>.self) { group in
            for _ in 0..<100 { group.addTask { await asked(remembering) } }
            try await wait(for: 99, in: memory)
            gate.signal()
            return try await group.reduce(into: []) { $0.append(try $1.get()) }
        }
        #expect(judge.calls == 1)
        #expect(answers.count == 100)
        #expect(Set(answers.map(\.text)).count == 1)
        let usage = answers.reduce(JudgeUsage()) { $0 + $1.usage }
        #expect(usage.calls == 1)
        #expect(usage.promptTokens == 100)
        #expect(usage.costUSD == 0.001)
        #expect(usage.cacheHits == 99)
        #expect(usage.savedTokens == 99 * 110)
        #expect(events.count { $0 == .coalesced(savedTokens: 110) } == 99)
        #expect(events.count { $0 == .miss } == 1)
        #expect(events.count { $0 == .kept } == 1)
        #expect(await memory.waiting == 0)
    }

    @Test("other questions, other samples, other models and other namespaces are asked")
    func apart() async throws {
        let judge = CountedJudge.oracle()
        let store = ProcessVerdictStore()
        let remembering = memory(store).remembering(judge)
        let judges = [
            remembering, remembering.variant(JudgeVariant(sample: 1)), remembering.variant(JudgeVariant(sample: 2)),
            remembering.variant(JudgeVariant(model: "judge-2")),
            VerdictMemory(store: store, namespace: "staging").remembering(judge),
        ]
        for round in 0..<2 {
            for judge in judges {
                let answer = try await asked(judge).get()
                #expect(answer.receipt?.isRemembered == (round == 1))
            }
        }
        #expect(judge.calls == judges.count)
        _ = await asked(remembering, Self.other(1))
        #expect(judge.calls == judges.count + 1)
    }

    @Test("an answer that was not accepted is not given again, nor one that nobody settled")
    func unaccepted() async throws {
        let judge = CountedJudge.oracle()
        let remembering = memory().remembering(judge)
        for call in 1...3 {
            let answer = try await remembering.answer(Self.task, repair: nil)
            answer.receipt?.settle(isAccepted: false)
            #expect(judge.calls == call)
        }
        let kept = try await remembering.answer(Self.task, repair: nil)
        kept.receipt?.settle(isAccepted: true)
        let again = try await remembering.answer(Self.task, repair: nil)
        #expect(judge.calls == 4)
        #expect(again.text == kept.text)
        #expect(again.model == kept.model)
        #expect(again.usage == .reused(savedTokens: 110))
        // Found not to be usable after all, it is gone.
        again.receipt?.settle(isAccepted: false)
        _ = try await remembering.answer(Self.task, repair: nil)
        #expect(judge.calls == 5)
    }

    @Test("a failure is told to those who wait for the same call, once paid, and to nobody after them")
    func failures() async throws {
        let gate = AsyncSemaphore(permits: 0)
        let judge = CountedJudge { task, call throws(JudgeError) in
            guard call == 1 else { return Oracle().answer(task).text }
            try? await gate.wait()
            throw JudgeError(.refused, "no", usage: JudgeUsage(calls: 1, promptTokens: 100, costUSD: 0.001))
        }
        let memory = memory()
        let remembering = memory.remembering(judge)
        let errors = try await withThrowingTaskGroup(of: JudgeError?.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    if case .failure(let error) = await asked(remembering) { error } else { nil }
                }
            }
            try await wait(for: 9, in: memory)
            gate.signal()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errors.allSatisfy { $0?.code == .refused })
        #expect(errors.reduce(0) { $0 + ($1?.usage.calls ?? 0) } == 1)
        #expect(judge.calls == 1)
        #expect(try await asked(remembering).get().usage.calls == 1)
        #expect(judge.calls == 2)
    }

    @Test("where the one who asks is cancelled, one of those who wait asks instead, and none of them is cancelled")
    func handOver() async throws {
        let gate = AsyncSemaphore(permits: 0)
        let judge = CountedJudge { task, call throws(JudgeError) in
            do { try await gate.wait() } catch { throw JudgeError(.cancelled, "cancelled") }
            return Oracle().answer(task).text
        }
        let memory = memory()
        let remembering = memory.remembering(judge)
        let leader = Task { await asked(remembering) }
        let end = ContinuousClock.now + .seconds(180)
        while judge.calls < 1 {
            try #require(ContinuousClock.now < end)
            try await Task.sleep(for: .milliseconds(2))
        }
        let followers = (0..<5).map { _ in Task { await asked(remembering) } }
        try await wait(for: 5, in: memory)
        // One who waits can leave as well.
        followers[0].cancel()
        #expect(
            await followers[0].value
                == .failure(JudgeError(.cancelled, "the work was cancelled while the same question was asked")))
        leader.cancel()
        guard case .failure(let error) = await leader.value else { throw JudgeError(.malformed, "answered") }
        #expect(error.code == .cancelled)
        gate.signal()
        for follower in followers.dropFirst() { _ = try await follower.value.get() }
        #expect(judge.calls == 2)
    }

    @Test("that another's time was up is not taken over; a judge that is too slow again is")
    func timeouts() async throws {
        let gate = AsyncSemaphore(permits: 0)
        let judge = CountedJudge { task, call throws(JudgeError) in
            try? await gate.wait()
            if call == 1 { throw JudgeError(.timedOut, "slow", usage: JudgeUsage(calls: 4)) }
            return Oracle().answer(task).text
        }
        let memory = memory()
        let remembering = memory.remembering(judge)
        let answers = try await withThrowingTaskGroup(of: Result<JudgeAnswer, JudgeError>.self) { group in
            for _ in 0..<4 { group.addTask { await asked(remembering) } }
            try await wait(for: 3, in: memory)
            gate.signal()
            try await wait(for: 2, in: memory)
            gate.signal()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { if case .success = $0 { true } else { false } } == 3)
        #expect(judge.calls == 2)

        let slow = CountedJudge { _, _ throws(JudgeError) in
            try? await gate.wait()
            throw JudgeError(.timedOut, "slow")
        }
        let slowMemory = self.memory()
        let remembered = slowMemory.remembering(slow)
        let failed = try await withThrowingTaskGroup(of: Result<JudgeAnswer, JudgeError>.self) { group in
            for _ in 0..<4 { group.addTask { await asked(remembered) } }
            try await wait(for: 3, in: slowMemory)
            gate.signal()
            try await wait(for: 2, in: slowMemory)
            gate.signal()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failed.count { if case .failure(let error) = $0 { error.code == .timedOut } else { false } } == 4)
        #expect(slow.calls == 2)
    }

    @Test(
        "that another's client does not wait for its turn is not taken over: each may have more time than the one before"
    )
    func turns() async throws {
        let gate = AsyncSemaphore(permits: 0)
        let judge = CountedJudge { task, call throws(JudgeError) in
            try? await gate.wait()
            if call <= 3 { throw JudgeError(.rateLimited, "used up until after the client's deadline") }
            return Oracle().answer(task).text
        }
        let memory = memory()
        let remembering = memory.remembering(judge)
        let answers = try await withThrowingTaskGroup(of: Result<JudgeAnswer, JudgeError>.self) { group in
            for _ in 0..<6 { group.addTask { await asked(remembering) } }
            for waiting in [5, 4, 3, 2] {
                try await wait(for: waiting, in: memory)
                gate.signal()
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { if case .failure(let error) = $0 { error.code == .rateLimited } else { false } } == 3)
        #expect(answers.count { if case .success = $0 { true } else { false } } == 3)
        #expect(judge.calls == 4)
    }

    @Test("a repair is asked of the judge, and once for all who need the same")
    func repairs() async throws {
        let judge = CountedJudge.oracle()
        let remembering = memory().remembering(judge)
        _ = await asked(remembering)
        let repaired = try await asked(remembering, repair: "claims is missing").get()
        #expect(repaired.receipt?.isRemembered == false)
        #expect(judge.calls == 2)
    }

    @Test("the same judge without memory asks, and what it says is kept")
    func afresh() async throws {
        let judge = CountedJudge { _, call in #"{"call":\#(call)}"# }
        let remembering = memory().remembering(judge)
        _ = await asked(remembering)
        #expect(try await asked(remembering.withoutMemory).get().text == #"{"call":2}"#)
        #expect(try await asked(remembering).get().text == #"{"call":2}"#)
        #expect(judge.calls == 2)
    }

    @Test("token probabilities are remembered like answers")
    func words() async throws {
        var judge = CountedJudge.oracle()
        judge.words = { _ in [0.25, 0.75] }
        let remembering = memory().remembering(judge)
        let question = { () -> TokenQuestion in
            let nonce = PromptNonce.fresh()
            return TokenQuestion(
                system: "s", user: "DATA \(nonce)\ntext: \"a\"\nEND \(nonce)\nIs it?", words: ["yes", "no"],
                nonce: nonce)
        }
        let first = try await remembering.probabilities(question())
        first.receipt?.settle(isAccepted: true)
        let again = try await remembering.probabilities(question())
        #expect(judge.calls == 1)
        #expect(again.probabilities == [0.25, 0.75])
        #expect(again.usage == .reused(savedTokens: 51))
        #expect(again.receipt?.isRemembered == true)
    }

    @Test("the store of a process stays within its bytes")
    func bounded() async throws {
        let store = ProcessVerdictStore(capacity: 1000)
        let keys = (0..<20).map { VerdictKey(Self.other($0), scope: CountedJudge.scope, namespace: "") }
        for key in keys { store.keep([UInt8](repeating: 1, count: 100), under: key, ending: nil) }
        var known = 0
        for key in keys { if case .known = await store.recall(key, wanting: nil) { known += 1 } }
        #expect(known == 10)
        #expect(await store.recall(keys[19], wanting: nil) == .known([UInt8](repeating: 1, count: 100)))
    }

    @Test("a judge that cannot be told apart from others is not remembered")
    func strangers() async {
        let refusing = RefusingJudge(
            identity: JudgeIdentity(provider: "none", model: "none"), error: JudgeError(.notConfigured, "none"))
        #expect(memory().remembering(refusing) is RefusingJudge)
        #expect(memory().remembering(OfflineJudge()) is OfflineJudge)
    }
}

/// Events as they came.
final class EventList: Sendable {
    private let events = Locked<[VerdictEvent]>([])

    func add(_ event: VerdictEvent) { events.withLock { $0.append(event) } }

    func count(where matches: (VerdictEvent) -> Bool) -> Int { events.withLock { $0 }.count(where: matches) }
}
