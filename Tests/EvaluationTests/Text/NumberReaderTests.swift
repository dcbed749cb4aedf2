import Evaluation
import TestKit
import Testing

@Suite("Numbers")
struct NumberReaderTests {
    private func read(_ text: String) -> [NumberReading] { TokenizedText(text).numbers }

    @Test("Notations of the same quantity match")
    func matching() {
        for (left, right) in [
            ("1,234.5", "1.234,5"), ("1,234", "1234"), ("1.234", "1234"), ("007", "7"), ("3.50", "3.5"),
            ("3 million", "3,000,000"), ("2,5 triệu", "2500000"), ("$5", "5 USD"), ("12%", "12 percent"),
            ("12 phần trăm", "12%"), ("2024-03-15", "March 15, 2024"), ("ngày 15 tháng 3 năm 2024", "2024-03-15"),
            ("15th of March 2024", "15/3/2024"), ("１２", "12"), ("5k", "5000"), ("500.000đ", "500,000 VND"),
        ] {
            let first = read(left)
            let second = read(right)
            #expect(first.count == 1 && second.count == 1, "\(left) \(right): \(first) \(second)")
            if let one = first.first, let other = second.first { #expect(one.matches(other), "\(left) \(right)") }
        }
    }

    @Test("Different quantities do not match")
    func differing() {
        for (left, right) in [
            ("12%", "$12"), ("1,234", "1235"), ("-3", "3"), ("2024-03-15", "2024-03-16"), ("10", "100"),
            ("9999999999999999", "9999999999999998"), ("1.2.3", "1.2.4"), ("3 million", "3 billion"),
        ] {
            guard let one = read(left).first, let other = read(right).first else {
                Issue.record("unread: \(left) \(right)")
                continue
            }
            #expect(!one.matches(other), "\(left) \(right)")
        }
    }

    @Test("A number with a separator reads back as itself, whatever the convention")
    func roundTrip() {
        for seed in UInt64(1)...200 {
            var generator = SeededGenerator(seed: seed)
            let whole = Int.random(in: 1_000...99_999_999, using: &generator)
            let digits = String(whole)
            var grouped = ""
            for (index, digit) in digits.enumerated() {
                if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
                grouped.append(digit)
            }
            let vietnamese = String(grouped.map { $0 == "," ? "." : $0 })
            for notation in [digits, grouped, vietnamese, grouped + ".5", vietnamese + ",5"] {
                let expected = notation.hasSuffix("5") && notation.count > grouped.count ? "\(digits).5" : digits
                let reading = read("about \(notation) in all").first
                #expect(reading?.value == expected || reading?.alternative == expected, "seed \(seed): \(notation)")
            }
        }
    }
}
