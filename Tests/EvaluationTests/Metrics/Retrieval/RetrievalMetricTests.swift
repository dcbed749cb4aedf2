import Evaluation
import JSON
import TestKit
import Testing

@Suite("What a retriever found")
struct RetrievalMetricTests {
    private typealias Samples = RetrievalSamples
    private let useful = [
        (use: "useful", quote: "built in 1912"), (use: "unrelated", quote: nil),
        (use: "useful", quote: "costs eight euros"),
    ]

    @Test("All three metrics are answered by one call")
    func oneCall() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await Samples.result(judge: judge)
        #expect(judge.calls.count == 1)
        #expect(result["contextual_precision"]?.score?.rounded.value == 0.8333)
        #expect(result.score("contextual_recall") == 1)
        #expect(result["contextual_relevancy"]?.score?.rounded.value == 0.6667)
        #expect(result["contextual_relevancy"]?.reason.contains("Bread is baked with yeast and flour.") == true)
    }

    @Test("Precision is the average precision over ranks")
    func averagePrecision() async throws {
        let judge = ScriptedJudge.fixed(Samples.chunks(useful.map { $0 }))
        let result = try await Samples.result(["contextual_precision"], judge: judge)
        let outcome = try #require(result["contextual_precision"])
        #expect(try #require(outcome.score).rounded.value == 0.8333)
        #expect(outcome.findings.map { $0["rank"]?.integer } == [1, 2, 3])
        #expect(outcome.findings[2]["evidence"]?.integer == 2)
        #expect(outcome.findings[2]["start"]?.integer == 9)
        #expect(outcome.reason.contains("2 of 3 chunks useful."))
        #expect(outcome.reason.contains("\"Bread is baked with yeast and flour.\" (rank 2)"))
        let none = ScriptedJudge.fixed(Samples.chunks(Array(repeating: ("unrelated", nil), count: 3)))
        #expect(try await Samples.result(["contextual_precision"], judge: none).score("contextual_precision") == 0)
    }

    @Test("A chunk that the judge leaves out keeps its rank and counts as not useful")
    func droppedVerdict() async throws {
        let judge = ScriptedJudge.fixed(Samples.chunks([nil, nil, useful[2]]))
        let result = try await Samples.result(["contextual_precision"], judge: judge)
        #expect(try #require(result["contextual_precision"]?.score).rounded.value == 0.3333)
        #expect(result["contextual_precision"]?.findings.first?["unanswered"] == true)
        #expect(try #require(result["contextual_precision"]?.confidence) < 0.7)
    }

    @Test("Chunks with the same words share the best rank")
    func duplicates() async throws {
        let doubled = [Samples.chunks[0], Samples.chunks[0].lowercased() + " "] + Samples.chunks.dropFirst()
        let judge = ScriptedJudge.fixed(Samples.chunks(useful.map { $0 }))
        let result = try await Samples.result(["contextual_precision"], chunks: doubled, judge: judge)
        #expect(try #require(result["contextual_precision"]?.score).rounded.value == 0.8333)
        #expect(result["contextual_precision"]?.findings.last?["evidence"]?.integer == 3)
    }

    @Test("A blank chunk is not shown and keeps its rank")
    func blankChunk() async throws {
        let judge = ScriptedJudge.oracle()
        let result = try await Samples.result(
            ["contextual_precision"], chunks: [" \n", Samples.chunks[0]], judge: judge)
        #expect(result.score("contextual_precision") == 0.5)
        guard case .retrieval(let task) = try #require(judge.calls.first).task else { return }
        #expect(task.chunks.map(\.id) == ["e2"])
        #expect(task.chunks.map(\.source) == [1])
    }

    @Test("A useful chunk needs a quote of its own")
    func usefulQuote() async throws {
        let elsewhere = Samples.chunks([("useful", "costs eight euros"), ("useful", "built in 1912"), useful[2]])
        let result = try await Samples.result(
            ["contextual_precision"], chunks: ["The tower is tall.", "Bread is baked.", Samples.chunks[2]],
            judge: .fixed(elsewhere.replacingOccurrences("built in 1912", "costs eight")))
        #expect(try #require(result["contextual_precision"]?.score).rounded.value == 0.3333)
        // What is in the chunks is no forgery, wherever the judge says it is from.
        #expect(result["contextual_precision"]?.extra["quote_rejection_rate"]?.number == 0)
    }

    @Test("Recall is the share of the expected sentences that a quote bears out")
    func recall() async throws {
        let judge = ScriptedJudge.fixed(
            Samples.sentences([("attributable", "tower was built in 1912"), ("not_attributable", nil)]))
        let result = try await Samples.result(["contextual_recall"], judge: judge)
        let outcome = try #require(result["contextual_recall"])
        #expect(outcome.score?.value == 0.5)
        #expect(outcome.reason.contains("Not in the chunks: \"A ticket costs eight euros.\" (x2)."))
        #expect(outcome.findings[1]["start"]?.integer == 29)
        #expect(outcome.findings[0]["evidence"]?.integer == 0)
    }

    @Test("Attribution without a quote stands only where a chunk says it in nearly the same words")
    func lexicalRecall() async throws {
        let bare = ScriptedJudge.fixed(Samples.sentences([("attributable", nil), ("attributable", nil)]))
        let result = try await Samples.result(
            ["contextual_recall"], expected: "The tower was built in 1912. Dolphins guard its cellar.", judge: bare)
        #expect(result.score("contextual_recall") == 0.5)
        #expect(try #require(result["contextual_recall"]?.confidence) <= 0.6)
    }

    @Test("The judge does not choose what recall is a share of")
    func denominator() async throws {
        let evading = ScriptedJudge.fixed(
            Samples.sentences([("attributable", "tower was built in 1912"), ("states_nothing", nil)]))
        let expected = "The tower was built in 1912. A ticket costs eight euros."
        let lacking = ["The tower was built in 1912."]
        let result = try await Samples.result(
            ["contextual_recall"], expected: expected, chunks: lacking, judge: evading)
        #expect(result.score("contextual_recall") == 0.5)
        let silent = ScriptedJudge.fixed(Samples.sentences([("attributable", "tower was built in 1912"), nil]))
        #expect(
            try await Samples.result(["contextual_recall"], chunks: lacking, judge: silent).score("contextual_recall")
                == 0.5)
        let polite = ScriptedJudge.fixed(
            Samples.sentences([("attributable", "tower was built in 1912"), ("states_nothing", nil)]))
        #expect(
            try await Samples.result(
                ["contextual_recall"], expected: "The tower was built in 1912. Hope this helps!", judge: polite
            ).score("contextual_recall") == 1)
    }

    @Test("Relevancy is the share of our own passages")
    func relevancy() async throws {
        let chunks = ["The tower was built in 1912. It is painted white.", "Bread is baked."]
        let judge = ScriptedJudge.fixed(
            Samples.passages([("e1.1", true, "tower was built"), ("e1.2", false, nil), ("e2.1", true, "not there")]))
        let result = try await Samples.result(["contextual_relevancy"], chunks: chunks, judge: judge)
        let outcome = try #require(result["contextual_relevancy"])
        #expect(try #require(outcome.score).rounded.value == 0.3333)
        #expect(outcome.findings.map { $0["passage"]?.string } == ["e1.1", "e1.2", "e2.1"])
        #expect(outcome.findings[1]["start"]?.integer == 29)
        #expect(outcome.reviewReasons.contains(.quotesRejected))
    }

    @Test("An id that was not shown, one judged twice and an unknown word are errors")
    func malformed() async throws {
        for answer in [
            Samples.chunks([useful[0], useful[0], useful[0], useful[0]]),
            Samples.chunks([useful[0]]).replacingOccurrences("\"e1\"", "\"s1\""),
            Samples.chunks([("excellent", nil)]), Samples.sentences([("attributable", nil)]),
        ] {
            let judge = ScriptedJudge.fixed(answer)
            let result = try await Samples.result(["contextual_precision"], judge: judge)
            #expect(result["contextual_precision"]?.error?.code == .malformed)
            #expect(judge.calls.count == 2)
        }
    }

    @Test("Verdicts that contradict what was attributed go to a human")
    func conflict() async throws {
        let judge = ScriptedJudge { task, _ in
            var answer = Oracle().answer(task)
            answer.mapItems("chunks") { chunk in
                var chunk = chunk
                chunk["use"] = "unrelated"
                return chunk
            }
            return answer.text
        }
        let result = try await Samples.result(judge: judge)
        #expect(result.score("contextual_precision") == 0)
        #expect(result["contextual_precision"]?.reviewReasons.contains(.directVersusClaims) == true)
    }
}

extension String {
    /// The text with every occurrence of a part replaced.
    func replacingOccurrences(_ part: String, _ replacement: String) -> String {
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            result += rest[..<range.lowerBound] + replacement
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
