import Evaluation
import TestKit
import Testing

@Suite("Text without personal data")
struct PIICleanTextTests {
    private static let sentences = [
        "The function returns 42 when x > 3.14159 and y < 2e10.", "ISBN 978-3-16-148410-0 was printed in 1998.",
        "Run version 1.2.3.4 of the build, then restart.", "It costs $1,299.99 or 30.000.000đ, about 12 % less.",
        "Commit 4f2a9c81d7e6b3a0c5d8e9f1a2b3c4d5e6f7a8b9 fixed it.",
        "UUID 550e8400-e29b-41d4-a716-446655440000 is unique.",
        "At 2024-01-02T10:30:45.123Z the job ended after 1500 ms.", "Rows: 10 20 30 40 50 60 70 80 90 100.",
        "for i in 0..<10 { print(array[i]) } // O(n)", "Đơn hàng 1234567890 sẽ giao ngày 12/05/2024.",
        "let total = 123456789 + 987654321", "The ratio is 16:9 and the score 3-2.",
        "Chapter 12, section 4.5.6, page 1234.",
        "E = mc^2, where c = 299792458 m/s.", "GET /api/v1/users/1234567/orders/7654321 HTTP/1.1",
        "MD5 d41d8cd98f00b204e9800998ecf8427e is of nothing.",
        "Order #4158675309 shipped; tracking 9400110200881234567890.",
        "Between 1914 and 1918, about 20,000,000 died.", "Coordinates 40.712776, -74.005974.",
        "#ff8800 on 1920x1080 at 60Hz",
        "Hà Nội có hơn 8 triệu dân vào năm 2023.", "Serial number 123456789012 of the part 12-34567-89.",
        "Temperatures: 12.5 13.0 14.25 15.75.", "Xin chào, tôi có thể giúp gì cho bạn?",
        "a = [1, 2, 3]; b = {\"k\": \"v\"}",
    ]

    @Test("Ordinary sentences have no findings", arguments: sentences)
    func clean(_ text: String) { #expect(PIIDetector().scan(text).isEmpty, "\(PIIDetector().scan(text))") }

    @Test("Sentences keep their findings in any order")
    func permutation() {
        var sentences =
            Self.sentences + [
                "Call me at 0912 345 678.", "NHS number 943 476 5919 is hers.", "Mail jane@acme.io today.",
                "MST 0100109106 của công ty.", "My name is Anna Lee.", "Sold to order 9434765919 then.",
                "The routing number is 021000021.", "Số CCCD của anh là 079203012345.",
            ]
        func keys() -> [String] {
            PIIDetector().scan(sentences.joined(separator: " ")).map { $0.type.rawValue + $0.key }.sorted()
        }
        let expected = keys()
        #expect(expected.count == 7)
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<100 {
            sentences.shuffle(using: &generator)
            #expect(keys() == expected)
        }
    }
}
