import Evaluation
import Testing

@Suite("Stems")
struct StemTests {
    @Test(
        "Singular and plural compare equal",
        arguments: [
            ("sunday", "sundays"), ("key", "keys"), ("city", "cities"), ("tower", "towers"), ("house", "houses"),
        ])
    func plural(one: String, many: String) {
        #expect(TokenizedText(one).words.map(\.stem) == TokenizedText(many).words.map(\.stem))
    }
}
