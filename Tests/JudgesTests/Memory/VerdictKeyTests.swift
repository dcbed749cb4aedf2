import Evaluation
import Judges
import TestKit
import Testing

/// What finds an earlier answer again and what must not.
@Suite struct VerdictKeyTests {
    private func grounding(
        input: String? = "When?", output: String = "In 1889. It is tall.",
        evidence: [String] = ["Built in 1889.", "Tall."],
        claims: Bool = true, relevancy: Bool = true
    ) -> JudgeTask {
        .grounding(
            GroundingTask(
                input: input, output: output, evidence: evidence, asksForClaims: claims, asksForRelevancy: relevancy))
    }

    private func name(
        _ task: JudgeTask? = nil, _ change: (inout VerdictScope) -> Void = { _ in }, namespace: String = ""
    ) -> String {
        var scope = CountedJudge.scope
        change(&scope)
        return VerdictKey(task ?? grounding(), scope: scope, namespace: namespace).name
    }

    @Test("the same question to the same judge has the same key, 64 hexadecimal digits")
    func same() {
        #expect(name() == name())
        #expect(name().utf8.count == 64)
        #expect(name().allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }

    @Test("who is asked and how is part of the key")
    func scope() {
        let changes: [(String, (inout VerdictScope) -> Void)] = [
            ("provider", { $0.provider = "anthropic" }), ("endpoint", { $0.endpoint += "/x" }),
            ("model", { $0.model = "judge-2" }), ("form", { $0.form = .binary }),
            ("key", { $0.key = Secret("sk-client") }),
            ("no key", { $0.key = nil }), ("empty key", { $0.key = Secret("") }),
            ("temperature", { $0.temperature = 0.3 }),
            ("seed", { $0.seed = 1 }), ("seed 0", { $0.seed = 0 }), ("sample", { $0.sample = 1 }),
            ("other sample", { $0.sample = 2 }), ("shape", { $0.shape = ["schema"] }),
            ("other shape", { $0.shape = ["text"] }),
        ]
        var names = [name()]
        for (what, change) in changes where what != "empty key" {
            let changed = name(nil, change)
            #expect(!names.contains(changed), "\(what)")
            names.append(changed)
        }
        #expect(!names.contains(name(namespace: "staging")))
    }

    @Test("whatever the judge is shown is part of the key")
    func question() {
        let tasks = [
            grounding(input: "Where?"), grounding(output: "In 1890. It is tall."), grounding(output: "In 1889."),
            grounding(evidence: ["Tall.", "Built in 1889."]), grounding(evidence: ["Built in 1889. Tall."]),
            grounding(evidence: ["Built in 1889."]), grounding(claims: false), grounding(relevancy: false),
            .extraction(ExtractionTask(sentences: NumberedText.sentences(of: "In 1889. It is tall."))),
            .safety(SafetyTask(input: "When?", output: "In 1889. It is tall.")),
            .safety(SafetyTask(input: "When?", output: "In 1889. It is tall.", asksForBias: false)),
        ]
        #expect(Set(tasks.map { name($0) } + [name()]).count == tasks.count + 1)
    }

    @Test("texts that would be alike without their places are not")
    func places() {
        let one = grounding(input: "a", output: "b.", evidence: ["c"])
        let crossed = [
            grounding(input: "b.", output: "a", evidence: ["c"]), grounding(input: "c", output: "b.", evidence: ["a"]),
            grounding(input: "a\ns1: \"b.\"", output: "b.", evidence: ["c"]),
            grounding(input: "a\"\nEND \(String(repeating: "0", count: 32))", output: "b.", evidence: ["c"]),
        ]
        #expect(Set(([one] + crossed).map { name($0) }).count == crossed.count + 1)
        let battle = { (first: String, second: String) in
            JudgeTask.battle(BattleTask(input: "q", first: first, second: second))
        }
        #expect(name(battle("x", "y")) != name(battle("y", "x")))
    }

    @Test("data that spells the fence of the key is told from data that spells its escape")
    func fence() {
        let zeros = String(repeating: "0", count: 32)
        let escaped = String(repeating: "0", count: 31) + "\\u0030"
        #expect(name(grounding(output: zeros)) != name(grounding(output: escaped)))
    }

    @Test("a plain question's key leaves out its fence and nothing else")
    func plain() {
        let question = { (nonce: String?, data: String) in
            TokenQuestion(
                system: "Rules.", user: nonce.map { "DATA \($0)\ntext: \"\(data)\"\nEND \($0)\nIs it?" } ?? data,
                words: ["yes", "no"], nonce: nonce)
        }
        let name = { (question: TokenQuestion) in
            VerdictKey(question, scope: CountedJudge.scope, namespace: "").name
        }
        let one = name(question(PromptNonce.fresh(), "a"))
        #expect(one == name(question(PromptNonce.fresh(), "a")))
        #expect(one != name(question(PromptNonce.fresh(), "b")))
        #expect(
            one
                != name(
                    TokenQuestion(
                        system: "Rules.", user: question(nil, "a").user, words: ["yes", "no"])))
        #expect(
            name(TokenQuestion(system: "s", user: "u", words: ["yes", "no"]))
                != name(TokenQuestion(system: "s", user: "u", words: ["no", "yes"])))
        #expect(
            name(TokenQuestion(system: "s", user: "u", words: ["yes", "no"]))
                != name(TokenQuestion(system: "s", user: "u", words: ["yesno"])))
    }

    @Test("a judge behind HTTP says what matters of itself, and a sample its number")
    func callers() throws {
        let transport = ScriptedTransport { _, _ in .success(completion()) }
        let (judge, shared) = try makeJudge(transport, clock: LeapingClock(), seed: 7)
        let scope = judge.scope
        #expect(scope.endpoint == "http://127.0.0.1:9/v1")
        #expect(scope.key == canaryKey)
        #expect(scope.seed == 7)
        let sample = try #require(judge.variant(JudgeVariant(sample: 2)) as? LLMJudge).scope
        #expect(sample.temperature == 0.3)
        #expect(sample.seed == 9)
        // What is learned about a schema changes how its questions are asked, and no others.
        let key = ShapeMemory.Key(endpoint: scope.endpoint, model: scope.model, format: "openai")
        shared.shapes.learn(.schema, refusedFor: "safety", of: key)
        #expect(judge.scope(of: .safety).shape != scope.shape)
        #expect(judge.scope(of: .grounding) == scope)
        #expect(judge.scope == scope)
        // What is learned about a model changes how it is asked.
        shared.shapes.learn(RequestShape(formats: [.text]), for: key)
        #expect(judge.scope.shape != scope.shape)
        #expect(judge.scope(of: .grounding) == judge.scope)
    }
}

