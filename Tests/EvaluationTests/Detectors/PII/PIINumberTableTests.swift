import Evaluation
import TestKit
import Testing

@Suite("Numbers that are nobody's")
struct PIINumberTableTests {
    @Test(
        "Amounts, versions, codes and identifiers of programs have no findings",
        arguments: [
            "1,234,5678", "€4556", "4,556,737,586", "$4,556,737,586,899", "v4556.7375.8689", "0x4556_7375_8689_9855",
            "var4556737586899855x", "x4556737586899855", "550e8400-e29b-41d4-a716-446655440000",
            "deadbeef4556737586899855", "Order4556737586899855", "tracking 9400 1102 0088 1234 5678 90",
            "0.4556737586899855", "-0.4556737586899855", "0,4556737586899855", "1.4556737586899855e-10",
            "4.556737586899855", "2024-11-23T04:55:12.4556737Z", "ISBN 978-3-16-148410-0",
            "4556\n7375\n8689\n9855\n1234\n5678", "1234 4556 7375\n8689 9855 1234", "1234 4556 7375 8689 9855",
            "| 4556 | 7375 |\n| 8689 | 9855 |\n| 1234 | 1234 |", "1. 4556\n2. 7375\n3. 8689\n4. 9855",
            "• 4556\n• 7375\n• 8689\n• 9855", "- 4556\n- 7375\n- 8689\n- 9855", "120 × 60 × 2000 mm", "100_20_3000",
            "img_100_20_3000", "100·20·3000", "id4556737586899855", "item_4556737586899855", "4556737586899855px",
            "4556737586899855_n.jpg", "let x = 612_345_678", "user0912345678", "cell12345678", "2019-2020, 2021–2022",
            "1999 2000 2001 2002", "12% 34% 4556", "AB4556737586899855CD", "1Z4556737586899855",
            "a1b2c3_4556737586899855", "4556737586899855L", "4556 7375 €8689 9855",
        ])
    func clean(_ text: String) { #expect(PIIDetector().scan(text).isEmpty, "\(PIIDetector().scan(text))") }

    /// Tables and lists of random numbers without a zero in front, and how many of 400 may be taken for something: where
    /// four numbers of four digits stand alone, one in twenty is a card number as far as anybody can tell.
    private static let makers: [(name: String, allowed: Int, make: @Sendable (inout SeededGenerator) -> String)] = [
        ("column", 0, { list(&$0, 12, "\n") { number(&$0, 4) } }),
        ("four lines", 32, { list(&$0, 4, "\n") { number(&$0, 4) } }),
        ("tabs", 0, { list(&$0, 6, "\n") { list(&$0, 5, "\t") { number(&$0, 4) } } }),
        (
            "columns", 12,
            { list(&$0, 6, "\n") { list(&$0, 5, "  ") { number(&$0, Int.random(in: 1...7, using: &$0)) } } }
        ),
        ("csv", 0, { list(&$0, 6, "\n") { list(&$0, 6, ",") { number(&$0, Int.random(in: 2...6, using: &$0)) } } }),
        ("rows", 0, { list(&$0, 5, "\n") { "| " + list(&$0, 4, " | ") { number(&$0, 4) } + " |" } }),
        ("array", 0, { "[" + list(&$0, 7, ", ") { number(&$0, 4) } + "]" }),
        ("bullets", 0, { list(&$0, 4, "\n") { "• " + number(&$0, 4) } }),
        ("fractions", 0, { list(&$0, 5, "\n") { "0." + number(&$0, 16) } }),
        ("long fractions", 0, { list(&$0, 5, " ") { number(&$0, 1) + "." + number(&$0, 15) } }),
        ("parcels", 0, { "9400 " + list(&$0, 4, " ") { number(&$0, 4) } + " " + number(&$0, 2) }),
        ("sizes", 0, { number(&$0, 3) + " × " + number(&$0, 2) + " × " + number(&$0, 4) + " mm" }),
        ("literals", 0, { "0x" + list(&$0, 4, "_") { number(&$0, 4) } }),
        ("amounts", 0, { "€" + number(&$0, 3) + "," + list(&$0, 3, ",") { number(&$0, 3) } }),
        ("stamps", 0, { "17" + number(&$0, 8) + " 17" + number(&$0, 11) + " 17" + number(&$0, 14) }),
        (
            "three by three", 0,
            { list(&$0, 5, "\n") { number(&$0, 3) + "\n" + number(&$0, 2) + "\n" + number(&$0, 4) } }
        ),
    ]

    private static func number(_ generator: inout SeededGenerator, _ count: Int) -> String {
        generator.filled("%" + String(repeating: "#", count: count - 1))
    }

    private static func list(
        _ generator: inout SeededGenerator, _ count: Int, _ separator: String,
        _ make: (inout SeededGenerator) -> String
    ) -> String {
        (0..<count).map { _ in make(&generator) }.joined(separator: separator)
    }

    @Test("Tables of random numbers have no findings but where nothing tells four numbers from a card")
    func tables() {
        for (name, allowed, make) in Self.makers {
            var generator = SeededGenerator(seed: 41)
            var wrong: [String] = []
            for _ in 0..<400 {
                let text = make(&generator)
                if !PIIDetector().scan(text).isEmpty { wrong.append(text) }
            }
            #expect(wrong.count <= allowed, "\(name): \(wrong.count) \(wrong.prefix(3))")
        }
    }
}
