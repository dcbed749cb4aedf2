import Evaluation
import JSON
import Judges
import TestKit
import Testing
import Threads

/// Whole evaluations with a memory: what is paid for once, and that a memory never says what the judge would not be believed.
@Suite(.timeLimit(.minutes(20))) struct RememberedEvaluationTests {
    private static let lie = "The tower was built in 1999."

    private func remembering(_ judge: CountedJudge, _ store: any VerdictStore = ProcessVerdictStore()) -> any Judge {
        VerdictMemory(store: store).remembering(judge)
    }

    /// Keeps the first structured answer's place, so that a test can put something else there.
    private final class Watched: VerdictStore {
        let inner = ProcessVerdictStore()
        let kept = KeyList()

        func recall(_ key: VerdictKey, wanting lease: VerdictLease?) async -> VerdictRecall {
            await inner.recall(key, wanting: lease)
        }
        func renew(_ key: VerdictKey, _ lease: VerdictLease) async { await inner.renew(key, lease) }
        func keep(_ value: [UInt8], under key: VerdictKey, ending lease: VerdictLease?) {
            kept.add(key)
            inner.keep(value, under: key, ending: lease)
        }
        func release(_ key: VerdictKey, _ lease: VerdictLease) { inner.release(key, lease) }
        func forget(_ key: VerdictKey) { inner.forget(key) }
    }

    @Test("the same request again costs nothing, says so, and comes to the same")
    func again() async throws {
        let judge = CountedJudge.oracle()
        let remembering = remembering(judge)
        let metrics = ["faithfulness", "answer_relevancy", "toxicity"].map { MetricRequest($0) }
        let first = try await towerResult(metrics: metrics, judge: remembering)
        let paid = judge.calls
        #expect(first.usage.calls == paid && paid > 0)
        let second = try await towerResult(metrics: metrics, judge: remembering)
        #expect(judge.calls == paid)
        #expect(second.usage.calls == 0)
        #expect(second.usage.promptTokens == 0 && second.usage.completionTokens == 0)
        #expect(second.usage.costUSD == 0)
        #expect(second.usage.cacheHits == paid)
        #expect(second.usage.savedTokens == first.usage.promptTokens + first.usage.completionTokens)
        #expect(second.outcomes == first.outcomes)
        let object = ResultEncoder().object(
            for: second, timing: ResultEncoder.Timing(queued: nil, judge: 0, total: 0))
        #expect(object["usage"]?["cache_hits"]?.integer == paid)
        #expect(object["usage"]?["saved_tokens"]?.integer == second.usage.savedTokens)
        #expect(object["usage"]?["cost_usd"]?.number == 0)
        #expect(
            ResultEncoder().object(for: first, timing: ResultEncoder.Timing(queued: nil, judge: 0, total: 0))["usage"]?[
                "cache_hits"] == nil)
    }

    @Test("ids, thresholds, weights, strictness and the order of metrics change no question")
    func outside() async throws {
        let judge = CountedJudge.oracle()
        let remembering = remembering(judge)
        let both = [MetricRequest("faithfulness"), MetricRequest("hallucination")]
        let lenient = try await towerResult(Self.lie, metrics: both, judge: remembering)
        let paid = judge.calls
        _ = try await towerResult(Self.lie, metrics: both.reversed(), id: "other", judge: remembering)
        let strict = [
            MetricRequest(key: "mine", id: "faithfulness", threshold: 0, weight: 3),
            MetricRequest(key: "hallucination", id: "hallucination", threshold: 0.01, strict: true),
        ]
        let judged = try await towerResult(Self.lie, metrics: strict, judge: remembering)
        #expect(judge.calls == paid)
        // The threshold is applied to what was found, not remembered with it.
        #expect(judged.outcomes.first?.passed == true)
        #expect(lenient.outcomes.first?.passed == false)
    }

    @Test("a change of the answer, of its evidence or of the question is another question")
    func inside() async throws {
        let judge = CountedJudge.oracle()
        let remembering = remembering(judge)
        _ = try await towerResult(judge: remembering)
        let bad = try await towerResult(Self.lie, judge: remembering)
        let unproven = try await towerResult(evidence: ["The bridge is green."], judge: remembering)
        #expect(judge.calls == 3)
        #expect(bad.outcomes.first?.passed == false)
        #expect(unproven.outcomes.first?.passed == false)
    }

    @Test("samples stay independent: one answer never stands for several")
    func samples() async throws {
        let judge = CountedJudge.oracle()
        let remembering = remembering(judge)
        let policy = EvaluationPolicy(judging: JudgingOptions(samples: 3))
        let first = try await towerResult(policy: policy, judge: remembering)
        #expect(judge.calls == first.usage.calls)
        #expect(judge.calls >= 2)
        let paid = judge.calls
        _ = try await towerResult(policy: policy, judge: remembering)
        #expect(judge.calls == paid)
    }

    @Test("a fifth of the traffic repeated costs a fifth less", arguments: [1, 16])
    func repeatedTraffic(width: Int) async throws {
        let judge = CountedJudge.oracle()
        let remembering = remembering(judge)
        let outputs = (0..<100).map { "The tower was built in \($0 < 80 ? 1800 + $0 : 1800 + ($0 - 80) * 3)." }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, output) in outputs.enumerated() {
                if place >= width { try await group.next() }
                group.addTask { _ = try await towerResult(output, judge: remembering) }
            }
            try await group.waitForAll()
        }
        #expect(judge.calls == 80)
    }

    @Test("a value that cannot be read is no answer: the judge is asked, and its answer takes the place")
    func garbage() async throws {
        let judge = CountedJudge.oracle()
        let store = Watched()
        let remembering = remembering(judge, store)
        let honest = try await towerResult(Self.lie, judge: remembering)
        let key = try #require(store.kept.all.first)
        for value in ["", "{}", String(repeating: "0", count: 64) + #"{"text":"{}","model":"m","tokens":1}"#] {
            store.inner.keep(Array(value.utf8), under: key, ending: nil)
            let before = judge.calls
            let result = try await towerResult(Self.lie, judge: remembering)
            #expect(judge.calls == before + 1)
            #expect(result.outcomes == honest.outcomes)
            #expect(try await towerResult(Self.lie, judge: remembering).usage.cacheHits == 1)
            #expect(judge.calls == before + 1)
        }
    }

    @Test(
        "a readable value that the reader does not accept is no answer either",
        arguments: [
            "not JSON", "{}", #"{"score":1.0}"#,
            // Names a sentence that was not shown.
            #"{"reasoning":"r","claims":[{"sid":"s9","claim":null,"verdict":"supported","eid":"e1","quote":"The tower was built","p":1}],"overall":"all_supported"}"#,
            // Leaves the sentence out.
            #"{"reasoning":"r","claims":[],"overall":"all_supported"}"#,
            // Invents its quotes.
            #"{"reasoning":"r","claims":[{"sid":"s1","claim":"The tower is old.","verdict":"supported","eid":"e1","quote":"words that nobody wrote down","p":1},{"sid":"s1","claim":"It was built.","verdict":"supported","eid":"e1","quote":"more words that nobody wrote down","p":1}],"overall":"all_supported"}"#,
        ])
    func poisoned(text: String) async throws {
        let judge = CountedJudge.oracle()
        let store = Watched()
        let remembering = remembering(judge, store)
        let honest = try await towerResult(Self.lie, judge: remembering)
        let key = try #require(store.kept.all.first)
        let poison = try #require(Verdict(.text(text), model: "evil", tokens: 1).sealed(under: key))
        store.inner.keep(poison, under: key, ending: nil)
        let result = try await towerResult(Self.lie, judge: remembering)
        #expect(judge.calls == 2)
        // The first try was the memory's, not the judge's: it is asked plainly.
        #expect(judge.log.repairs == 0)
        #expect(result.outcomes == honest.outcomes)
        #expect(result.usage.calls == 1)
        #expect(result.usage.cacheHits == 0)
        #expect(try await towerResult(Self.lie, judge: remembering).outcomes == honest.outcomes)
        #expect(judge.calls == 2)
    }

    @Test("many who meet the same poisoned value pay for one call")
    func poisonedCrowd() async throws {
        let judge = CountedJudge.oracle()
        let store = Watched()
        let remembering = remembering(judge, store)
        let honest = try await towerResult(Self.lie, judge: remembering)
        let key = try #require(store.kept.all.first)
        let poison = try #require(Verdict(.text("{}"), model: "evil", tokens: 1).sealed(under: key))
        store.inner.keep(poison, under: key, ending: nil)
        let results = try await withThrowingTaskGroup(of: EvaluationResult.self) { group in
            for _ in 0..<20 { group.addTask { try await towerResult(Self.lie, judge: remembering) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.allSatisfy { $0.outcomes == honest.outcomes })
        // Those who come when the first is done find its answer; those who read the poison just before ask for themselves.
        #expect((2...21).contains(judge.calls))
    }

    @Test(
        "canaries are asked about with a remembered answer as with any other: one that gets them wrong is not believed")
    func canaries() async throws {
        let judge = CountedJudge.oracle()
        let store = Watched()
        let remembering = remembering(judge, store)
        let policy = EvaluationPolicy(judging: JudgingOptions(canaries: .always))
        let honest = try await towerResult(Self.lie, policy: policy, judge: remembering)
        let again = try await towerResult(Self.lie, policy: policy, judge: remembering)
        #expect(judge.calls == 1)
        #expect(again.outcomes == honest.outcomes)
        // Everything is supported, the canary that is not, too.
        let key = try #require(store.kept.all.first)
        let claims = (1...3).map {
            #"{"sid":"s\#($0)","claim":null,"verdict":"supported","eid":"e1","quote":"The tower was built in 1889","p":1}"#
        }
        let text = #"{"reasoning":"r","claims":[\#(claims.joined(separator: ","))],"overall":"all_supported"}"#
        let poison = try #require(Verdict(.text(text), model: "evil", tokens: 1).sealed(under: key))
        store.inner.keep(poison, under: key, ending: nil)
        let result = try await towerResult(Self.lie, policy: policy, judge: remembering)
        #expect(judge.calls == 2)
        #expect(result.outcomes == honest.outcomes)
    }

    @Test("with canaries and without are two questions: what was answered without them does not stand in")
    func hardened() async throws {
        let judge = CountedJudge.oracle()
        let remembering = remembering(judge)
        for canaries in [JudgingOptions.Canaries.never, .always] {
            _ = try await towerResult(
                policy: EvaluationPolicy(judging: JudgingOptions(canaries: canaries)), judge: remembering)
        }
        _ = try await towerResult(policy: EvaluationPolicy(judging: JudgingOptions(isStrict: true)), judge: remembering)
        #expect(judge.calls >= 4)
    }

    @Test("a judge that fails its canaries, invents quotes or breaks the schema is asked each time anew")
    func bad() async throws {
        let void = #"""
            {"reasoning":"r","claims":[{"sid":"s1","claim":"The tower is old.","verdict":"supported","eid":"e1","quote":"words that nobody wrote down","p":1},{"sid":"s1","claim":"It was built.","verdict":"supported","eid":"e1","quote":"more words that nobody wrote down","p":1}],"overall":"all_supported"}
            """#
        for text in [void, "not JSON"] {
            let judge = CountedJudge { _, _ in text }
            let store = Watched()
            let remembering = remembering(judge, store)
            let first = try await towerResult(judge: remembering)
            let paid = judge.calls
            #expect(first.outcomes.first?.status == .judgeFailed)
            _ = try await towerResult(judge: remembering)
            #expect(judge.calls == 2 * paid)
            #expect(store.kept.all.isEmpty)
        }
    }

    @Test("an answer that was repaired and then accepted is kept under the plain question")
    func repaired() async throws {
        let judge = CountedJudge { task, call in call == 1 ? "{}" : Oracle().answer(task).text }
        let remembering = remembering(judge)
        let first = try await towerResult(judge: remembering)
        #expect(first.usage.calls == 2)
        let second = try await towerResult(judge: remembering)
        #expect(judge.calls == 2)
        #expect(second.outcomes == first.outcomes)
    }

    @Test("a small model's plain questions are remembered, what it is measured by is not")
    func binary() async throws {
        var judge = CountedJudge.oracle()
        judge.capability = JudgeCapability(form: .binary, hasTokenProbabilities: true)
        judge.words = { question in
            let isYes = AnchoredQuestion.truth(of: question) ?? true
            return question.words.count == 2
                ? (isYes ? [0.9, 0.1] : [0.1, 0.9]) : question.words.indices.map { $0 == 0 ? 1 : 0 }
        }
        let store = Watched()
        let remembering = remembering(judge, store)
        let first = try await towerResult(judge: remembering)
        let paid = judge.calls
        #expect(first.outcomes.first?.status == .scored)
        // Another evaluator measures the model itself.
        let second = try await towerResult(judge: remembering)
        #expect(second.outcomes == first.outcomes)
        #expect(second.usage.cacheHits == store.kept.all.count)
        #expect(judge.calls == paid + (paid - store.kept.all.count))

        // Somebody turns every answer around under the judge's own seal: nothing tells it from the judge's word, but what
        // makes no sense is asked anew.
        for key in store.kept.all {
            let poison = try #require(
                Verdict(.words([0.5, 0.5], mass: 0.01), model: "evil", tokens: 1).sealed(under: key))
            store.inner.keep(poison, under: key, ending: nil)
        }
        let third = try await towerResult(judge: remembering)
        #expect(third.outcomes == first.outcomes)
    }

    @Test("a battle of equals asks both orders with one call")
    func battle() async throws {
        let judge = CountedJudge.oracle()
        let remembering = remembering(judge)
        let result = try await Evaluator().evaluate(
            EvaluationRequest(
                id: "b", subject: .battle(Battle(input: "When?", responseA: "In 1889.", responseB: "In 1889."))),
            judge: remembering)
        #expect(result.battle?.winner == .tie)
        #expect(judge.calls <= 1)
    }
}

/// Keys in the order they came.
private final class KeyList: Sendable {
    private let keys = Locked<[VerdictKey]>([])

    func add(_ key: VerdictKey) { keys.withLock { $0.append(key) } }

    var all: [VerdictKey] { keys.withLock { $0 } }
}
