import Evaluation
import Testing

@Suite("What is remembered of criteria")
struct ProcessStepMemoryTests {
    private func key(_ criteria: String) -> StepKey {
        StepKey(
            task: StepsTask(criteria: criteria, parts: []), judge: JudgeIdentity(provider: "p", model: "m"))
    }

    @Test("Of many that look for the same steps one has to find them, and all get them")
    func single() async {
        let memory = ProcessStepMemory()
        #expect(await memory.steps(for: key("a")) == .missing)
        await withTaskGroup(of: StepRecall.self) { group in
            for _ in 0..<20 { group.addTask { await memory.steps(for: key("a")) } }
            await memory.settle(key("a"), CompiledSteps(["s"]))
            for await recall in group { #expect(recall == .known(CompiledSteps(["s"]))) }
        }
        #expect(await memory.steps(for: key("a")) == .known(CompiledSteps(["s"])))
        #expect(await memory.steps(for: key("b")) == .missing)
    }

    @Test("When the finder is cancelled, one of those who wait takes over")
    func handover() async {
        let memory = ProcessStepMemory()
        #expect(await memory.steps(for: key("a")) == .missing)
        let found = await withTaskGroup(of: StepRecall.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let recall = await memory.steps(for: key("a"))
                    if recall == .missing { await memory.settle(key("a"), CompiledSteps(["s"])) }
                    return recall
                }
            }
            await memory.settle(key("a"), nil)
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found.count { $0 == .missing } == 1)
        #expect(found.count { $0 == .known(CompiledSteps(["s"])) } == 7)
    }

    @Test("Who is cancelled while waiting waits no longer and is given no duty")
    func abandoned() async {
        let memory = ProcessStepMemory()
        #expect(await memory.steps(for: key("a")) == .missing)
        let waiting = Task { await memory.steps(for: key("a")) }
        waiting.cancel()
        #expect(await waiting.value == .abandoned)
        await memory.settle(key("a"), nil)
        #expect(await memory.steps(for: key("a")) == .missing)
    }

    @Test(
        "A failure that may pass is told to those who wait, and forgotten",
        arguments: [
            (JudgeError.Code.unavailable, false), (.rateLimited, false), (.malformed, true), (.refused, true),
        ])
    func failures(code: JudgeError.Code, lasts: Bool) async {
        let memory = ProcessStepMemory()
        _ = await memory.steps(for: key("a"))
        await memory.settle(key("a"), CompiledSteps(failure: code))
        let recall = await memory.steps(for: key("a"))
        #expect(recall == (lasts ? .known(CompiledSteps(failure: code)) : .missing))
    }

    @Test("Only the latest criteria are remembered")
    func bounded() async {
        let memory = ProcessStepMemory(capacity: 2)
        for name in ["a", "b", "c"] {
            _ = await memory.steps(for: key(name))
            await memory.settle(key(name), CompiledSteps([name]))
        }
        #expect(await memory.steps(for: key("c")) == .known(CompiledSteps(["c"])))
        #expect(await memory.steps(for: key("b")) == .known(CompiledSteps(["b"])))
        #expect(await memory.steps(for: key("a")) == .missing)
    }
}