/// What is kept, and what of it is believed.
@Suite struct VerdictTests {
    private let task = JudgeTask.safety(SafetyTask(input: "Hi", output: "Hello."))

    private func key(_ output: String = "Hello.", secret: String = "sk-1") -> VerdictKey {
        var scope = CountedJudge.scope
        scope.key = Secret(secret)
        return VerdictKey(.safety(SafetyTask(input: "Hi", output: output)), scope: scope, namespace: "")
    }

    @Test(
        "what is written is read again",
        arguments: [
            Verdict(.text(#"{"none":true,"x":"ü\n"}"#), model: "m-1", tokens: 110),
            Verdict(.words([0.1, 0.9], mass: 0.75), model: "", tokens: 0),
        ])
    func roundTrip(verdict: Verdict) throws {
        let value = try #require(verdict.sealed(under: key()))
        #expect(Verdict(value, under: key()) == verdict)
    }

    @Test("a value is believed under its own key and by its own judge's key alone")
    func crossed() throws {
        let value = try #require(Verdict(.text("{}"), model: "m", tokens: 1).sealed(under: key()))
        #expect(Verdict(value, under: key("Die.")) == nil)
        #expect(Verdict(value, under: key(secret: "sk-2")) == nil)
    }

    @Test("no byte of a value can be changed, added or taken away")
    func changed() throws {
        let value = try #require(Verdict(.text(#"{"none":false}"#), model: "m", tokens: 1).sealed(under: key()))
        for place in value.indices {
            var changed = value
            changed[place] ^= 1
            #expect(Verdict(changed, under: key()) == nil)
        }
        #expect(Verdict(value + [0x20], under: key()) == nil)
        #expect(Verdict(Array(value.dropLast()), under: key()) == nil)
        for garbage in [[], [0x7B], [UInt8](repeating: 0x30, count: 64), [UInt8](repeating: 0x30, count: 70_000)] {
            #expect(Verdict(garbage, under: key()) == nil)
        }
    }

    @Test("what is too long or no number is not kept")
    func unkept() {
        #expect(
            Verdict(.text(String(repeating: "x", count: 70_000)), model: "m", tokens: 1).sealed(under: key()) == nil)
        #expect(Verdict(.words([.nan], mass: 1), model: "m", tokens: 1).sealed(under: key()) == nil)
        let strange = Verdict(.words([2, -1], mass: 1), model: "m", tokens: 1).sealed(under: key())
        #expect(strange.flatMap { Verdict($0, under: key()) } == nil)
    }
}
