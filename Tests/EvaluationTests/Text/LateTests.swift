import Testing

@testable import Evaluation

@Suite("Values made late")
struct LateTests {
    @Test("A value is made when it is first asked for, and once")
    func once() {
        let made = MadeCount()
        let late = Late {
            made.add()
            return 7
        }
        #expect(made.count == 0)
        #expect(late.value == 7)
        #expect(late.value == 7)
        #expect(made.count == 1)
    }

    @Test("All who ask at the same time get the same value")
    func sideBySide() async {
        final class Thing: Sendable {}
        let late = Late { Thing() }
        let things = await withTaskGroup(of: Thing.self) { group in
            for _ in 0..<100 { group.addTask { late.value } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(things.count == 100)
        #expect(things.allSatisfy { $0 === late.value })
    }

    @Test("Evidence that was not read says the same as what it is a copy of")
    func unread() {
        let evidence = EvidenceIndex(
            [
                "The pump starts at 4.2 bar. It stops after 30 seconds.", "",
                String(repeating: "A long text. ", count: 400),
            ],
            document: JudgedDocument("The pump starts at 4.2 bar."), input: "When does it start?")
        let claim = TokenizedText("The pump starts at 4.2 bar.")
        let copy = evidence.unread
        #expect(copy.chunks.map(\.id) == evidence.chunks.map(\.id))
        #expect(copy.chunks.map(\.text) == evidence.chunks.map(\.text))
        #expect(copy.length == evidence.length)
        #expect(copy.shares(of: claim) == evidence.shares(of: claim))
        #expect(claim.numbers.allSatisfy { copy.holds($0) && evidence.holds($0) })
        let verdicts = [copy, evidence].map {
            $0.verifier.verify(quote: "starts at 4.2 bar", claim: claim, namedChunk: 0)
        }
        #expect(verdicts[0] == verdicts[1])
        #expect(verdicts[0].exists)
    }

    /// Counts without a lock: asked one after the other.
    private final class MadeCount: @unchecked Sendable {
        private(set) var count = 0

        func add() { count += 1 }
    }
}
