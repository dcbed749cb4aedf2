import Evaluation
import Testing

@Suite("Broken outputs")
struct BrokenOutputDetectorTests {
    private let detector = BrokenOutputDetector()

    @Test("Outputs that answer nothing are named")
    func broken() {
        let table: [(String, BrokenOutput)] = [
            ("", .empty), (" \n\u{200B}", .empty), (":", .punctuationOnly), ("...?!", .punctuationOnly),
            ("Thought process:", .openerOnly), ("**Solution**", .openerOnly), ("Sure:", .openerOnly),
            ("Let's solve this step by step.", .openerOnly), ("Dưới đây là:", .openerOnly),
            (String(repeating: "the cat ", count: 30), .repetition), (String(repeating: "a", count: 60), .repetition),
            ("What is the capital of France", .promptEcho),
            ("Question: What is the capital of France?", .promptEcho), ("Sure! Here is the answer:", .openerOnly),
            ("Let me think about this.", .openerOnly), ("Based on the context,", .openerOnly),
            ("Câu trả lời:", .openerOnly),
            (String(repeating: "I am happy to help you. ", count: 12), .repetition),
            (String(repeating: "- item one\n", count: 30), .repetition),
            (
                "Paris is old. It lies on the Seine. "
                    + String(repeating: "It has many bridges and parks. ", count: 30),
                .repetition
            ),
        ]
        for (output, expected) in table {
            #expect(detector.scan(output, input: "what is the capital of France?") == expected, "\(output)")
        }
    }

    @Test(
        "Short, long and odd answers are not broken",
        arguments: [
            "Yes.", "42", "👍", "Paris", "Sure.", "Sure: it is Paris.", "---\nDone\n---", "No no no.", "Vâng.",
            "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
                + "eighteen nineteen twenty.",
            "The capital of France is Paris", "First.", "Summary", "✓", "→", "€", "1. Rice\n2. Beans\n3. Salt",
            "Row, row, row your boat,\ngently down the stream.\nMerrily, merrily, merrily, merrily,\nlife is but a dream.\n"
                + "Row, row, row your boat,\ngently down the creek.\nIf you see a crocodile,\ndon't forget to shriek.",
            "```swift\nfor x in xs { print(x) }\n```", "The answer is Paris.", "0 0 0 0 1 1", "Có.", "Không biết.",
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |",
        ])
    func sound(_ output: String) {
        #expect(detector.scan(output, input: "What is the capital of France?") == nil)
    }

    @Test("An output that breaks off is told apart and still goes to a judge")
    func truncated() {
        let paragraph = """
            The city grew quickly after the railway came, because goods could now reach the coast within a day and traders \
            from all parts of the country opened their offices along the river, where the old warehouses had sto
            """
        #expect(detector.isTruncated(TokenizedText(paragraph)))
        #expect(detector.isTruncated(TokenizedText("Here it is:\n```swift\nlet a = 1")))
        #expect(detector.scan(paragraph) == nil)
        for sound in ["Yes", "42", "Paris is the capital", "- one\n- two", paragraph + "od.", "```\na\n```"] {
            #expect(!detector.isTruncated(TokenizedText(sound)), "\(sound)")
        }
    }
}
