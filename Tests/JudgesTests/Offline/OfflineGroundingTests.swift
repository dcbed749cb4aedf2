import Evaluation
import JSON
import Judges
import Testing

struct OfflineGroundingTests {
    @Test(
        "claims are supported, contradicted or neither by their words",
        arguments: [
            ("Apple is blue", "Apple is red", "contradicted"),
            ("Apple is red", "Apple is red", "supported"),
            ("The apple is tasty.", "The apple is red.", "not_in_evidence"),
            ("Paris is the capital of France.", "Paris is the capital and largest city of France.", "supported"),
            ("The capital of France is Lyon.", "The capital of France is Paris.", "contradicted"),
            ("Einstein was born in Austria.", "Einstein was born in Germany.", "contradicted"),
            ("The tower is 330 metres tall.", "The tower is 330 metres tall.", "supported"),
            ("The tower is 300 metres tall.", "The tower is 330 metres tall.", "contradicted"),
            ("The refund takes 14 days.", "A refund takes 30 days to arrive.", "contradicted"),
            ("The shop is not open on Sunday.", "The shop is open on Sunday.", "contradicted"),
            ("The shop is open on Sunday.", "The shop is not open on Sunday.", "contradicted"),
            ("The shop is open on Monday.", "The shop is open on Sunday.", "contradicted"),
            ("Returns are free.", "Returns are free within 30 days of delivery.", "supported"),
            ("Returns are free within 60 days.", "Returns are free within 30 days.", "contradicted"),
            ("Berlin has 3.7 million inhabitants.", "Bread is baked in ovens.", "not_in_evidence"),
            ("The drug is safe for children.", "The drug is dangerous for children.", "contradicted"),
            ("Water boils at 100 degrees.", "At sea level water boils at 100 degrees Celsius.", "supported"),
            ("Thủ đô của Việt Nam là Hà Nội.", "Hà Nội là thủ đô của Việt Nam.", "supported"),
            ("Quả táo màu xanh.", "Quả táo màu đỏ.", "contradicted"),
            ("Apples are red and ripe in autumn.", "Apples are red. They get ripe in autumn.", "supported"),
            ("Let me know if you need anything else!", "Apple is red.", "not_a_claim"),
            ("What colour is it?", "Apple is red.", "not_a_claim"),
        ])
    func claims(output: String, evidence: String, verdict: String) async throws {
        #expect(try await verdicts(output, [evidence]) == [verdict])
    }

    @Test("a supporting or contradicting quote is in the chunk it names")
    func quotes() async throws {
        let chunks = ["Bananas are yellow. They grow in bunches.", "Apple is red. It is a fruit."]
        let output = "Apple is blue. Bananas are yellow. The moon is far away."
        let answer = try await grounding(nil, output, chunks)
        let claims = try #require(answer["claims"]?.array)
        #expect(claims.map { $0["verdict"]?.string } == ["contradicted", "supported", "not_in_evidence"])
        #expect(claims.map { $0["eid"]?.string } == ["e2", "e1", nil])
        #expect(claims.map { $0["quote"]?.string } == ["Apple is red.", "Bananas are yellow.", nil])
        #expect(claims.map { $0["sid"]?.string } == ["s1", "s2", "s3"])
        #expect(answer["overall"] == "contradicted")
        let verifier = QuoteVerifier(chunks: chunks, answer: output)
        for (text, claim) in zip(["Apple is blue.", "Bananas are yellow."], claims) {
            let verdict = verifier.verify(
                quote: claim["quote"]?.string ?? "", claim: TokenizedText(text), namedChunk: nil)
            if case .rejected(let reason) = verdict { Issue.record("\(text): \(reason)") }
        }
    }

    @Test("without evidence nothing is known to be true")
    func closedBook() async throws {
        let answer = try await grounding("Q", "The sky is blue.")
        #expect(answer["claims"]?.array?.first?["verdict"] == "not_in_evidence")
        #expect(answer["claims"]?.array?.first?["quote"] == nil as JSONValue)
    }

    @Test(
        "answers that miss the question score low",
        arguments: [
            ("What is 2+2?", "Paris is capital of France"), ("What is the capital of France?", "I like turtles a lot."),
            ("How many legs does a spider have?", "The weather is lovely in spring, they say."),
            ("Who wrote Hamlet?", "bananas are yellow and sweet when they are ripe"),
            ("How do I reset my password?", "The stock market closed higher yesterday."),
            ("What is photosynthesis?", "What is photosynthesis?"), ("Why is the sky blue?", ""),
            ("Explain recursion.", "Hope this helps!"),
            ("What is the refund policy?", "I cannot help with that request."),
        ])
    func irrelevant(input: String, output: String) async throws {
        let score = try await relevancy(input, output)
        #expect(score < 0.2)
    }

    @Test(
        "sensible answers score well",
        arguments: [
            ("What is 2+2?", "4"), ("What is 2+2?", "The answer is 4."), ("What is 2 + 2?", "2 + 2 equals four."),
            ("What is the capital of France?", "The capital of France is Paris."),
            ("What is the capital of France?", "Paris."),
            ("What is the capital of France?", "Paris is the capital of France. It lies on the Seine."),
            ("Who wrote Hamlet?", "William Shakespeare."), ("Who wrote Hamlet?", "Hamlet was written by Shakespeare."),
            ("How many legs does a spider have?", "Eight."),
            ("How many legs does a spider have?", "A spider has 8 legs."),
            ("When did the war end?", "In 1945."), ("Where is the Eiffel Tower?", "It is in Paris."),
            ("Is the shop open on Sunday?", "Yes, it is."), ("Is the shop open?", "No, the shop is closed today."),
            ("Why is the sky blue?", "Because air scatters blue light more than red light."),
            ("How do I reset my password?", "Click the link on the sign-in page and follow the steps."),
            ("Explain recursion.", "Recursion is when a function calls itself. The function needs a base case."),
            ("What if these shoes don't fit?", "We offer a 30-day full refund if the shoes don't fit."),
            ("What causes rain?", "Rain is caused by water vapour that condenses. Hope this helps!"),
            ("Thủ đô của Việt Nam là gì?", "Thủ đô của Việt Nam là Hà Nội."),
            ("Hi", "Hello! How can I help you today?"),
        ])
    func relevant(input: String, output: String) async throws {
        let score = try await relevancy(input, output)
        #expect(score >= 0.7)
    }

    @Test("only what is asked for is answered, in the schema's form")
    func schema() async throws {
        for (claims, relevancy) in [(true, true), (true, false), (false, true)] {
            let task = GroundingTask(
                input: "Who? And where?", output: "Bob. Yes! He is not in Rome.", evidence: ["Bob is in Rome."],
                asksForClaims: claims, asksForRelevancy: relevancy)
            let schema = JudgeTask.grounding(task).prompt(nonce: "n").schema
            #expect(conforms(try await offlineAnswer(.grounding(task)), schema))
        }
        #expect(conforms(try await grounding(nil, "", []), groundingSchema))
    }

    private var groundingSchema: JSONValue {
        JudgeTask.grounding(GroundingTask(input: nil, output: "", evidence: [])).prompt(nonce: "n").schema
    }
}
