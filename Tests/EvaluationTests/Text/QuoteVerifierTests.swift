import Evaluation
import TestKit
import Testing

@Suite("Quotes")
struct QuoteVerifierTests {
    private static let chunks = [
        "The Hoan Kiem Lake is in Hanoi. The lake covers 12 hectares and is not deep, at most two metres in the wet season.",
        "Refunds are paid within 14 days. Members pay no fee… “Tickets” cost 30,000 đồng for everyone older than six years.",
    ]
    private let verifier = QuoteVerifier(
        chunks: chunks, answer: "The moon is made of green cheese, says the guide.", question: "Is the lake deep?")

    private func verify(_ quote: String, claim: String, chunk: Int? = 0) -> QuoteVerdict {
        verifier.verify(quote: quote, claim: TokenizedText(claim), namedChunk: chunk)
    }

    private func text(_ verdict: QuoteVerdict) -> String? {
        switch verdict {
        case .exact(let chunk, let start, let end), .fuzzy(let chunk, let start, let end):
            ScalarText(Self.chunks[chunk]).text(start..<end)
        case .rejected: nil
        }
    }

    @Test("A copied quote is exact, in the named chunk or another, and its offsets point at it")
    func exact() {
        let named = verify("The lake covers 12 hectares", claim: "The lake has 12 hectares")
        #expect(text(named) == "The lake covers 12 hectares")
        #expect(named.factor == 1)
        let other = verify("Refunds are paid within 14 days.", claim: "Refunds take 14 days", chunk: 0)
        #expect(other.chunk == 1)
        #expect(text(other) == "Refunds are paid within 14 days")
        #expect(verify("refunds are\n paid  within 14 days", claim: "14 days", chunk: 9).chunk == 1)
        #expect(
            text(verify("\"Tickets\" cost 30,000 đo\u{302}\u{300}ng", claim: "Tickets", chunk: 1))?.hasSuffix("đồng")
                == true)
    }

    @Test("Parts between ellipses must come in order")
    func ellipsis() {
        let claim = "The lake covers 12 hectares"
        #expect(text(verify("The lake covers ... and is not deep", claim: claim))?.hasSuffix("not deep") == true)
        #expect(
            verify("The lake covers ... at most two metres", claim: claim) == .rejected(.elidedNegation))
        #expect(
            text(verify("The Hoan Kiem Lake … The lake covers 12", claim: claim))
                == "The Hoan Kiem Lake is in Hanoi. The lake covers 12")
        #expect(verify("covers 12 hectares ... Hoan Kiem Lake", claim: claim) == .rejected(.notFound))
    }

    @Test("A quote needs three words or twelve characters")
    func minimum() {
        #expect(verify("is in", claim: "Hanoi is in Vietnam") == .rejected(.tooShort))
        #expect(verify("is in Hanoi", claim: "It is in Hanoi").factor == 1)
        #expect(verify("“ … ”", claim: "x") == .rejected(.empty))
        #expect(verify("", claim: "x") == .rejected(.empty))
    }

    @Test("Nine words of ten in order count, unless a number, a negation or a name differs")
    func fuzzy() {
        let claim = "The lake covers 12 hectares and is not deep"
        let near = verify("The lake covers 12 hectares and isn’t deep, at most two metres in wet season", claim: claim)
        #expect(near == .rejected(.notFound) || near.factor == 0.9)
        let dropped = verify(
            "The lake covers 12 hectares and is not deep, at most two metres in wet season", claim: claim)
        #expect(dropped.factor == 0.9)
        for quote in [
            "The lake covers 13 hectares and is not deep, at most two metres in the wet season",
            "The lake covers 12 hectares and is deep, at most two metres in the wet season",
            "The Hoan Tay Lake is in Hanoi. The lake covers 12 hectares and is not deep",
        ] {
            #expect(verify(quote, claim: claim) == .rejected(.altered), "\(quote)")
        }
    }

    @Test("A quote of the answer or the question is a self-citation")
    func selfCitation() {
        #expect(verify("The moon is made of green cheese", claim: "The moon is cheese") == .rejected(.selfCitation))
        #expect(verify("Is the lake deep?", claim: "The lake is deep") == .rejected(.selfCitation))
        #expect(verify("The sun is made of red cheese", claim: "The sun is cheese") == .rejected(.notFound))
    }

    @Test("A quote that shares nothing with the claim is irrelevant")
    func relevance() {
        #expect(verify("Refunds are paid within 14 days", claim: "Parking is free", chunk: 1) == .rejected(.irrelevant))
    }

    @Test("A word or a number cut out of a longer one is not a quote")
    func cutWords() {
        #expect(verify("2 hectares and is", claim: "2 hectares") == .rejected(.notFound))
    }

    @Test("Data marks between words are white space")
    func dataMarks() {
        let marked = QuoteVerifier(chunks: Self.chunks, answer: "", dataMark: "^")
        let verdict = marked.verify(quote: "The^lake^covers^12", claim: TokenizedText("12 hectares"), namedChunk: 0)
        #expect(verdict.factor == 1)
    }

    @Test("Every run of words of a chunk is found exactly, and its offsets hold the same words")
    func property() {
        for seed in UInt64(1)...200 {
            var generator = SeededGenerator(seed: seed)
            let chunk = Self.chunks[Int.random(in: 0...1, using: &generator)]
            let words = chunk.split(separator: " ")
            let start = Int.random(in: 0...(words.count - 5), using: &generator)
            let quote = words[start..<start + 5].joined(separator: "  ").uppercased()
            let verdict = verify(quote, claim: quote)
            #expect(verdict.factor == 1, "seed \(seed): \(quote)")
            let found = text(verdict).map { TokenizedText($0).words.map(\.key) }
            #expect(found == TokenizedText(quote).words.map(\.key), "seed \(seed): \(quote)")
        }
    }
}
