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
            "The capital of France is Paris",
        ])
    func sound(_ output: String) {
        #expect(detector.scan(output, input: "What is the capital of France?") == nil)
    }
}
